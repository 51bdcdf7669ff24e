import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findingCodes } from '../../lambdas/core/findings.ts';
import { parseRequest } from '../../lambdas/core/request.ts';
import { emittedFields } from './emissions.ts';

const page = readFileSync('docs/operations.md', 'utf8');

/** The contents of the page's fenced blocks of this language. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].flatMap(([, opening, text = '']) =>
    opening === language ? [text] : [],
  );
}

/** Words of Logs Insights' language that its queries here use, and its own fields. */
const language = new Set(
  'filter fields stats sort by as and or in desc latest count min max sum like not ispresent @timestamp'.split(' '),
);

describe('the queries of docs/operations.md', () => {
  const queries = blocks('insights');

  test('are there', () => {
    expect(queries.length).toBeGreaterThan(5);
  });

  test.each(queries)('read only what the function logs: %s', (query) => {
    const named = [...query.matchAll(/\bas (\w+)/g)].map(([, name]) => name);
    const words = query.replace(/"[^"]*"|\/[^/]*\//g, '').match(/@?[A-Za-z][\w.]*/g) ?? [];
    const fields = words.filter((word) => !language.has(word) && !named.includes(word));
    const logged = emittedFields();
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !logged.has(field))).toEqual([]);
  });

  test.each(queries)('look for codes and actions that there are: %s', (query) => {
    const lists = [...query.matchAll(/(code|action) (?:in \[([^\]]*)\]|= ("[^"]*"))/g)];
    const looked = lists.flatMap(([, , many, one]) =>
      [...(many ?? one ?? '').matchAll(/"([^"]+)"/g)].map(([, value]) => value ?? ''),
    );
    const said = [
      ...Object.values(findingCodes).flat(),
      ...[
        'created',
        'updated',
        'create-due',
        'update-due',
        'pass-done',
        'message-invalid',
        'unexpected-error',
        'sweep-started',
        'sweep-skipped',
        'restoration-skipped',
      ],
      ...['blocked', 'rejected', 'failed', 'orphaned'],
    ];
    expect(looked.filter((value) => !said.includes(value))).toEqual([]);
  });
});

test('the message by which docs/operations.md starts a sweep is understood as one', () => {
  const [, body = ''] = /--message-body "(.*)"$/m.exec(page) ?? [];
  const at = '2026-11-20T10:00:00Z';
  const sent = body.replaceAll('\\"', '"').replace('$(date -u +%Y-%m-%dT%H:%M:%SZ)', at);
  expect(parseRequest(sent)).toEqual({ kind: 'sweep', sweep: at });
});

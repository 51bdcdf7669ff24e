import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../lambdas/core/claim.ts';
import { managedKeys } from '../../lambdas/core/credentials.ts';
import { type Declaration, parseDeclarations } from '../../lambdas/core/declaration.ts';
import { createDocument, parseDocument } from '../../lambdas/core/document/document.ts';
import { findingCodes } from '../../lambdas/core/findings.ts';
import { Secret } from '../../lambdas/core/secret.ts';

/**
 * The public documentation is held against the code. What it reads of a page:
 *
 *   ```tags         lines `key = value`, the tags of one pool: all are declarations and none is rejected
 *   ```malformed    lines `key = value`, each of them a malformed tag
 *   ```json before, ```json after, ```json created     an edit at auth.cognito, and a new document
 *   | <a id="code"></a>`code` | …     a row of a table of codes, under a heading named like their class
 */
const page = readFileSync('docs/tags.md', 'utf8');

const pool = {
  id: 'eu-west-1_AbCdEfGhI',
  name: 'acme',
  arn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI',
  tags: {},
};
const deployment = {
  name: 'docs',
  region: 'eu-west-1',
  tagPrefix: 'ssm-sync',
  targets: [{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools: [pool.id] }],
  create: 'always',
} as const;

describe('docs/tags.md', () => {
  test.each(Object.entries(findingCodes))('has one row for each code that is %s, and no other', (heading, codes) => {
    expect(codesUnder(heading)).toEqual([...codes].sort());
  });

  test('says of each code, once, what it means and what to do', () => {
    const rows = [...page.matchAll(/^\| <a id=(.*)$/gm)].map(([row]) => row);
    expect(rows.filter((row) => !/^\| [^|]+ \| [^|]+ \| [^|]+ \|$/.test(row))).toEqual([]);
    expect(rows).toHaveLength(Object.values(findingCodes).flat().length);
  });

  test.each(blocks('tags'))('shows tags that are declarations without a rejection: %s', (block) => {
    const tags = tagsIn(block);
    const declarations = parseDeclarations(tags, deployment.tagPrefix);
    expect(declarations.map(({ tag }) => tag)).toEqual(Object.keys(tags).sort());
    expect(declarations.flatMap((declaration) => declaration.rejection ?? [])).toEqual([]);
    const claims = declarations.map((declaration) => claimsOf(bearer(declaration), [declaration], pool, deployment));
    expect(claims.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(claims.flatMap(({ claims }) => claims)).toHaveLength(declarations.flatMap(({ targets }) => targets).length);
  });

  test.each(blocks('malformed').flatMap((block) => block.split('\n')))(
    'is right that this is malformed: %s',
    (line) => {
      const declarations = parseDeclarations(tagsIn(line), deployment.tagPrefix);
      expect(declarations.map(({ rejection }) => rejection?.code)).toEqual(['tag-malformed']);
    },
  );

  test('shows tags, malformed tags and documents at all', () => {
    const kinds = ['tags', 'malformed', 'json created', 'json before', 'json after'];
    expect(kinds.filter((kind) => blocks(kind).length === 0)).toEqual([]);
  });

  test.each(blocks('json created'))('shows a new document as it is created: %s', (created) => {
    expect(createDocument(place, credentialsIn(created)).reveal()).toBe(created);
  });

  test.each(blocks('json before').map((before, index) => [before, blocks('json after')[index] ?? '']))(
    'shows what becomes of an existing document to the byte: %s',
    (before, after) => {
      const document = parseDocument(new Secret(before), 'json');
      const edited = 'edit' in document ? document.edit(place, credentialsIn(after)) : document;
      expect(edited instanceof Secret ? edited.reveal() : edited).toBe(after);
    },
  );
});

describe('docs', () => {
  const pages = [...globSync('docs/**/*.md').sort(), 'README.md'];

  test.each(pages)('%s links only to files and headings that exist', (from) => {
    const links = [...readFileSync(from, 'utf8').matchAll(/\]\((?!https:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const to = path === '' ? from : join(dirname(from), path);
      return !existsSync(to) || (anchor !== undefined && !anchorsOf(to).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('the index of decision records names each of them, with its title', () => {
    const records = pages.filter((path) => /\/adr\/\d{4}-/.test(path));
    const rows = records.map((path) => {
      const [, number, title] = /^# (\d{4})\. (.*)/.exec(readFileSync(path, 'utf8')) ?? [];
      return `| [${number}](${path.slice('docs/adr/'.length)}) | ${title} |`;
    });
    const index = readFileSync('docs/adr/README.md', 'utf8').split('\n');
    expect(index.filter((line) => line.startsWith('| ['))).toEqual(rows);
  });
});

const place = ['auth', 'cognito'];

/** The contents of the page's fenced blocks that open with these words. */
function blocks(kind: string): readonly string[] {
  return [...page.matchAll(/^```(.+)\n([\s\S]*?)\n```$/gm)].flatMap(([, opening, text = '']) =>
    opening === kind ? [text] : [],
  );
}

function tagsIn(block: string): Readonly<Record<string, string>> {
  return Object.fromEntries(block.split('\n').map((line) => line.split(/ = (.*)/, 2)));
}

/** A client that the declaration is about. */
function bearer({ subject }: Declaration): { readonly id: string; readonly name: string } {
  const client = { id: '1example23456789abcdefghij', name: 'orders' };
  if (subject.by === 'id') return { ...client, id: subject.id };
  return subject.by === 'name' ? { ...client, name: subject.name } : client;
}

function credentialsIn(document: string): ReadonlyMap<string, { readonly set: Secret }> {
  const { auth }: { auth: { cognito: Record<string, string> } } = JSON.parse(document);
  return new Map(managedKeys.map((key) => [key, { set: new Secret(auth.cognito[key] ?? '') }]));
}

function codesUnder(heading: string): readonly (string | undefined)[] {
  const section = page.split(/^##+ /m).find((text) => text.toLowerCase().startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| <a id="([^"]*)"><\/a>`\1` \|/gm)].map(([, code]) => code).sort();
}

/** As GitHub makes them of headings, and those set by hand. */
function anchorsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, anchor = '']) => anchor)];
}

test('every command of the CDK in the documents names its targets: without them no stack can be made', () => {
  const commands = ['README.md', ...globSync('docs/*.md')].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/npx cdk [^`\n#]+/g)].map(([command]) => command.trim()),
  );
  expect(commands.length).toBeGreaterThan(7);
  expect(commands.filter((command) => !command.includes('-c targets=/'))).toEqual([]);
});

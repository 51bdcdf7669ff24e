import { readFileSync } from 'node:fs';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../lambdas/core/claim.ts';
import { parseDeclarations } from '../../lambdas/core/declaration.ts';

/** The tags in the snippets of docs/declaring.md and README.md, each in its tool's own language, read and tried. */
const languages: Readonly<Record<string, RegExp>> = {
  ts: /Tags\.of\(pool\)\.add\('(?<key>[^']+)', '(?<value>[^']+)'\)/g,
  yaml: /^ +(?<key>ssm-sync\S*): (?<value>.+)$/gm,
  hcl: /"(?<key>ssm-sync[^"]*)" += "(?<value>[^"]+)"/g,
  sh: /--tags '(?<key>[^=']+)=(?<value>[^']+)'/g,
};

interface Snippet {
  readonly page: string;
  readonly language: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
}

const snippets: readonly Snippet[] = ['docs/declaring.md', 'README.md'].flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].flatMap(([, language = '', text = '']) => {
    const pairs = [...text.matchAll(languages[language] ?? /(?!)/g)].map(({ groups = {} }) => [
      groups.key ?? '',
      // A tool's own variable, e.g. ${sls:stage}.
      (groups.value ?? '').replace(/\$\{[^}]+\}/g, 'prod'),
    ]);
    return pairs.length > 0 ? [{ page, language, text, tags: Object.fromEntries(pairs) }] : [];
  }),
);

const pool = { id: 'eu-west-1_AbCdEfGhI', name: 'apis', arn: '', tags: {} };
const deployment = {
  name: 'docs',
  region: 'eu-west-1',
  tagPrefix: 'ssm-sync',
  targets: [{ prefix: '/layered-apis/' }],
  create: 'always',
} as const;

describe('the snippets', () => {
  test.each(['docs/declaring.md', 'README.md'])('of %s show every tool', (page) => {
    const shown = snippets.filter((snippet) => snippet.page === page).map(({ language }) => language);
    expect([...new Set(shown)].sort()).toEqual(Object.keys(languages).sort());
  });

  test.each(snippets)('declare what they mean to: $page $language $tags', ({ tags }) => {
    const declarations = parseDeclarations(tags, deployment.tagPrefix);
    expect(declarations.map(({ tag }) => tag).sort()).toEqual(Object.keys(tags).sort());
    expect(declarations.flatMap(({ rejection }) => rejection ?? [])).toEqual([]);
    const client = { id: '1example23456789abcdefghij', name: 'orders' };
    const claims = declarations.map((declaration) => claimsOf(client, [declaration], pool, deployment));
    expect(claims.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(new Set(claims.flatMap((found) => found.claims.map(({ parameter }) => parameter)))).toEqual(
      new Set(['/layered-apis/orders/prod']),
    );
  });

  test.each(snippets)('hold no more of our tags than are read: $page $language', ({ text, tags }) => {
    expect(text.match(/ssm-sync[\w:]*(?=['":=]|: )/g)?.length).toBe(Object.keys(tags).length);
  });

  test.each(snippets.filter(({ language }) => language === 'ts'))(
    'for the CDK put the tags on the pool itself: $page',
    ({ tags }) => {
      const stack = new Stack(new App(), 'Stack');
      const apis = new UserPool(stack, 'Apis');
      for (const [key, value] of Object.entries(tags)) Tags.of(apis).add(key, value);
      Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { UserPoolTags: tags });
    },
  );
});

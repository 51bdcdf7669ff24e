import { describe, expect, test } from 'vitest';
import { write } from '../../../lambdas/cli/import/languages.ts';
import { replacementsOf } from '../../../lambdas/cli/import/replacement.ts';
import { readServerlessFile } from '../../../lambdas/cli/import/serverless-file.ts';

const plugin = 'serverless-app-client-credentials-to-ssm';
const pool = 'eu-west-1_AbCdEfGhI';

function settings(userPoolId: string, appClientName: string, parameterName: string, stage?: string) {
  const text = `custom:\n  ${plugin}:\n    userPoolId: ${userPoolId}\n    appClientName: ${appClientName}\n    parameterName: ${parameterName}\n`;
  return readServerlessFile('serverless.yml', text, stage);
}

const tagsOf = (...all: readonly ReturnType<typeof settings>[]) =>
  replacementsOf(all, 'ssm-sync').map(({ pool, isPoolKnown, tags, unknown }) => ({ pool, isPoolKnown, tags, unknown }));

describe('a Serverless file', () => {
  test.each([
    ['a: [', /is not YAML that can be read: line 1, column \d+/],
    ['', /has no section custom\./],
    ['custom: {}', /has no section custom\./],
    ['- 1', /has no section custom\./],
    [`custom: \${file(x.yml)}`, /custom is \$\{file\(x\.yml\)\}/],
    [`custom: { ${plugin}: 5 }`, /is a number, not a map/],
    [`custom: { ${plugin}: "\${file(x.yml)}" }`, /is \$\{file\(x\.yml\)\}, not a map/],
    [
      `custom: { ${plugin}: { userPoolId: [], appClientName: '' } }`,
      /userPoolId is a list, appClientName is empty, parameterName is missing/,
    ],
    [
      `a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]`,
      /aliases/,
    ],
  ])('says what it lacks: %j', (text, message) => {
    expect(() => readServerlessFile('serverless.yml', text, undefined)).toThrow(message);
    expect(() => readServerlessFile('serverless.yml', text, undefined)).toThrow(/^serverless\.yml/);
  });

  test('may be JSON, have anchors, and stand for a section of its own', () => {
    const section = { userPoolId: pool, appClientName: 'orders', parameterName: '/a' };
    const json = readServerlessFile('x.json', JSON.stringify({ custom: { [plugin]: section } }), undefined);
    expect(tagsOf(json)).toMatchObject([{ pool, tags: { 'ssm-sync:orders': '/a' } }]);
    const anchored = `x: &x { userPoolId: ${pool}, appClientName: orders }\ncustom: { ${plugin}: { <<: *x, parameterName: /a } }`;
    expect(tagsOf(readServerlessFile('x.yml', anchored, undefined))).toEqual(tagsOf(json));
    const apart = `mine: { userPoolId: ${pool}, appClientName: orders, parameterName: /a }\ncustom: { ${plugin}: "\${self:mine}" }`;
    expect(tagsOf(readServerlessFile('x.yml', apart, undefined))).toEqual(tagsOf(json));
  });

  test('whose pool CloudFormation makes leaves the pool to the person', () => {
    for (const [written, shown] of [
      ['!Ref Apis', '!Ref Apis'],
      ['!GetAtt [Apis, Arn]', '!GetAtt'],
      ['{ Ref: Apis }', 'Ref: Apis'],
      ['{ Fn::ImportValue: x }', 'Fn::ImportValue: x'],
    ] as const) {
      expect(tagsOf(settings(written, 'orders', '/a'))).toEqual([
        { pool: shown, isPoolKnown: false, tags: { 'ssm-sync:orders': '/a' }, unknown: [] },
      ]);
    }
  });

  test('says where --stage is not what the file goes by', () => {
    const text = `provider: { stage: dev }\ncustom: { ${plugin}: { userPoolId: ${pool}, appClientName: orders, parameterName: "/a/\${self:provider.stage}" } }`;
    expect(readServerlessFile('x.yml', text, 'prod').notes).toHaveLength(1);
    expect(readServerlessFile('x.yml', text, 'dev').notes).toEqual([]);
    expect(readServerlessFile('x.yml', text, undefined).notes).toEqual([]);
  });
});

describe('the tags that replace it', () => {
  test('are one for each client, with all its targets, and one list for each pool', () => {
    const other = 'eu-west-1_Other';
    expect(
      tagsOf(
        settings(pool, 'orders', '/a'),
        settings(pool, 'orders', 'b'),
        settings(pool, 'orders', '/a'),
        settings(other, 'orders', '/c'),
      ),
    ).toEqual([
      { pool, isPoolKnown: true, tags: { 'ssm-sync:orders': '/a /b' }, unknown: [] },
      { pool: other, isPoolKnown: true, tags: { 'ssm-sync:orders': '/c' }, unknown: [] },
    ]);
  });

  test.each(['"a,b"', '1example23456789abcdefghij', `"${'x'.repeat(120)}"`, '":x"'])(
    'ask for the id of the client %s, which no key can name',
    (name) => {
      const [replacement] = tagsOf(settings(pool, name, '/a'));
      expect(replacement?.unknown).toEqual([`<id of the client ${name.replaceAll('"', '')}>`]);
    },
  );

  test.each([
    ['apis', '/a', /userPoolId is "apis"/],
    [pool, '/a b', /which has " "/],
    [pool, '/a@b', /which has "@"/],
    [pool, '/aws/x', /begins with aws or ssm/],
    [pool, '/a//b', /has an empty segment/],
    [pool, `/${'x'.repeat(256)}`, /would have 257 characters/],
  ])('of pool %s and parameter %s are refused', (userPoolId, parameter, message) => {
    expect(() => tagsOf(settings(userPoolId, 'orders', `"${parameter}"`))).toThrow(message);
  });

  test('keep every line’s end of the file out of their comments and commands', () => {
    const evil = `"\${ssm:x}\\nrm -rf /"`;
    for (const language of ['cli', 'terraform'] as const) {
      const text = write(replacementsOf([settings(evil, evil, evil)], 'ssm-sync'), language);
      expect(text.split('\n').filter((line) => line.startsWith('rm'))).toEqual([]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { resolve } from '../../../lambdas/cli/import/variables.ts';

/** Variables are written with § for $, since the linter takes them for forgotten templates. */
const variable = (text: string): string => text.replaceAll('§', '$');

const file = {
  service: { name: 'orders' },
  provider: { stage: variable("§{opt:stage, 'dev'}") },
  custom: {
    ids: { dev: 'eu-west-1_Dev', prod: 'eu-west-1_Prod' },
    list: ['first', 'second'],
    number: 7,
    map: { a: 1 },
    empty: '',
    chained: variable('§{self:custom.ids.§{self:provider.stage}}'),
    loop: variable('§{self:custom.pool}'),
    pool: variable('x§{self:custom.loop}'),
    outside: variable('§{cf:stack.output}'),
  },
};

const read = (text: string, stage?: string) => resolve(variable(text), { file, stage });

describe('a variable of a Serverless file', () => {
  test.each<[string, string | undefined, unknown]>([
    ['plain', undefined, 'plain'],
    ['', undefined, ''],
    ['/§{self:service}/§{sls:stage}/x', undefined, '/orders/dev/x'],
    ['/§{self:service}/§{sls:stage}/x', 'prod', '/orders/prod/x'],
    ['§{self:custom.chained}', 'prod', 'eu-west-1_Prod'],
    ['§{self:custom.ids.§{opt:stage, "dev"}}', undefined, 'eu-west-1_Dev'],
    ['§{self:custom.nothing, self:custom.list.1}', undefined, 'second'],
    ['§{opt:stage, self:provider.stage}', undefined, 'dev'],
    ["§{self:custom.nothing, 'a, b'}", undefined, 'a, b'],
    ["§{self:custom.nothing, ''}", undefined, ''],
    ['n§{self:custom.number}', undefined, 'n7'],
    ['§{self:custom.map}', undefined, { a: 1 }],
    ['never closed §{self:service', undefined, variable('never closed §{self:service')],
  ])('%s with stage %s is %j', (text, stage, value) => {
    expect(read(text, stage)).toEqual({ value, unknown: [] });
  });

  test.each([
    '§{ssm:/a/b}',
    '§{cf:stack.out}',
    "§{env:POOL, 'dev'}",
    '§{file(x.yml):a}',
    "§{param:x, 'y'}",
    '§{opt:stage}',
    "§{opt:region, 'x'}",
    '§{self:custom.nothing}',
    '§{self:custom.constructor}',
    '§{self:custom.ids.§{env:STAGE}}',
  ])('%s stays as it is written and is named', (text) => {
    const written = variable(text);
    expect(read(text)).toEqual({ value: written, unknown: [written] });
    expect(read(`/a/${text}/b`)).toEqual({ value: `/a/${written}/b`, unknown: [written] });
  });

  test('that leads elsewhere names what is unknown there', () => {
    const unknown = variable('§{cf:stack.output}');
    expect(read('/§{self:custom.outside}/b')).toEqual({ value: `/${unknown}/b`, unknown: [unknown] });
  });

  test('that leads back to itself ends', () => {
    expect(read('§{self:custom.pool}').unknown).toHaveLength(1);
  });

  test('that is a map stays as it is written within a text', () => {
    const written = variable('§{self:custom.map}');
    expect(read('a§{self:custom.map}')).toEqual({ value: `a${written}`, unknown: [written] });
  });
});

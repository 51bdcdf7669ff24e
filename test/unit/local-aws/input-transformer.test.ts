import { describe, expect, it } from 'vitest';
import { compileInputTransformer } from '../../local-aws/input-transformer.ts';

const context = {
  ruleArn: 'arn:aws:events:eu-west-1:123456789012:rule/clients',
  ruleName: 'clients',
  ingestionTime: '2026-11-20T10:00:00Z',
};
const event = {
  id: 'e1',
  detail: { name: 'a "b"', pool: { id: 'eu-west-1_A' }, count: 3, on: true, nothing: null, list: [{ id: 'x' }, 2] },
};
const paths = {
  name: '$.detail.name',
  pool: '$.detail.pool',
  poolId: '$.detail.pool.id',
  count: '$.detail.count',
  on: '$.detail.on',
  nothing: '$.detail.nothing',
  first: '$.detail.list[0].id',
  missing: '$.detail.absent.id',
  all: '$',
};

function render(inputTemplate: string, missing: 'nothing' | 'empty-text' = 'nothing') {
  return compileInputTransformer({ inputPaths: paths, inputTemplate })(event, context, missing);
}

describe('an input transformer', () => {
  it.each([
    ['{"v": <poolId>}', '{"v":"eu-west-1_A"}'],
    ['{"v": <name>}', '{"v":"a \\"b\\""}'],
    ['{"v": <count>, "w": [<on>, <nothing>]}', '{"v":3,"w":[true,null]}'],
    ['{"v": <pool>}', '{"v":{"id":"eu-west-1_A"}}'],
    ['{"v": <first>}', '{"v":"x"}'],
    ['<poolId>', '"eu-west-1_A"'],
    [
      '{"rule": <aws.events.rule-name>, "at": <aws.events.event.ingestion-time>}',
      '{"rule":"clients","at":"2026-11-20T10:00:00Z"}',
    ],
    ['{"e": <aws.events.event>}', '{"e":{"id":"e1"}}'],
  ])('puts JSON in the place of a bare placeholder: %s', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it.each([
    ['"pool <poolId> has <count>"', '"pool eu-west-1_A has 3"'],
    ['{"v": "say \\"<poolId>\\""}', '{"v":"say \\"eu-west-1_A\\""}'],
    ['{"v": "<pool>"}', '{"v":"{id:eu-west-1_A}"}'],
    ['{"v": "[<missing>]"}', '{"v":"[]"}'],
  ])('puts plain text inside of quotation marks: %s', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it('does not escape what it puts into a text, so a quotation mark in it breaks the message', () => {
    expect(render('{"v": "<name>"}')).toBeUndefined();
  });

  it('delivers nothing when a path outside of quotation marks is missing, unless told that AWS puts an empty text', () => {
    expect(render('{"v": <missing>}')).toBeUndefined();
    expect(render('{"v": <missing>}', 'empty-text')).toBe('{"v":""}');
  });

  it('refuses placeholders and paths that it does not know', () => {
    expect(() => render('{"v": <unknown>}')).toThrow('invalid placeholder unknown');
    for (const path of ['detail.name', '$.detail[*].id', "$['detail']", '$..id']) {
      expect(() => compileInputTransformer({ inputPaths: { a: path }, inputTemplate: '<a>' })).toThrow('known here');
    }
  });
});

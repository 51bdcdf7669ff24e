import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Iam } from '../../local-aws/iam/iam.ts';
import type { Json } from '../../local-aws/service.ts';
import { lambdaTrust, queueArn, site } from './iam-fixture.ts';

const role = 'arn:aws:iam::123456789012:role/worker';
const arn = (rest: string) => `arn:aws:sqs:eu-west-1:123456789012:${rest}`;

type Values = Readonly<Record<string, readonly string[]>>;

const oneOrList = (...choices: string[]) =>
  fc.oneof(fc.constantFrom(...choices), fc.subarray(choices, { minLength: 1 }));
const conditions = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'Null'),
  fc.record({ 'aws:SourceAccount': oneOrList('true', 'a', 'ab', 'a*', '?') }),
);
const overSets = fc.dictionary(
  fc.constantFrom(
    ...['ForAllValues', 'ForAnyValue'].flatMap((set) =>
      ['StringEquals', 'StringNotEquals', 'StringLike'].map((operator) => `${set}:${operator}`),
    ),
  ),
  fc.record({ 'aws:TagKeys': oneOrList('a', 'ab', 'b', 'a*', '?') }),
);
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Action: oneOrList('sqs:Send', 'SQS:send', 'sqs:Se*', 'sqs:?end', 'sqs:Receive', 'sqs:*', '*'),
    Resource: oneOrList(arn('events'), arn('event?'), arn('e*'), arn('*s'), 'arn:aws:sqs:*:*:*', '*'),
    Condition: fc
      .tuple(conditions, overSets)
      .map(([one, other]): Json => ({ ...one, ...other }))
      // Null takes truths only.
      .map(({ Null, ...rest }) => ({ ...rest, ...(Null !== undefined && { Null: { 'aws:SourceAccount': 'true' } }) })),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const principal = fc.constantFrom<unknown>('*', { AWS: role }, { AWS: `${role}2` }, { Service: 's.amazonaws.com' });
const resourceStatement = fc.tuple(statement, principal).map(([rest, Principal]) => ({ ...rest, Principal }));
const question = fc.record({
  service: fc.boolean(),
  action: fc.constantFrom('sqs:Send', 'sqs:Receive', 'sqs:send', 'ssm:Send'),
  resource: fc.constantFrom(queueArn, arn('eventX'), arn('e')),
  values: fc.record(
    {
      'aws:SourceAccount': fc.constantFrom(['a'], ['ab'], ['true']),
      'aws:TagKeys': fc.subarray(['a', 'ab', 'b']),
    },
    { requiredKeys: [] },
  ),
});

/** The same rules once more, one character and one value at a time. */
function like(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return like(rest, text) || (text !== '' && like(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && like(rest, text.slice(1));
}

const list = (value: unknown): string[] => [value].flat().map(String);

function isMet(operator: string, wanted: string[], values: readonly string[] | undefined): boolean {
  const [set, base] = operator.includes(':') ? operator.split(':') : ['', operator];
  if (base === 'Null') return wanted.includes(values === undefined ? 'true' : 'false');
  const one = (value: string): boolean => {
    if (base === 'StringLike') return wanted.some((pattern) => like(pattern, value));
    return base === 'StringEquals' ? wanted.includes(value) : !wanted.includes(value);
  };
  if (set === 'ForAllValues') return !(values ?? []).some((value) => !one(value));
  if (set === 'ForAnyValue') return (values ?? []).some(one);
  return values === undefined ? base === 'StringNotEquals' : values.every(one);
}

function applies(given: Json, action: string, resource: string, values: Values, isService: boolean): boolean {
  const who = given.Principal === undefined ? '*' : given.Principal;
  const named =
    who === '*' || JSON.stringify(who) === JSON.stringify(isService ? { Service: 's.amazonaws.com' } : { AWS: role });
  return (
    named &&
    list(given.Action).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    list(given.Resource).some((pattern) => like(pattern, resource)) &&
    Object.entries({ ...(given.Condition as Record<string, Json>) }).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => isMet(operator, list(wanted), values[key])),
    )
  );
}

describe('the evaluator', () => {
  test('agrees with a naive one on any policies and any question', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 4 }),
        fc.array(resourceStatement, { maxLength: 3 }),
        question,
        (own, onQueue, { service, action, resource, values }) => {
          const iam = new Iam(site);
          const policies = own.length === 0 ? [] : [{ name: 'p', document: { Statement: own } }];
          iam.putRole({ name: 'worker', assumeRolePolicy: lambdaTrust, policies });
          if (onQueue.length > 0) iam.putResourcePolicy(queueArn, { Statement: onQueue });
          const who = service
            ? ({ kind: 'service', name: 's.amazonaws.com' } as const)
            : ({ kind: 'role', arn: role } as const);

          const all: Json[] = [...(service ? [] : own), ...(resource === queueArn ? onQueue : [])];
          const effects = all
            .filter((one) => applies(one, action, resource, values, service))
            .map(({ Effect }) => Effect);
          const expected = effects.includes('Deny') ? 'explicit' : effects.includes('Allow') ? 'allowed' : 'implicit';

          const refused = iam.refusal(who, action, resource, values);
          const explicit = refused?.message.includes('explicit deny') ? 'explicit' : 'implicit';
          expect(refused === undefined ? 'allowed' : explicit).toBe(expected);
          outcomes.add(expected);
        },
      ),
      { numRuns: 1000 },
    );
    // Else the policies are too alike to prove anything.
    expect(outcomes.size).toBe(3);
  });
});

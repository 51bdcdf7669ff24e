import { describe, expect, test } from 'vitest';
import { triggers } from '../../infra/triggers.ts';
import { parseRequest } from '../../lambdas/core/request.ts';
import { compileEventPattern } from '../local-aws/event-pattern.ts';
import { compileInputTransformer } from '../local-aws/input-transformer.ts';
import type { Json } from '../local-aws/service.ts';
import type { Switches } from '../local-aws/switches.ts';
import {
  type Circumstances,
  clientId,
  eventNames,
  eventOf,
  foreign,
  poolArn,
  poolId,
  secret,
  site,
} from './trail-events.ts';

/** Those of CloudTrail's events; without prefixes there are no others. */
const ofTheTrail = triggers({ account: site.account, region: site.region }, []);
const rules = ofTheTrail.map((trigger) => ({
  name: trigger.name,
  matches: compileEventPattern({ ...trigger.pattern }),
  transform: compileInputTransformer(trigger),
}));
const context = {
  ruleArn: 'arn:aws:events:eu-west-1:123456789012:rule/r',
  ruleName: 'r',
  ingestionTime: '2026-11-20T10:01:00Z',
};

/** What the event sends to the queue: the trigger's name and the message's text, one for each trigger it reaches. */
function sent(event: Json, missing: Switches['missingInputPath'] = 'nothing') {
  return rules
    .filter(({ matches }) => matches(event))
    .map(({ name, transform }) => ({ name, body: transform(event, context, missing) }));
}

function messageOf(eventName: string, circumstances?: Circumstances): string {
  const [first] = sent(eventOf(eventName, circumstances));
  if (first?.body === undefined) throw new Error(`${eventName} sends nothing`);
  return first.body;
}

const at = '2026-11-20T10:00:00Z';
const pool = { v: 1, at, kind: 'pool', userPoolId: poolId };
const client = { v: 1, at, kind: 'clients', userPoolId: poolId, clientIds: [clientId] };
const tagged = { v: 1, at, kind: 'pool', userPoolArn: poolArn };

const expected: Readonly<Record<string, readonly [trigger: string, message: Json]>> = {
  CreateUserPoolClient: ['pool', pool],
  UpdateUserPoolClient: ['clients', client],
  DeleteUserPoolClient: ['pool', pool],
  AddUserPoolClientSecret: ['clients', client],
  DeleteUserPoolClientSecret: ['clients', client],
  CreateUserPoolDomain: ['pool', pool],
  UpdateUserPoolDomain: ['pool', pool],
  DeleteUserPoolDomain: ['pool', pool],
  TagResource: ['tags', tagged],
  UntagResource: ['tags', tagged],
  CreateUserPool: ['new-pool', pool],
  UpdateUserPool: ['pool', pool],
  DeleteUserPool: ['pool', pool],
};

describe('every call that changes a pool, its clients, domains or tags', () => {
  test('is known here', () => {
    expect(Object.keys(expected).sort()).toEqual([...eventNames].sort());
  });

  test.each(Object.entries(expected))(
    '%s reaches exactly one trigger, which sends identity and nothing else',
    (name, [trigger, message]) => {
      const messages = sent(eventOf(name));
      expect(messages.map((one) => one.name)).toEqual([trigger]);
      expect(JSON.parse(messages[0]?.body ?? '')).toEqual(message);
    },
  );

  test.each(eventNames)('%s is a request about its pool, from the time of the call', (name) => {
    const request = parseRequest(messageOf(name));
    expect(request).toEqual({
      kind: 'pool',
      userPoolId: poolId,
      scope: expected[name]?.[0] === 'clients' ? 'clients' : 'pool',
      clientIds: expected[name]?.[0] === 'clients' ? [clientId] : [],
      at,
      settled: false,
    });
  });

  test.each(eventNames)('%s is of the time of the call, not of its delivery', (name) => {
    const [late] = sent({ ...eventOf(name), time: '2026-11-20T10:05:00Z' });
    expect(parseRequest(late?.body ?? '')).toMatchObject({ at });
  });

  test.each(eventNames)('%s sends no secret that the trail failed to hide, and no word of a caller', (name) => {
    const event = eventOf(name, { switches: { trailSecrets: 'shown' } });
    const texts = sent(event).map(({ body }) => body ?? '');
    expect(texts).toHaveLength(1);
    expect(texts.join()).not.toContain(secret);
    expect(texts.join()).not.toContain(JSON.stringify(foreign).slice(1, -1));
  });

  test.each(eventNames)('%s widens to the whole pool when the trail hides ids of clients', (name) => {
    const body = messageOf(name, { switches: { trailClientIds: 'hidden' } });
    expect(parseRequest(body)).toMatchObject({ kind: 'pool', userPoolId: poolId, scope: 'pool', clientIds: [] });
  });

  test.each(eventNames)('%s sends nothing when it was refused', (name) => {
    expect(sent(eventOf(name, { refused: true }))).toEqual([]);
  });

  test.each(eventNames)('%s sends nothing when it is of another account or region', (name) => {
    expect(sent(eventOf(name, { at: { ...site, account: '999999999999' } }))).toEqual([]);
    expect(sent(eventOf(name, { at: { ...site, region: 'eu-west-2' } }))).toEqual([]);
  });
});

describe('what is no such call', () => {
  test('sends nothing: other calls of Cognito', () => {
    const others = ['CreateUserPoolClients', 'AdminCreateUser', 'CreateResourceServer', 'DescribeUserPoolClient'];
    expect(others.flatMap((name) => sent(eventOf(name)))).toEqual([]);
  });

  test('sends nothing: the same words from another source or kind of event', () => {
    const event = eventOf('UpdateUserPoolClient');
    expect(sent({ ...event, source: 'com.example' })).toEqual([]);
    expect(sent({ ...event, 'detail-type': 'AWS Console Action via CloudTrail' })).toEqual([]);
    expect(sent(detailed(event, { eventSource: 'cognito-identity.amazonaws.com' }))).toEqual([]);
  });

  test.each(eventNames)('sends nothing: a record of %s without the identity that its message needs', (name) => {
    const event = eventOf(name);
    const bare = detailed(event, { requestParameters: null, responseElements: null });
    expect(sent(bare)).toEqual([]);
    expect(sent(detailed(event, { requestParameters: {}, responseElements: {} }))).toEqual([]);
  });

  test('sends nothing: a change of a client that does not say which', () => {
    const event = detailed(eventOf('UpdateUserPoolClient'), { requestParameters: { userPoolId: poolId } });
    expect(sent(event)).toEqual([]);
  });

  test('is understood as no request: the tag of an identity pool', () => {
    const event = detailed(eventOf('TagResource'), {
      requestParameters: { resourceArn: 'arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/x' },
    });
    for (const { body } of sent(event)) expect(parseRequest(body ?? '')).toHaveProperty('problem');
  });
});

test('parameters under the prefixes have a trigger beside these', () => {
  const all = triggers({ account: site.account, region: site.region }, ['/apis/']);
  expect(all.map(({ name }) => name)).toEqual([...ofTheTrail.map(({ name }) => name), 'parameters']);
});

describe('a trigger', () => {
  test.each(rules.map(({ name }) => name))('%s has a name of its own and says what it is for', (name) => {
    const same = triggers(site, ['/apis/']).filter((trigger) => trigger.name === name);
    expect(same).toHaveLength(1);
    expect(same[0]?.description.length).toBeGreaterThan(20);
  });

  test.each(rules)('$name is never rendered without a variable: its pattern asks for each of them', ({ name }) => {
    const messages = eventNames
      .filter((event) => expected[event]?.[0] === name)
      .map((event) => sent(eventOf(event), 'nothing')[0]?.body);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages).not.toContain(undefined);
  });
});

function detailed(event: Json, changed: Json): Json {
  const { detail } = event;
  return { ...event, detail: { ...(typeof detail === 'object' ? detail : {}), ...changed } };
}

import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { parameterTriggers } from '../../infra/parameter-triggers.ts';
import { createLocalAws } from '../local-aws/local-aws.ts';
import { site } from './trail-events.ts';

/** An account with these rules in it, somebody who writes parameters there, and what reached the queue. */
function account(...prefixes: readonly string[]) {
  const aws = createLocalAws({ quotas: false });
  const queue = aws.sqs.create('events');
  for (const { name, pattern, inputPaths, inputTemplate } of parameterTriggers(site, prefixes)) {
    const targets = [{ queueArn: queue.arn, inputPaths, inputTemplate }];
    aws.eventBus.putRule({ name, pattern: { ...pattern }, targets });
  }
  const ssm = new SSM(aws.clientConfiguration('person'));
  const put = (Name: string, Type: 'SecureString' | 'String' = 'SecureString', Value = 'hush') =>
    ssm.putParameter({ Name, Type, Value, Overwrite: true });
  return { aws, ssm, put, messages: () => queue.messages.map(({ body }): unknown => JSON.parse(body)) };
}

const message = (name: string, at = '2026-11-20T10:00:00Z') => ({ v: 1, at, kind: 'parameter', name });

/** The prefixes that each rule asks for. */
const asked = (...prefixes: readonly string[]) =>
  parameterTriggers(site, prefixes).map(({ pattern }) => {
    const { detail } = pattern as { detail: { name: readonly { prefix: string }[] } };
    return detail.name.map(({ prefix }) => prefix);
  });

describe('a parameter under an allowed prefix', () => {
  test('that is overwritten is named to the queue, with the time of it and nothing of what it holds', async () => {
    const { aws, put, messages } = account('/apis/', '/audit/');
    await put('/apis/orders/prod');
    expect(messages()).toEqual([]);
    await aws.clock.advance(90_000);
    await put('/apis/orders/prod');
    await put('/audit/orders');
    await put('/audit/orders');
    expect(messages()).toEqual(
      ['/apis/orders/prod', '/audit/orders'].map((name) => message(name, '2026-11-20T10:01:30Z')),
    );
  });

  test('that is created, labelled, tagged or deleted is not', async () => {
    const { ssm, put, messages } = account('/apis/');
    await put('/apis/orders');
    await ssm.labelParameterVersion({ Name: '/apis/orders', Labels: ['prod'] });
    const Tags = [{ Key: 'team', Value: 'orders' }];
    await ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId: '/apis/orders', Tags });
    await ssm.deleteParameter({ Name: '/apis/orders' });
    expect(messages()).toEqual([]);
  });

  test('that is no SecureString is not: no secret of ours stands there', async () => {
    const { put, messages } = account('/apis/');
    await put('/apis/plain', 'String');
    await put('/apis/plain', 'String');
    expect(messages()).toEqual([]);
  });

  test('is named once, however many prefixes it lies under', async () => {
    const { put, messages } = account('/apis/orders/', '/apis/', '/apis/orders/prod/');
    await put('/apis/orders/prod/a');
    await put('/apis/orders/prod/a');
    expect(messages()).toEqual([message('/apis/orders/prod/a')]);
  });
});

describe('what is not this deployment’s', () => {
  test('sends nothing: a parameter under no prefix, be its name ever so like one', async () => {
    const { put, messages } = account('/apis/');
    for (const name of ['/apis', '/apis-of-others/a', '/Apis/a', '/other/apis/a', 'apis']) {
      await put(name);
      await put(name);
    }
    expect(messages()).toEqual([]);
  });

  test('sends nothing: the same event of another account, region or source', async () => {
    const { aws, messages } = account('/apis/');
    const event = {
      ...{ version: '0', id: '1', 'detail-type': 'Parameter Store Change', source: 'aws.ssm', resources: [] },
      ...{ account: site.account, region: site.region, time: '2026-11-20T10:00:00Z' },
      detail: { operation: 'Update', type: 'SecureString', name: '/apis/a' },
    };
    const others = [{ account: '999999999999' }, { region: 'eu-west-2' }, { source: 'com.example' }];
    for (const other of others) aws.eventBus.accept({ ...event, ...other });
    aws.eventBus.accept({ ...event, 'detail-type': 'Parameter Store Policy Action' });
    expect(messages()).toEqual([]);
    aws.eventBus.accept(event);
    expect(messages()).toEqual([message('/apis/a')]);
  });
});

describe('the rules', () => {
  test('are one for ordinary prefixes, each asked for unless it lies under another', () => {
    expect(asked('/apis/orders/', '/audit/', '/apis/', '/apis-2/')).toEqual([['/audit/', '/apis/', '/apis-2/']]);
    expect(asked('/apis/', '/')).toEqual([['/']]);
  });

  test('are as many as patterns of 2,048 characters take, each with a name of its own, and no prefix gets lost', () => {
    const many = Array.from({ length: 100 }, (_, index) => `/team-${index}/of-a-long-department-name/`);
    const rules = parameterTriggers({ account: site.account, region: 'ap-southeast-99' }, many);
    expect(asked(...many).flat()).toEqual(many);
    expect(rules.length).toBeLessThan(6);
    expect(rules.map(({ name }) => name)).toEqual(
      rules.map((_, index) => (index === 0 ? 'parameters' : `parameters-${index + 1}`)),
    );
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
  });

  test('take the longest prefix that a parameter can lie under', () => {
    const longest = `/${'a'.repeat(950)}/`;
    expect(asked('/b/', longest, '/c/')).toEqual([['/b/', longest, '/c/']]);
    expect(asked(longest, `/b${longest}`, '/c/')).toEqual([[longest], [`/b${longest}`, '/c/']]);
  });
});

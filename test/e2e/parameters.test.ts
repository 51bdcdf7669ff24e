import { describe, expect, it } from 'vitest';
import { refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** What the reconciler does with parameters in every state: it writes into SecureStrings, and changes nothing else of them. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };
const customerKey = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';

describe('a parameter that is not a SecureString', () => {
  it.each(['String', 'StringList'] as const)('gets no secret and is not converted: %s', async (Type) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, '{}', { Type });
    await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe('{}');
    expect(world.aws.parameterStore.describe(orders)).toMatchObject({ Type, Version: 1 });
    expect(world.said('parameter-not-secure')[0]).toMatchObject({ action: 'blocked', parameter: orders });
  });
});

describe('the size of a tier', () => {
  /** A document of so many bytes, with letters of two bytes. */
  const document = (bytes: number): string => {
    const rest = bytes - '{"token":"s3cr3t-1"}'.length;
    return `{"token":"s3cr3t-1"${' '.repeat(rest % 2)}${rest > 20 ? `,"a":"${'ä'.repeat(Math.floor((rest - 7) / 2))}"` : ''}}`;
  };

  it.each([
    ['Standard', 4096],
    ['Advanced', 8192],
  ] as const)('%s holds %i bytes: one that would grow beyond is left alone', async (Tier, limit) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, document(limit - 100), { Tier });
    const before = world.text(orders);
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBe(before);
    const [line] = world.said('document-too-large');
    expect(line).toMatchObject({ action: 'blocked', parameter: orders });
    expect(line?.message).toContain(String(limit));

    await world.put(orders, document(limit - 300), { Tier });
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.aws.parameterStore.describe(orders)?.Tier).toBe(Tier);
  });
});

describe('a key that the reconciler may not use', () => {
  it.each([
    ['InvalidKeyId', 'fails-the-call', 'key-unusable', 'blocked'],
    ['InvalidKeyId', 'reported-invalid', 'key-unusable', 'blocked'],
    ['AccessDeniedException', 'fails-the-call', 'call-refused', 'failed'],
    ['AccessDeniedException', 'reported-invalid', 'call-refused', 'failed'],
  ] as const)('stops its own parameter only (%s, %s)', async (refusal, undecryptable, code, action) => {
    const world = openWorld({ switches: { undecryptable }, customerKeys: [customerKey] });
    const pool = await world.createPool('apis', {
      tags: { ...tags, 'ssm-sync:billing': '/layered-apis/billing' },
      domain: 'acme',
    });
    await world.put(orders, '{"token":"s3cr3t-1"}', { KeyId: customerKey });
    world.aws.parameterStore.denyKey(customerKey, refusal);
    const client = await pool.createClient('orders');
    const billing = await pool.createClient('billing');
    await world.settle();
    expect(world.text(orders)).toBe('{"token":"s3cr3t-1"}');
    expect(world.said(code)).toMatchObject([{ action, parameter: orders, clientId: client.id }]);
    expect(world.credentials('/layered-apis/billing')).toEqual(credentialsOf(billing));

    world.aws.parameterStore.allowKey(customerKey);
    await world.sweep();
    expect(world.json(orders)).toEqual({ token: 's3cr3t-1', auth: { cognito: credentialsOf(client) } });
    expect(world.aws.parameterStore.describe(orders)?.KeyId).toBe(customerKey);
  });
});

describe('a key for new parameters that the reconciler may not use', () => {
  it('blocks them until it may', async () => {
    const world = openWorld({ environment: { CREATE_KEY_ID: customerKey } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    world.aws.parameterStore.denyKey(customerKey);
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    expect(world.said('key-unusable')).toMatchObject([{ action: 'blocked', parameter: orders }]);

    world.aws.parameterStore.allowKey(customerKey);
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });
});

describe('an account that may have no more parameters', () => {
  it('blocks what would be created, and nothing else', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': `${orders} ${orders}/old` } });
    await world.put(`${orders}/old`, '{}');
    refuse(world, { operation: 'PutParameter', about: '"Overwrite":false' }, 'ParameterLimitExceeded');
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    expect(world.said('parameter-limit')).toMatchObject([{ action: 'blocked', parameter: orders }]);
    expect(world.credentials(`${orders}/old`)).toMatchObject({ clientId: client.id });
  });
});

describe('a parameter that AWS takes no new version of', () => {
  it('because its oldest of 100 bears a label, is blocked', async () => {
    const world = openWorld({ quotas: false });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, '{"n":0}');
    await world.did(
      world.as('person').ssm.labelParameterVersion({ Name: orders, ParameterVersion: 1, Labels: ['live'] }),
    );
    for (let n = 1; n < 100; n++) await world.put(orders, `{"n":${n}}`);
    await pool.createClient('orders');
    await world.settle();
    expect(world.json(orders)).toEqual({ n: 99 });
    expect(world.said('version-label-full')[0]).toMatchObject({ action: 'blocked', parameter: orders });
  });

  it('because of its AllowedPattern, is blocked', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, '{"n":0}', { AllowedPattern: '^.{0,40}$' });
    await pool.createClient('orders');
    await world.settle();
    expect(world.json(orders)).toEqual({ n: 0 });
    expect(world.said('parameter-pattern-mismatch')).toMatchObject([{ action: 'blocked', parameter: orders }]);
  });
});

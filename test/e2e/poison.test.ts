import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openWorld } from './worlds.ts';

/**
 * Messages that nobody should have sent, in the company of good ones. What the words of a message mean is told here a
 * second time and in another way than in core, so that neither is right because the other is.
 */
const at = '2026-11-20T10:00:00Z';
const poolId = 'eu-west-1_AbCdEfGhI';
const samples: readonly Readonly<Record<string, unknown>>[] = [
  { v: 1, at, kind: 'pool', userPoolId: poolId },
  { v: 1, at, kind: 'pool', userPoolArn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`, sweep: at },
  { v: 1, at, kind: 'clients', userPoolId: poolId, clientIds: ['1example23456789abcdefghij'], settled: true },
];

/** A member's value that is none, of another type, too long, or hostile. */
const wrongValue = fc.constantFrom<unknown>(
  ...[null, 0, 2, '', ' ', true, [], [[]], [null], {}, { toString: 's3cr3t-poison' }, 's3cr3t-poison', '../../x'],
  ...['eu-west-1_', `${poolId}\n`, 'x'.repeat(10_000), Array(1001).fill('id'), ['id with space'], ['x'.repeat(129)]],
);
const name = fc.constantFrom('v', 'at', 'kind', 'userPoolId', 'userPoolArn', 'clientIds', 'sweep', 'settled');
const stranger = fc.constantFrom('__proto__', 'constructor', 'then', 'toJSON', 's3cr3t-poison');

const spoilt = fc
  .record({
    sample: fc.constantFrom(...samples),
    missing: fc.array(name, { maxLength: 2 }),
    wrong: fc.array(fc.tuple(name, wrongValue), { maxLength: 2 }),
    extra: fc.array(fc.tuple(stranger, wrongValue), { maxLength: 2 }),
  })
  .map(({ sample, missing, wrong, extra }) => {
    const kept = Object.entries(sample).filter(([member]) => !missing.some((gone) => gone === member));
    // By entries, so that `__proto__` is a member and not a prototype.
    return `{${Object.entries({ ...Object.fromEntries(kept), ...Object.fromEntries(wrong) })
      .concat(extra)
      .map(([member, value]) => `${JSON.stringify(member)}:${JSON.stringify(value)}`)
      .join(',')}}`;
  });

const body = fc.oneof(
  { weight: 6, arbitrary: spoilt },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ minLength: 1, unit: 'grapheme-ascii' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[', '{"v":1', '"'.repeat(9), '['.repeat(50_000), `"${'s3cr3t-poison'.repeat(9000)}"`),
  },
);

type Members = Readonly<Record<string, unknown>>;

/** What the contract says of a body, member by member. */
function isUnderstood(text: string): boolean {
  const message = jsonIn(text);
  if (message === undefined || message.v !== 1 || !isTime(message.at)) return false;
  if (message.kind === 'sweep') return true;
  if (message.sweep !== undefined && !isTime(message.sweep)) return false;
  const pool = typeof message.userPoolId === 'string' && /^[\w-]+_[0-9a-zA-Z]+(?!\n)$/.test(message.userPoolId);
  const short = pool && String(message.userPoolId).length <= 55;
  if (message.kind === 'pool')
    return short || (typeof message.userPoolArn === 'string' && isPoolArn(message.userPoolArn));
  if (message.kind !== 'clients' || !short) return false;
  if (message.settled !== undefined && typeof message.settled !== 'boolean') return false;
  const ids = message.clientIds;
  return (
    Array.isArray(ids) &&
    ids.length >= 1 &&
    ids.length <= 1000 &&
    ids.every((id) => typeof id === 'string' && id.length <= 128 && id !== '' && [...id].every((c) => /[\w+]/.test(c)))
  );
}

function jsonIn(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): boolean {
  return value === at;
}

function isPoolArn(value: string): boolean {
  const [arn, , service, , account = '', resource = '', ...more] = value.split(':');
  const [type, id = ''] = resource.split('/');
  return (
    arn === 'arn' &&
    service === 'cognito-idp' &&
    /^\d+$/.test(account) &&
    type === 'userpool' &&
    id === poolId &&
    more.length === 0
  );
}

it('poison ends among the dead letters, in five tries, and costs no other message anything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 8 }), async (bodies) => {
      const world = openWorld();
      const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
      await world.settle();
      const client = await pool.createClient('orders');
      for (const text of bodies) world.deployment.events.send({ body: text, senderId: 'somebody' });
      await world.settle();

      expect(world.credentials('/layered-apis/orders')).toMatchObject({ clientId: client.id });
      expect(world.deployment.events.messages).toEqual([]);
      const dead = world.deployment.deadLetters.flatMap(({ messages }) => messages);
      expect(dead.map(({ body }) => body).sort()).toEqual(bodies.filter((text) => !isUnderstood(text)).sort());
      const { invocations } = world.aws.lambda;
      expect(invocations.flatMap(({ error }) => error ?? [])).toEqual([]);
      // The log names what is wrong, never what was sent; the dead letters hold it, for whoever may read them.
      expect(world.aws.cloudWatch.lines().filter(({ text }) => text.includes('s3cr3t-poison'))).toEqual([]);
      for (const { records } of invocations) {
        for (const { attributes } of records) expect(Number(attributes.ApproximateReceiveCount)).toBeLessThanOrEqual(5);
      }
    }),
    { numRuns: 100 },
  );
});

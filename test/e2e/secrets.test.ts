import { describe, expect, it } from 'vitest';
import type { Switches } from '../local-aws/switches.ts';
import { atCalls, refuse } from './faults.ts';
import { documentOf, makeClient, type State, type Stored } from './secret-states.ts';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/**
 * Which secret stands in the end. AWS does not document what Describe shows once secrets are added and deleted, so every
 * row is walked under each reading: `A` original-then-absent, `P` original-then-promoted, `N` newest.
 *
 * `kept` is what is stored, left alone; `superseded` and `unreadable` are the same with that note; `blocked` writes
 * nothing at all; the others name the secret that is written.
 */
type End = 'kept' | 'superseded' | 'unreadable' | 'blocked' | 'original' | 'added' | 'removed';
type Reading = Switches['describedSecret'];

const readings: readonly Reading[] = ['original-then-absent', 'original-then-promoted', 'newest'];

const rows: readonly (readonly [State, Stored, End, End, End])[] = [
  //                                    A             P             N
  ['one', 'original', 'kept', 'kept', 'kept'],
  ['one', 'nothing', 'original', 'original', 'original'],
  ['one', 'an id alone', 'original', 'original', 'original'],
  ['one', 'a wrong one', 'original', 'original', 'original'],
  ['original and added', 'original', 'kept', 'kept', 'superseded'],
  ['original and added', 'added', 'superseded', 'superseded', 'kept'],
  ['original and added', 'nothing', 'original', 'original', 'added'],
  ['original and added', 'an id alone', 'original', 'original', 'added'],
  // With two living secrets nobody can tell a wrong one from the one that Describe does not show.
  ['original and added', 'a wrong one', 'superseded', 'superseded', 'superseded'],
  ['added alone', 'original', 'unreadable', 'added', 'added'],
  ['added alone', 'added', 'unreadable', 'kept', 'kept'],
  ['added alone', 'nothing', 'blocked', 'added', 'added'],
  ['added alone', 'an id alone', 'blocked', 'added', 'added'],
  ['added alone', 'a wrong one', 'unreadable', 'added', 'added'],
  ['added and taken back', 'original', 'kept', 'kept', 'kept'],
  ['added and taken back', 'added', 'original', 'original', 'original'],
  ['added and taken back', 'nothing', 'original', 'original', 'original'],
  ['added and taken back', 'a wrong one', 'original', 'original', 'original'],
  ['public', 'nothing', 'removed', 'removed', 'removed'],
  ['public', 'an id alone', 'kept', 'kept', 'kept'],
  ['public', 'a wrong one', 'removed', 'removed', 'removed'],
];

const orders = '/layered-apis/orders';
const notes: Partial<Record<End, string>> = { superseded: 'secret-superseded', unreadable: 'secret-unreadable' };

const cases = rows.flatMap(([state, stored, ...ends]) =>
  readings.flatMap((reading, index) => {
    const end = ends[index];
    return end === undefined ? [] : [[state, stored, reading, end] as const];
  }),
);

describe('what stands in the end', () => {
  it.each(cases)('secrets: %s; stored: %s; Describe shows %s: %s', async (state, stored, describedSecret, end) => {
    const world = openWorld({ switches: { describedSecret } });
    const pool = await world.createPool('apis', { domain: 'acme' });
    const values = await makeClient(pool, state);
    await world.settle();
    const document = documentOf(stored, values, endpoint('acme'));
    if (document !== undefined) await world.put(orders, document);
    const before = world.text(orders);

    // Not by an event of the client's, and then by a sweep, which describes every client.
    await pool.tag({ 'ssm-sync:orders': orders });
    await world.settle();
    await world.sweep();
    if (end === 'blocked') {
      expect(world.text(orders)).toBe(before);
      expect(world.said('secret-unreadable').at(-1)).toMatchObject({ action: 'blocked', trigger: 'sweep' });
    } else if (end === 'original' || end === 'added') {
      expect(world.credentials(orders)).toEqual(credentialsOf({ id: values.id, secret: values[end] ?? '' }));
    } else if (end === 'removed') {
      expect(world.credentials(orders)).toEqual({ url: endpoint('acme'), clientId: values.id });
    } else {
      const note = notes[end];
      expect(world.text(orders)).toBe(before);
      expect(world.said('in-sync').at(-1)?.notes).toEqual(note && [note]);
    }
    expect(world.measured('SecretsUnreadable')).toBe(end === 'blocked' || end === 'unreadable' ? 1 : 0);

    const version = world.version(orders);
    await world.sweep();
    expect(world.version(orders)).toBe(version);
  });
});

describe('a rotation by hand', () => {
  it.each(readings)('is left to whoever rotates, all the way (Describe shows %s)', async (describedSecret) => {
    const world = openWorld({ switches: { describedSecret } });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    const added = await pool.addSecret(client.id, { ClientSecret: 'added_by_hand_0123456789abcdef' });
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));

    const rotated = credentialsOf({ id: client.id, secret: added.value });
    await world.put(orders, JSON.stringify({ auth: { cognito: rotated } }));
    await pool.renameClient(client.id, 'orders');
    await world.sweep();
    expect(world.credentials(orders)).toEqual(rotated);

    await pool.deleteOldestSecret(client.id);
    await world.settle();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(rotated);
    expect(world.version(orders)).toBe(2);
  });
});

describe('a list of secrets that cannot be read', () => {
  it('is a failure that is tried again, and never a public client', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('orders');
    const added = await pool.addSecret(client.id);
    await world.put(
      orders,
      JSON.stringify({ auth: { cognito: credentialsOf({ id: client.id, secret: added.value }) } }),
    );
    const before = world.text(orders);
    refuse(world, { operation: 'ListUserPoolClientSecrets', times: 4 }, 'InternalErrorException', 500);
    await pool.deleteOldestSecret(client.id);
    await world.settle();
    expect(world.text(orders)).toBe(before);
    expect(world.said('call-failed')).toMatchObject([{ clientId: client.id, parameter: orders }]);
    expect(world.said('in-sync')).toMatchObject([{ notes: ['secret-unreadable'] }]);
  });
});

describe('a secret that is deleted while the pass looks', () => {
  it.each(readings)('is not put back over the living one, where Describe shows %s', async (describedSecret) => {
    const world = openWorld({ switches: { describedSecret } });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    const added = await pool.addSecret(client.id);
    await world.settle();
    await world.put(
      orders,
      JSON.stringify({ auth: { cognito: credentialsOf({ id: client.id, secret: added.value }) } }),
    );
    // Between the first look at the client and the count of its secrets somebody ends the rotation.
    atCalls(world, { operation: 'ListUserPoolClientSecrets', times: 1 }, async () => {
      const { cognito } = world.as('person');
      const { ClientSecrets } = await cognito.listUserPoolClientSecrets({ UserPoolId: pool.id, ClientId: client.id });
      const ClientSecretId = ClientSecrets?.find(({ ClientSecretId }) => ClientSecretId !== added.id)?.ClientSecretId;
      await cognito.deleteUserPoolClientSecret({ UserPoolId: pool.id, ClientId: client.id, ClientSecretId });
      return undefined;
    });
    await world.sweep();
    expect(world.credentials(orders)).toMatchObject({ clientSecret: added.value });
  });
});

import { describe, expect, it } from 'vitest';
import { refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Failures that pass: the SDK's retries see to short ones, the message's to longer ones. */
const orders = '/layered-apis/orders';

describe('what is over before the retries of the SDK are', () => {
  it.each([
    ['DescribeUserPool', 'TooManyRequestsException', 400],
    ['ListUserPoolClients', 'InternalErrorException', 500],
    ['GetParameters', 'ThrottlingException', 400],
    ['GetParameters', 'InternalServerError', 500],
    ['PutParameter', 'ThrottlingException', 400],
  ])('is not even said: %s with %s', async (operation, code, status) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': orders }, domain: 'acme' });
    refuse(world, { operation, times: 3 }, code, status);
    const client = await pool.createClient('orders');
    await world.settle();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.version(orders)).toBe(1);
    expect(world.measured('ReconcileFailures')).toBe(0);
  });
});

describe('throttling that outlasts the retries', () => {
  it('of one client is a failure of its target only, and tried again', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    const client = await pool.createClient('orders');
    const jobs = await pool.createClient('jobs');
    refuse(world, { operation: 'DescribeUserPoolClient', about: client.id, times: 4 }, 'TooManyRequestsException');
    await world.settle();
    expect(world.said('call-failed')).toMatchObject([{ clientId: client.id, parameter: orders }]);
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
    expect(world.credentials('/layered-apis/jobs')).toEqual(credentialsOf(jobs));
    expect(world.version('/layered-apis/jobs')).toBe(1);
  });
});

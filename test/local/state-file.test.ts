import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { World } from '../world.ts';
import { StateFile, WrongStateFile } from './state-file.ts';

let file: string;

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'state-test-')), 'world.json');
});

afterEach(() => rm(dirname(file), { recursive: true, force: true }));

/** The world that this one's file holds. */
function successor(of: World): World {
  const state = new StateFile(file);
  state.write(of.aws);
  const world = openWorld();
  state.read('eu-west-1')?.(world.aws);
  state.release();
  world.pools.push(...of.pools);
  return world;
}

describe('a world kept in a file', () => {
  it('has the pools, clients, secrets, tags, parameters and waiting messages of the one before', async () => {
    const before = openWorld();
    const pool = await before.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    const orders = await pool.createClient('orders');
    await before.put('/layered-apis/orders', '{"database": {"host": "db"}}', { Tier: 'Advanced', Description: 'ours' });
    await before.settle();
    await before.put('/labelled', 'one', { Type: 'String' });
    await before.did(before.as('person').ssm.labelParameterVersion({ Name: '/labelled', Labels: ['best'] }));
    before.deployment.deadLetters[0]?.send({ body: 'poison', senderId: 'test' });

    const after = successor(before);
    const parameters = ['/labelled', '/layered-apis/orders'];
    expect(after.aws.parameterStore.names()).toEqual(parameters);
    for (const name of parameters) {
      expect(after.aws.parameterStore.versions(name)).toEqual(before.aws.parameterStore.versions(name));
      expect(after.aws.parameterStore.describe(name)).toEqual(before.aws.parameterStore.describe(name));
    }
    expect(after.aws.cognito.clientsOf(pool.id)).toEqual(before.aws.cognito.clientsOf(pool.id));
    expect(after.aws.cognito.tagsOf(pool.arn)).toEqual(before.aws.cognito.tagsOf(pool.arn));
    expect([...after.aws.cognito.secretsEverMinted()]).toContain(orders.secret);
    expect(after.deployment.deadLetters[0]?.messages.map(({ body }) => body)).toEqual(['poison']);
    // The tagging index too: a sweep finds the pool, and all is as it should be.
    await after.sweep();
    expect(after.measured('TargetsInSync')).toBe(1);
    expect(after.measured('TargetsWritten')).toBe(0);
  });

  it('goes on: a message that waited is worked off', async () => {
    const before = openWorld();
    const pool = await before.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' } });
    const first = await pool.createClient('orders');
    const after = successor(before);
    expect(after.deployment.events.messages).not.toEqual([]);
    await after.settle();
    expect(after.credentials('/layered-apis/orders')).toMatchObject({ clientId: first.id });
    expect(after.deployment.events.messages).toEqual([]);
  });

  it('is readable by its owner alone, also when it was there before', async () => {
    await writeFile(file, '{}', { mode: 0o644 });
    await writeFile(`${file}.next`, '{}', { mode: 0o644 });
    new StateFile(file).write(openWorld().aws);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('stays behind the link that leads to it', async () => {
    const link = join(dirname(file), 'link.json');
    await writeFile(file, '');
    await symlink(file, link);
    new StateFile(link).write(openWorld().aws);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(file, 'utf8')).toContain('cognito-ssm-sync local world');
  });

  it('is had by one run at a time, and by the next once that has ended or was killed', async () => {
    const first = new StateFile(file);
    expect(() => new StateFile(file)).toThrow(`${file} is in use by process ${process.pid}`);
    first.release();
    new StateFile(file).release();
    await writeFile(`${file}.lock`, '999999999');
    new StateFile(file).release();
  });

  it('is nothing at all when there is no file, and then everything begins anew', () => {
    expect(new StateFile(file).read('eu-west-1')).toBeUndefined();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20), 'is no world of npm run local'],
    ['changed', (text: string) => text.replace('pools', 'pulls'), 'was cut off or changed'],
    ['of a later version', (text: string) => text.replace('"version":1', '"version":2'), 'is of version 2'],
    ['of another region', (text: string) => text.replace('eu-west-1', 'us-east-2'), 'say --region us-east-2'],
    ['something else', () => '{"name": "cognito-ssm-sync"}', 'is no world of npm run local'],
    ['empty', () => '', 'is no world of npm run local'],
  ])('is refused with a sentence when it is %s, and left as it is', async (_, spoil, sentence) => {
    const state = new StateFile(file);
    state.write(openWorld().aws);
    const spoilt = spoil(await readFile(file, 'utf8'));
    await writeFile(file, spoilt);
    expect(() => state.read('eu-west-1')).toThrow(WrongStateFile);
    expect(() => state.read('eu-west-1')).toThrow(sentence);
    expect(await readFile(file, 'utf8')).toBe(spoilt);
  });

  it('is not taken for an empty one when it cannot be read', () => {
    const folder = new StateFile(dirname(file));
    expect(() => folder.read('eu-west-1')).toThrow(/cannot be read \(EISDIR/);
    folder.release();
  });

  it.each(['not json', '{}', 'null', '{"cognito":{"pools":7}}'])(
    'is refused when another build wrote it: %s',
    async (world) => {
      const sha256 = createHash('sha256').update(world).digest('hex');
      const stored = { format: 'cognito-ssm-sync local world', version: 1, region: 'eu-west-1', sha256, world };
      await writeFile(file, JSON.stringify(stored));
      expect(() => new StateFile(file).read('eu-west-1')?.(openWorld().aws)).toThrow(
        'is not understood: another build',
      );
    },
  );
});

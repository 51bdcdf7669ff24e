import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalProcess } from './local-process.ts';
import { addClient, clients, makeClient, parameterValue, register } from './visitor.ts';

let folder: string;
let running: LocalProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-test-'));
  running = [];
});

afterEach(async () => {
  for (const local of running) local.signal('SIGKILL');
  await rm(folder, { recursive: true });
});

function start(...options: string[]): LocalProcess {
  // Of those that are killed nothing shall be left.
  const authority = join(folder, `authority-${running.length}.pem`);
  return follow(new LocalProcess(['--port', '0', '--authority', authority, ...options]));
}

function follow(local: LocalProcess): LocalProcess {
  running.push(local);
  return local;
}

/** Looks again and again; the files and processes here are real. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(20);
}

describe('npm run local', () => {
  it('writes the credentials of a new client, tells what it does and no secret, and stops on Ctrl-C in mid-pass with 0', async () => {
    const local = follow(new LocalProcess(['--port', '0', '--no-quotas']));
    const endpoint = await local.url();
    const { id, secret, userPoolId } = await makeClient(endpoint, 'orders');
    await local.says(/created auth\.cognito of \/layered-apis\/orders/);
    const { auth } = JSON.parse(await parameterValue(endpoint, '/layered-apis/orders'));
    expect(auth.cognito.clientId).toBe(id);
    expect(auth.cognito.clientSecret === secret).toBe(true);

    const [authority = ''] = local.output.match(/\/\S+\.pem/) ?? [];
    expect((await stat(authority)).isFile()).toBe(true);
    // As from a terminal: npm passes on what the program got already.
    // A pass over so many takes minutes, by design; it begins when events have been gathered for five seconds.
    const others = Array.from({ length: 100 }, (_, index) => addClient(endpoint, userPoolId, `other-${index}`));
    await Promise.all(others);
    await setTimeout(7000);
    const asked = performance.now();
    local.signal('SIGINT');
    local.signal('SIGINT');
    expect(await local.ended()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(15_000);
    await expect(stat(dirname(authority))).rejects.toThrow('ENOENT');
    for (const line of ['CreateUserPool demo', 'delivered by rule', 'the world is gone']) {
      expect(local.output).toContain(line);
    }
    expect(local.output.includes(secret)).toBe(false);
  });

  it('keeps its world in a file that only its owner can read, and goes on with it', async () => {
    const file = join(folder, 'world.json');
    const first = start('--state', file);
    const before = await first.url();
    await clients(before).ssm.putParameter({ Name: '/mine', Value: 'kept', Type: 'String' });
    const { id } = await makeClient(before, 'orders');
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const second = start('--state', file);
    const after = await second.url();
    expect(await parameterValue(after, '/mine')).toBe('kept');
    // The client's event was lost with the first run: the sweep at the beginning makes up for it.
    await second.says(/created auth\.cognito of \/layered-apis\/orders/);
    expect(JSON.parse(await parameterValue(after, '/layered-apis/orders')).auth.cognito.clientId).toBe(id);
  });

  it('keeps what strangers and readers of keys made of it too, and its tokens stay good', async () => {
    const file = join(folder, 'world.json');
    const first = start('--state', file);
    const before = await first.url();
    const { cognito } = clients(before);
    const { UserPool } = await cognito.createUserPool({
      PoolName: 'open',
      DcrConfiguration: { EnableStatus: 'Enabled', OpenDcrEnabled: true },
    });
    await cognito.createUserPoolDomain({ UserPoolId: UserPool?.Id, Domain: 'open' });
    await until(async () => (await readFile(file, 'utf8')).includes('open'));
    const keys = async (endpoint: string) => (await fetch(`${endpoint}/${UserPool?.Id}/.well-known/jwks.json`)).json();
    const made = await keys(before);
    const registered = await register(before, 'open');
    await until(async () => (await readFile(file, 'utf8')).includes(registered));
    first.signal('SIGKILL');
    await first.ended();

    const after = await start('--state', file).url();
    expect(await keys(after)).toEqual(made);
    const client = { UserPoolId: UserPool?.Id, ClientId: registered };
    const { UserPoolClient } = await clients(after).cognito.describeUserPoolClient(client);
    expect(UserPoolClient?.ClientType).toBe('DCR');
  });

  it('is as its options say', async () => {
    const local = start('--no-quotas', '--mode', 'report', '--targets', '/apps/', '--switch', 'trailSecrets=shown');
    const endpoint = await local.url();
    const { ssm } = clients(endpoint);
    const burst = Array.from({ length: 60 }, () => ssm.describeParameters({}));
    expect(await Promise.all(burst)).toHaveLength(60);
    expect(local.output).toContain('reports and writes nothing');
    const { secret } = await makeClient(endpoint, 'orders', '/apps/:clientName');
    await local.says(/create-due/);
    await expect(parameterValue(endpoint, '/apps/orders')).rejects.toThrow();
    expect(local.output.includes(secret)).toBe(false);
  });

  it('keeps what was done even when it is killed a moment later', async () => {
    const file = join(folder, 'world.json');
    const first = start('--state', file);
    await clients(await first.url()).ssm.putParameter({ Name: '/mine', Value: 'kept', Type: 'String' });
    await until(async () => (await readFile(file, 'utf8')).includes('/mine'));
    first.signal('SIGKILL');
    await first.ended();
    expect(await parameterValue(await start('--state', file).url(), '/mine')).toBe('kept');
  });

  it('ends with 0 when npm, which started it, is told to end', async () => {
    const local = follow(new LocalProcess(['--port', '0'], ['npm', 'run', '--silent', 'local', '--']));
    const endpoint = await local.url();
    local.signal('SIGTERM');
    expect(await local.ended()).toBe(0);
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  it('says in a sentence that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const local = follow(new LocalProcess(['--port', String(port)]));
    expect(await local.ended()).toBe(1);
    expect(local.output).toContain(
      `Port ${port} is taken: stop what listens there, or choose another with -- --port N (0: any free one).\n`,
    );
    other.close();
  });

  it('prints help, with examples, and ends', async () => {
    const local = start('--help');
    expect(await local.ended()).toBe(0);
    expect(local.output).toContain('Example: npm run local --');
  });

  it('says in a sentence which file it cannot read or write', async () => {
    const file = join(folder, 'world.json');
    await writeFile(file, 'my shopping list');
    const local = start('--state', file);
    expect(await local.ended()).toBe(1);
    expect(local.output).toContain(`${file} is no world of npm run local; it is left as it is: name another file.\n`);

    const noCertificate = follow(new LocalProcess(['--port', '0', '--authority', join(folder, 'missing', 'ca.pem')]));
    expect(await noCertificate.ended()).toBe(1);
    expect(noCertificate.output).toMatch(/^The certificate cannot be written: ENOENT.*--authority FILE\.$/m);

    const nowhere = start('--state', join(folder, 'missing', 'world.json'));
    expect(await nowhere.ended()).toBe(1);
    expect(nowhere.output).toMatch(/world\.json cannot be written \(ENOENT/);
  });
});

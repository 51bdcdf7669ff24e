import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { SSM } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalProcess } from './local-process.ts';

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
  return follow(new LocalProcess(['--port', '0', ...options]));
}

function follow(local: LocalProcess): LocalProcess {
  running.push(local);
  return local;
}

function clients(endpoint: string) {
  const configuration = {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'LOCALPERSON', secretAccessKey: 'not-checked' },
  };
  return { cognito: new CognitoIdentityProvider(configuration), ssm: new SSM(configuration) };
}

/** A tagged pool with a client in it; the client's id and secret. */
async function makeClient(endpoint: string, name: string): Promise<{ id: string; secret: string }> {
  const { cognito } = clients(endpoint);
  const { UserPool } = await cognito.createUserPool({
    PoolName: 'demo',
    UserPoolTags: { 'ssm-sync': '/layered-apis/:clientName' },
  });
  const { UserPoolClient } = await cognito.createUserPoolClient({
    UserPoolId: UserPool?.Id,
    ClientName: name,
    GenerateSecret: true,
  });
  return { id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' };
}

async function parameterValue(endpoint: string, name: string): Promise<string> {
  const { Parameter } = await clients(endpoint).ssm.getParameter({ Name: name, WithDecryption: true });
  return Parameter?.Value ?? '';
}

describe('npm run local', () => {
  it('writes the credentials of a new client, tells what it does and no secret, and stops on Ctrl-C with 0', async () => {
    const local = start();
    const endpoint = await local.url();
    const { id, secret } = await makeClient(endpoint, 'orders');
    await local.says(/created auth\.cognito of \/layered-apis\/orders/);
    const { auth } = JSON.parse(await parameterValue(endpoint, '/layered-apis/orders'));
    expect(auth.cognito.clientId).toBe(id);
    expect(auth.cognito.clientSecret === secret).toBe(true);

    local.signal('SIGINT');
    expect(await local.ended()).toBe(0);
    for (const line of ['CreateUserPool demo', 'delivered by rule', 'by event: create 1', 'the world is gone']) {
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

  it('keeps what was done even when it is killed a moment later', async () => {
    const file = join(folder, 'world.json');
    const first = start('--state', file);
    await clients(await first.url()).ssm.putParameter({ Name: '/mine', Value: 'kept', Type: 'String' });
    while (!(await readFile(file, 'utf8')).includes('/mine')) await stat(file);
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
    const local = start('--port', String(port));
    expect(await local.ended()).toBe(1);
    expect(local.output).toBe(
      `Port ${port} is taken: stop what listens there, or choose another with -- --port N (0: any free one).\n`,
    );
    other.close();
  });

  it('prints help, with examples, and ends', async () => {
    const local = start('--help');
    expect(await local.ended()).toBe(0);
    expect(local.output).toContain('Example: npm run local --');
  });

  it('refuses a state file that it cannot read or write, in a sentence', async () => {
    const file = join(folder, 'world.json');
    await writeFile(file, 'my shopping list');
    const local = start('--state', file);
    expect(await local.ended()).toBe(1);
    expect(local.output).toBe(`${file} is no world of npm run local; it is left as it is: name another file.\n`);

    const nowhere = start('--state', join(folder, 'missing', 'world.json'));
    expect(await nowhere.ended()).toBe(1);
    expect(nowhere.output).toMatch(/world\.json cannot be written \(ENOENT/);
  });
});

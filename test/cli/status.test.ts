import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { statusScene } from './status-scene.ts';

let cli: CommandLine;
let folder: string;
beforeEach(async () => {
  cli = await CommandLine.open();
  folder = await mkdtemp(join(tmpdir(), 'cognito-ssm-sync-status-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await cli.close();
});

/** Ages without their numbers: the program's time runs fast, and faster on a busy machine. */
function withoutAges(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/ {2}(just now|\d+ (min|h) ago)$/, '  …'));
}

/** What is told of each pool, in the order of their ids. */
function inOrder(told: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const ids = Object.keys(told).toSorted();
  return ids.flatMap((id) => told[id] ?? []);
}

describe('status', () => {
  test('shows how all pools are and what needs a person, in text and on a page, and writes nothing to AWS', async () => {
    const { world } = cli;
    const { apis, partners, legacy, old, kept } = await statusScene(world);
    const before = world.aws.dispatcher.calls.length;
    const file = join(folder, 'status.html');

    const { code, stdout, stderr } = await cli.run(['status', '--html', file]);

    expect(withoutAges(stdout)).toEqual([
      'cognito-ssm-sync in eu-west-1: 4 of 10 in sync (40 %), 1 due (1 drifted), 1 waiting, 4 need a person, 1 secret unreadable; 3 pools.',
      '',
      'pool      id                   in sync  due  drifted  waiting  blocked  rejected  orphans  unreadable  last change',
      ...inOrder({
        [apis.id]: [`apis      ${apis.id}        3    1        1        0        0         0        0           0  …`],
        [legacy.id]: [
          `legacy    ${legacy.id}        1    0        0        0        0         0        1           1  …`,
        ],
        [partners.id]: [
          `partners  ${partners.id}        0    0        0        1        1         2        0           0  …`,
        ],
      }),
      'all                                  4    1        1        1        1         2        1           1',
      '',
      'Needs a person',
      ...inOrder({
        [legacy.id]: [
          `  declaration-gone  legacy  ${legacy.id}`,
          `    auth.cognito of /layered-apis/legacy/old still holds client ${old}, which no tag of pool ${legacy.id} declares any more: it is kept as it is and not kept right. Put the tag back (infrastructure as code may have overwritten it). Remove it by hand, or accept it (cognito-ssm-sync release /layered-apis/legacy/old --place auth.cognito).`,
        ],
        [partners.id]: [
          `  parameter-not-secure  acme  partners  ${partners.id}`,
          '    /layered-apis/partners/acme is a String; a secret goes into a SecureString only. Recreate it as one (its value is not converted for you).',
          `  client-missing  partners  ${partners.id}`,
          '    Tag ssm-sync:initech: the pool has no app client "initech". Create it, correct the tag\'s key (a client\'s id or its exact name), or remove the tag.',
          `  target-not-allowed  umbrella  partners  ${partners.id}`,
          '    Tag ssm-sync:umbrella: target /elsewhere/umbrella is outside the prefixes this deployment may write for this pool (/layered-apis/). Move the target, or add its prefix to the deployment.',
        ],
      }),
      '',
      'Worth knowing',
      ...inOrder({
        [legacy.id]: [
          `  secret-unreadable  kept  legacy  ${legacy.id}`,
          `    Cognito no longer shows a secret of client ${kept}: its original was deleted. A stored secret is kept; where none is stored, put it there by hand or replace the client.`,
        ],
        [partners.id]: [
          `  no-domain  globex  partners  ${partners.id}`,
          `    Pool ${partners.id} has no domain, so there is no token endpoint to write. Give the pool a domain, unless its clients use GetClientToken.`,
        ],
      }),
      '',
    ]);
    expect(stderr).toBe(`The page is in ${file}.\nWhat would change: cognito-ssm-sync plan\n`);
    expect(code).toBe(2);
    const page = await readFile(file, 'utf8');
    expect(page).toContain('<h1>4 need a person</h1>');
    expect(world.leaks({ 'the page': [page] })).toEqual([]);
    const operations = world.aws.dispatcher.calls.slice(before).map(({ operation }) => operation);
    expect(operations).toContain('GetParameters');
    expect(operations.filter((operation) => !/^(Get|List|Describe)/.test(operation))).toEqual([]);
  });

  test('says the same in lines of JSON: each target, after them their pool, and at the end all', async () => {
    const { apis, partners, legacy, old } = await statusScene(cli.world);

    const { code, stdout, stderr } = await cli.run(['status', '--json']);

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const targets = { [apis.id]: 4, [legacy.id]: 2, [partners.id]: 4 };
    expect(lines.map(({ userPoolId, code }) => (code === 'pool' || code === 'status' ? code : userPoolId))).toEqual([
      ...inOrder(
        Object.fromEntries(Object.entries(targets).map(([id, count]) => [id, [...Array(count).fill(id), 'pool']])),
      ),
      'status',
    ]);
    const common = { v: 1, trigger: 'person' };
    const none = { inSync: 0, due: 0, drifted: 0, waiting: 0, blocked: 0, rejected: 0, orphaned: 0, failed: 0 };
    const lost = { secretsUnreadable: 1 };
    const billing = lines.find(({ clientName }) => clientName === 'billing');
    expect(billing).toMatchObject({ ...common, code: 'update-due', reasons: ['url'], userPoolId: apis.id });
    expect(lines.find(({ clientId }) => clientId === old)).toMatchObject({ ...common, code: 'declaration-gone' });
    expect(lines.find(({ code, name }) => code === 'pool' && name === 'apis')).toEqual({
      ...common,
      code: 'pool',
      userPoolId: apis.id,
      name: 'apis',
      gone: false,
      counts: { ...none, inSync: 3, due: 1, drifted: 1, secretsUnreadable: 0 },
      changedAt: billing?.changedAt,
    });
    expect(lines.at(-1)).toEqual({
      ...common,
      code: 'status',
      deployment: 'cognito-ssm-sync',
      region: 'eu-west-1',
      at: expect.stringMatching(/^2026-\d\d-\d\dT[\d:.]+Z$/),
      pools: 3,
      percent: 40,
      tagsDue: 0,
      counts: { ...none, inSync: 4, due: 1, drifted: 1, waiting: 1, blocked: 1, rejected: 2, orphaned: 1, ...lost },
    });
    expect(stderr).toBe('');
    expect(code).toBe(2);
  });

  test('names a page that cannot be written before it looks at any pool, and ends with 1', async () => {
    const { dispatcher } = cli.world.aws;
    const before = dispatcher.calls.length;
    const file = join(folder, 'missing', 'status.html');

    expect(await cli.run(['status', '--html', file])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Error: ${file} cannot be written: its folder does not exist.\nName a file in a folder that is yours: cognito-ssm-sync status --html status.html\n`,
    });
    const services = dispatcher.calls.slice(before).map(({ service }) => service);
    expect(new Set(services)).toEqual(new Set(['lambda']));
  });
});

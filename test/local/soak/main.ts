/**
 * `npm run soak [-- CALLS]`: thousands of mixed calls over loopback against one `npm run local`, the reconciler working
 * along. Prints calls a second and the server's memory as it goes; exits 1 when any answer was not the expected one.
 */
import { execFileSync } from 'node:child_process';
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSM } from '@aws-sdk/client-ssm';
import pMap from 'p-map';
import { LocalProcess } from '../local-process.ts';
import { callsOf } from './calls.ts';
import { populate } from './population.ts';

const total = Number(process.argv[2] ?? 10_000);
const stages = 10;
const concurrency = 8;

const local = new LocalProcess(['--port', '0', '--no-quotas']);
const endpoint = await local.url();
const credentials = { accessKeyId: 'LOCALPERSON', secretAccessKey: 'not-checked' };
const configuration = { endpoint, region: 'eu-west-1', credentials };
const cognito = new CognitoIdentityProvider(configuration);
const clients = await populate(cognito);
const calls = callsOf({
  endpoint,
  cognito,
  ssm: new SSM(configuration),
  tagging: new ResourceGroupsTaggingAPI(configuration),
});
/** How often each wrong answer came. */
const wrong = new Map<string, number>();

async function attempt(turn: number): Promise<void> {
  const client = clients[turn % clients.length];
  // By a step that shares no factor with the clients' number, so that every client meets every call.
  const call = calls[Math.floor(turn / clients.length + turn) % calls.length];
  if (client === undefined || call === undefined) return;
  try {
    if ((await call(client, turn)) === false) throw new Error('another answer than expected');
  } catch (error) {
    const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    wrong.set(name, (wrong.get(name) ?? 0) + 1);
  }
}

/** Resident memory of the server, in MiB. */
function memory(): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(local.pid)], { encoding: 'utf8' })) / 1024);
}

function print(...cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(9)).join('')}\n`);
}

const size = Math.floor(total / stages);
process.stdout.write(
  `${size * stages} calls of ${calls.length} kinds, ${concurrency} at once, ${clients.length} clients\n`,
);
print('calls', 'calls/s', 'MiB');
for (let stage = 0; stage < stages; stage++) {
  const began = performance.now();
  const turns = Array.from({ length: size }, (_, index) => stage * size + index);
  await pMap(turns, attempt, { concurrency });
  print((stage + 1) * size, Math.round(size / ((performance.now() - began) / 1000)), memory());
}
local.signal('SIGTERM');
const code = await local.ended();
for (const [name, count] of wrong) process.stdout.write(`${count} times ${name}\n`);
const verdict = wrong.size === 0 ? 'Every answer was the expected one' : 'NOT every answer was the expected one';
process.stdout.write(`${verdict}; the server ended with ${String(code)}.\n`);
process.exitCode = wrong.size === 0 && code === 0 ? 0 : 1;

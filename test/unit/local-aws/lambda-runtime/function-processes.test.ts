import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executionOf } from '../../../local-aws/execution.ts';
import { FunctionProcesses } from '../../../local-aws/lambda-runtime/function-processes.ts';
import { createLocalAws, type LocalAws } from '../../../local-aws/local-aws.ts';
import { lambdaTrust } from '../iam-fixture.ts';

/** Real processes with code of a line or two. */
let folder: string;
let aws: LocalAws;
let processes: FunctionProcesses;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-processes-'));
  aws = createLocalAws();
});

afterEach(async () => {
  await processes.close();
  rmSync(folder, { recursive: true });
});

/** A function of this code and two seconds, called `worker`. */
function deploy(code: string, speed = 1): void {
  writeFileSync(join(folder, 'index.mjs'), code);
  const roleArn = aws.iam.putRole({ name: 'worker', assumeRolePolicy: lambdaTrust, policies: [] });
  const { site, clock, iam, cloudWatch } = aws;
  processes = new FunctionProcesses({
    site,
    clock,
    iam,
    endpoint: 'http://127.0.0.1:1',
    speed,
    described: {
      name: 'worker',
      roleArn,
      handler: 'index.handler',
      codePath: folder,
      environment: { COLOUR: 'green' },
      timeoutSeconds: 2,
      memoryMegabytes: 256,
      logGroup: 'log',
      logFormat: 'JSON',
      logLevel: 'INFO',
      systemLogLevel: 'INFO',
      architecture: 'arm64',
      log: (text, level) => cloudWatch.write('log', text, level),
    },
  });
  const kept = { name: 'worker', timeoutSeconds: 2, logGroup: 'log' };
  aws.lambda.deploy({ ...kept, handler: (event, context) => processes.invoke(event, context) });
}

/** How a run of it ended. */
async function run(): Promise<unknown> {
  const outcome = await aws.clock.finish(aws.lambda.invoke('worker', { Records: [] }));
  return outcome.kind === 'returned' ? outcome.value : outcome.error.split('\n')[0];
}

const lines = (): readonly string[] => aws.cloudWatch.lines('log').map(({ text }) => text);

describe('a function in a process of its own', () => {
  it('gets the event and the context, and answers in JSON', async () => {
    deploy(`export const handler = async (event, context) => ({
      event, name: context.functionName, left: context.getRemainingTimeInMillis(), nothing: undefined });`);
    const answer = await run();
    expect(answer).toMatchObject({ event: { Records: [] }, name: 'worker' });
    expect(Object(answer).left).toBeGreaterThan(0);
    expect(Object(answer).left).toBeLessThanOrEqual(2000);
  });

  it('has its own environment, what Lambda sets, and nothing of this process’s', async () => {
    deploy('export const handler = () => process.env;');
    const environment = Object(await run());
    expect(environment).toMatchObject({
      COLOUR: 'green',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'worker',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    });
    const [{ arn }] = [aws.iam.caller(environment.AWS_ACCESS_KEY_ID) ?? { arn: '' }];
    expect(arn).toBe('arn:aws:sts::123456789012:assumed-role/worker/worker');
    expect(Object.keys(environment)).not.toContain('PATH');
    expect(Object.keys(environment).filter((name) => /^(NODE|VITEST|npm)/.test(name))).toEqual([]);
  });

  it('has its lines in the log before its answer', async () => {
    deploy(
      `export const handler = () => { console.log('one\\ntwo'); process.stderr.write('thr'); console.error('ee'); };`,
    );
    expect(await run()).toBeNull();
    expect(lines()).toEqual(['one', 'two', 'three']);
    expect(aws.cloudWatch.lines('log').at(-1)?.level).toBe('error');
  });

  it('lives in the world’s time, and makes time go on there', async () => {
    deploy(`export const handler = async () => {
      const began = Date.now();
      await new Promise((next) => setTimeout(next, 50));
      return [began, new Date().getTime() - began, new Date(5).getTime()]; };`);
    const before = aws.clock.now();
    const [began, took, given] = (await run()) as [number, number, number];
    expect(began).toBeGreaterThanOrEqual(before);
    expect(began).toBeLessThan(before + 2000);
    expect(took).toBeGreaterThanOrEqual(49);
    expect(given).toBe(5);
    expect(aws.clock.now()).toBeGreaterThanOrEqual(before + 30);
  });

  it('waits as much shorter as the world’s time goes faster', async () => {
    deploy(
      `import { setTimeout } from 'node:timers/promises';
      export const handler = async () => {
        const began = Date.now();
        await setTimeout(30_000);
        await new Promise((next) => globalThis.setTimeout(next, 30_000));
        return Date.now() - began; };`,
      100,
    );
    // At the machine's pace either wait would outlive the function: 3,000 seconds of the world's.
    aws.lambda.deploy({ name: 'worker', timeoutSeconds: 900, handler: (...given) => processes.invoke(...given) });
    expect(await run()).toBeGreaterThanOrEqual(59_000);
  });

  it('stays warm: the module is loaded once, also when the handler threw', async () => {
    deploy(
      `let count = 0; export const handler = () => { if (++count === 2) throw new Error('second'); return count; };`,
    );
    expect([await run(), await run(), await run()]).toEqual([1, 'Error: second', 3]);
    expect(processes.size).toBe(1);
  });

  it('is at the world’s time with every event, whatever went by in between', async () => {
    deploy('export const handler = () => [process.pid, Date.now()];');
    const [first] = (await run()) as [number, number];
    await aws.clock.advance(3_600_000);
    const before = aws.clock.now();
    const [second, now] = (await run()) as [number, number];
    expect(second).toBe(first);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThan(before + 2000);
  });

  it('has the memory of its function and no more', async () => {
    deploy(`export const handler = () => {
      const kept = [];
      // Half a gigabyte, twice what it has, a megabyte at a time.
      while (kept.length < 512) kept.push(new Array(131_072).fill(kept.length + 0.5));
      return kept.length; };`);
    // It takes the machine's time to fill up.
    aws.lambda.deploy({ name: 'worker', timeoutSeconds: 900, handler: (...given) => processes.invoke(...given) });
    expect(await run()).toContain('Runtime exited');
    expect(processes.size).toBe(0);
  });

  it('ends when nobody is there to answer to, though it has something to wait for', async () => {
    deploy('export const handler = () => { setInterval(() => {}, 1000); process.disconnect(); };');
    expect(await run()).toBe('Runtime exited with error: exit status 0');
  });

  it('is not given the next event when it was killed just after its answer', async () => {
    deploy('export const handler = () => process.pid;');
    aws.lambda.deploy({
      name: 'worker',
      timeoutSeconds: 2,
      handler: async (...given) => {
        const first = await processes.invoke(...given);
        void processes.close();
        return [first, await processes.invoke(...given)];
      },
    });
    const [first, second] = (await run()) as [number, number];
    expect(second).toBeGreaterThan(0);
    expect(second).not.toBe(first);
  });

  it('has calls of its own until it is closed', async () => {
    deploy('export const handler = () => process.env.AWS_ACCESS_KEY_ID;');
    const accessKeyId = String(await run());
    expect(executionOf(accessKeyId)).toBeDefined();
    await processes.close();
    expect(executionOf(accessKeyId)).toBeUndefined();
  });

  it('has a process for each event at a time', async () => {
    deploy(`let busy = false; export const handler = async () => {
      if (busy) return 'two at once';
      busy = true;
      await new Promise((next) => setTimeout(next, 100));
      busy = false;
      return 'alone'; };`);
    const both = [1, 2].map(() => aws.lambda.invoke('worker', { Records: [] }));
    expect(await aws.clock.finish(Promise.all(both))).toEqual(Array(2).fill({ kind: 'returned', value: 'alone' }));
    expect(processes.size).toBe(2);
  });

  it('is killed at its time limit, and the next event gets a new process', async () => {
    deploy(`import { existsSync, writeFileSync } from 'node:fs';
      const marker = new URL('marker', import.meta.url);
      export const handler = () => { if (existsSync(marker)) return 'done'; writeFileSync(marker, ''); for (;;); };`);
    const began = aws.clock.now();
    expect(await run()).toBe('Task timed out after 2.00 seconds');
    expect(aws.clock.now() - began).toBeGreaterThanOrEqual(2000);
    expect(await run()).toBe('done');
    expect(processes.size).toBe(1);
  });

  it.each([
    ['cannot be loaded', `throw new Error('no luck');`, 'Error: no luck'],
    ['has no such handler', 'export const other = 1;', 'has no handler handler'],
    ['ends its process', 'export const handler = () => process.exit(3);', 'Runtime exited with error: exit status 3'],
    ['is ended', `export const handler = () => process.kill(process.pid, 'SIGKILL');`, 'signal: killed'],
  ])('that %s fails its run, and says so in the log', async (_, code, error) => {
    deploy(code);
    expect(await run()).toContain(error);
    expect(lines().join()).toContain(error);
    // Lambda tries a new one with the next event.
    expect(await run()).toContain(error);
    expect(processes.size).toBe(0);
  });

  it('is gone when it is closed, in the middle of its work too', async () => {
    deploy('export const handler = () => { for (;;); };');
    const running = aws.lambda.invoke('worker', { Records: [] });
    await aws.clock.advance(300);
    await processes.close();
    expect(await running).toMatchObject({ kind: 'failed', error: expect.stringContaining('killed') });
    expect(processes.size).toBe(0);
  });
});

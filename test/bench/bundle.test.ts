import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atCalls, refuse } from '../e2e/faults.ts';
import { type Account, openAccount } from './account.ts';
import { type Bundle, makeBundles } from './bundles.ts';
import { Measurer } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-bundle-'));
let account: Account;
let plain: Bundle;
let ours: Bundle;
let measurer: Measurer;

beforeAll(async () => {
  [, plain, ours] = await makeBundles(folder);
  account = await openAccount(folder);
  measurer = new Measurer(account, folder);
});
afterAll(async () => {
  await account.close();
  rmSync(folder, { recursive: true });
});

/** Which of these the bundle's text has. */
function found({ path }: Bundle, marks: Readonly<Record<string, RegExp>>): readonly string[] {
  const text = readFileSync(path, 'utf8');
  return Object.keys(marks).filter((name) => marks[name]?.test(text));
}

/** What the handler says while this goes wrong, without what differs from run to run. */
async function said({ path }: Bundle, code: string, operation: string, status: number): Promise<unknown> {
  const { world } = account;
  const end = refuse(world, { operation }, code, status);
  const { answer, log } = await measurer.run(path).finally(end);
  expect(world.leaks({ log: [log] })).toEqual([]);
  const lines = log.split('\n').filter((line) => line.startsWith('{') && !line.includes('"_aws"'));
  return {
    failures: answer.failures,
    lines: lines.map((line) => ({ ...JSON.parse(line), timestamp: '' })).map(withoutIds),
  };
}

function withoutIds(line: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(JSON.stringify(line).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'));
}

describe('the bundle', () => {
  test('is small: what it left out does not come back unseen', () => {
    expect(ours.bytes).toBeLessThan(350_000);
    expect(ours.gzipBytes).toBeLessThan(115_000);
  });

  test.each([
    [
      'a search for credentials',
      { sso: /sso_session/, web: /AssumeRoleWithWebIdentity/, metadata: /169\.254\.170\.2/ },
    ],
    ['node:http at its start, which loads undici', { http: /from ?"(node:)?http"/ }],
    ['event streams', { serde: /initial-request/ }],
    ['a class for each error', { ssm: /name ?= ?"TooManyTagsError"/, cognito: /name ?= ?"UsernameExistsException"/ }],
    ['the packages of the clients', { scripts: /extract:docs/ }],
  ])('has left out %s, which the plain recipe has', (_, marks) => {
    expect(found(plain, marks)).toEqual(Object.keys(marks));
    expect(found(ours, marks)).toEqual([]);
  });

  test('answers an unchanged event by three reads, with the credentials, region and endpoint of its environment', async () => {
    const { world } = account;
    const calls = await world.callsDuring(async () => {
      const { answer, log } = await measurer.run(ours.path);
      expect(answer.failures).toBe(0);
      expect(log).toContain('"pass-done"');
      expect(world.leaks({ log: [log] })).toEqual([]);
    });
    expect(calls).toEqual({ DescribeUserPool: 1, DescribeUserPoolClient: 1, GetParameters: 1 });
  });

  test.each([
    ['DescribeUserPool', 'ResourceNotFoundException', 400],
    ['DescribeUserPool', 'NotAuthorizedException', 400],
    ['DescribeUserPoolClient', 'ResourceNotFoundException', 400],
    ['DescribeUserPoolClient', 'SomethingNewException', 400],
    ['DescribeUserPoolClient', 'InternalErrorException', 500],
    ['GetParameters', 'AccessDeniedException', 400],
    ['GetParameters', 'InvalidKeyId', 400],
    ['GetParameters', 'InvalidSignatureException', 400],
    ['GetParameters', 'ThrottlingException', 400],
  ])('says of an error just what it says with the whole SDK: %s with %s', async (operation, code, status) => {
    const [whole, less] = [await said(plain, code, operation, status), await said(ours, code, operation, status)];
    expect(less).toEqual(whole);
    expect(JSON.stringify(less)).toContain('"code"');
  });

  test.each([
    ['DescribeUserPool', 'TooManyRequestsException', 400],
    ['GetParameters', 'ThrottlingException', 400],
    ['GetParameters', 'InternalServerError', 500],
  ])('tries again what passes: %s with %s', async (operation, code, status) => {
    const { world } = account;
    const end = refuse(world, { operation, times: 2 }, code, status);
    const { answer, log } = await measurer.run(ours.path).finally(end);
    expect(answer.failures).toBe(0);
    expect(log).toContain('"pass-done"');
    expect(log).not.toContain('call-failed');
  });

  test('tries again when a connection breaks', async () => {
    const end = atCalls(account.world, { operation: 'GetParameters', times: 1 }, () => ({ kind: 'time-out' }));
    const { answer, log } = await measurer.run(ours.path).finally(end);
    expect(answer.failures).toBe(0);
    expect(log).not.toContain('call-failed');
  });
});

import { inspect } from 'node:util';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test, vi } from 'vitest';
import { Secret } from '../../../lambdas/core/secret.ts';
import { findLeaks } from '../../leak-collector.ts';

const value = 'correct horse "battery" staple';
const secret = new Secret(value);

function thrown(): Error {
  return new Error(`with ${secret}`, { cause: { secret, cause: new Error('inner', { cause: secret }) } });
}

/** Everything a real Powertools logger prints for this. */
function logged(print: (logger: Logger) => void): string {
  const lines: string[] = [];
  const take = vi.fn((line: string) => void lines.push(line));
  const logger = new Logger({ serviceName: 'test', logLevel: 'DEBUG' });
  Reflect.set(logger, 'console', { debug: take, info: take, warn: take, error: take, log: take });
  print(logger);
  expect(lines).toHaveLength(1);
  return lines.join('\n');
}

function warnWithKey(logger: Logger): void {
  logger.appendKeys({ secret });
  logger.warn('x');
}

describe('a secret shows [secret] and never its value', () => {
  test.each<[string, () => string]>([
    ['as JSON', () => JSON.stringify(secret)],
    ['as JSON, deep in an array of an object', () => JSON.stringify({ a: [{ secret }] })],
    ['to util.inspect', () => inspect(secret)],
    ['to util.inspect, with hidden properties and deep in a map', () => inspect(new Map([['a', { secret }]]), true, 9)],
    ['in a template string', () => `${secret}`],
    // The operator itself is what is tested here.
    ['joined by +', () => ['', secret].reduce<string>((text, part) => text + part, '')],
    ['joined with others of an array', () => [secret, secret].join()],
    ['to String', () => String(secret)],
    ['to toString', () => secret.toString()],
    ['in an error with causes, printed', () => inspect(thrown(), { depth: 9 })],
    ['in an error’s message', () => thrown().message],
    ['to the logger, as an attribute', () => logged((logger) => logger.info('x', { deep: { secret } }))],
    ['to the logger, in an error with causes', () => logged((logger) => logger.error('x', thrown()))],
    ['to the logger, in an attribute’s error', () => logged((logger) => logger.error('x', { error: thrown() }))],
    ['to the logger, as a lasting key', () => logged(warnWithKey)],
  ])('%s', (_, show) => {
    const text = show();
    expect(findLeaks([{ value }], { text: [text] })).toEqual([]);
    expect(text).toContain('[secret]');
  });

  test('as keys, entries or copies: it has none', () => {
    expect(Reflect.ownKeys(secret)).toEqual([]);
    expect(JSON.stringify({ ...secret })).toBe('{}');
  });

  test('as a number: it is none', () => {
    expect(Number(secret)).toBeNaN();
  });

  test('to structuredClone', () => {
    expect(inspect(structuredClone({ secret }))).not.toContain(value);
  });
});

describe('a secret', () => {
  test('gives its value to who asks for it by name', () => {
    expect(secret.reveal()).toBe(value);
  });

  test('equals another of the same value, and no other', () => {
    expect(secret.equals(new Secret(value))).toBe(true);
    expect(secret.equals(new Secret(`${value} `))).toBe(false);
  });
});

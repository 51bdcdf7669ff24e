import { describe, expect, it } from 'vitest';
import { findLeaks } from '../leak-collector.ts';

const secret = { value: 's3cr+t/"ö\\', owner: '1example23456789' };

describe('the leak collector', () => {
  it.each([
    ['clear', `secret is ${secret.value}.`],
    ['JSON-escaped', JSON.stringify({ message: `got ${secret.value}` })],
    ['URL-encoded', `https://example.com/?secret=${encodeURIComponent(secret.value)}&x=1`],
    ['base64', `value ${Buffer.from(secret.value).toString('base64')}`],
    ['Basic credentials', `Authorization: Basic ${Buffer.from(`${secret.owner}:${secret.value}`).toString('base64')}`],
    [
      'base64url of Basic credentials',
      `Authorization: Basic ${Buffer.from(`${secret.owner}:${secret.value}`).toString('base64url')}`,
    ],
  ])('finds a planted secret that is %s', (form, line) => {
    expect(findLeaks([secret], { log: ['nothing here', line] })).toContainEqual({ where: 'log', form });
  });

  it('says where it found one and stays silent about texts without any', () => {
    const leaks = findLeaks([secret], {
      log: ['clean'],
      metrics: [`{"name":"${secret.owner}"}`],
      messages: [secret.value],
    });
    expect(new Set(leaks.map(({ where }) => where))).toEqual(new Set(['messages']));
  });
});

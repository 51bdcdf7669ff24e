import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import { readings } from '../local-aws/switches.ts';
import { help, readOptions } from './options.ts';
import { welcome } from './welcome.ts';

const page = readFileSync('docs/local.md', 'utf8');

describe('docs/local.md', () => {
  it('shows every switch with its readings, the default first', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| ((?:`[\w-]+` ?)+)\|/gim)].map(([, name, shown]) => [
      name,
      [...(shown ?? '').matchAll(/`([^`]+)`/g)].map(([, reading]) => reading),
    ]);
    expect(Object.fromEntries(rows)).toEqual(readings);
  });

  it('gives the commands that the program itself gives, in the same words', () => {
    const options = readOptions([]);
    if (options === undefined) throw new Error('no options');
    const { aws } = openWorld();
    const world = { aws, url: 'http://127.0.0.1:4566', authority: '', onAnswer: () => {}, stop: async () => {} };
    const commands = welcome(world, options, '/tmp/cognito-ssm-sync-a1b2c3/authority.pem')
      .split('\n')
      .filter((line) => /^ {2}\S/.test(line))
      .map((line) => line.trim());
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((command) => !page.includes(command))).toEqual([]);
  });

  it('names no option that does not exist', () => {
    const named = [...page.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option ?? '');
    const known = new Set([...help.matchAll(/^ +(--[a-z-]+)/gm)].map(([, option]) => option));
    expect(named.filter((option) => !known.has(option))).toEqual([]);
    expect(named.length).toBeGreaterThan(4);
  });
});

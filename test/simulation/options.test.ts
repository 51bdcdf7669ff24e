import { expect, it } from 'vitest';
import { help, readOptions, WrongOption } from './options.ts';

it('takes what the help says, and has a value for what is left out', () => {
  expect(readOptions(['--seeds', '7', '--from', '0', '--workers', '1'])).toEqual({
    from: 0,
    seeds: 7,
    workers: 1,
    defects: false,
  });
  expect(readOptions([])).toMatchObject({ from: 1, seeds: 200 });
  expect(readOptions(['--help'])).toBeUndefined();
  expect([...help.matchAll(/--([a-z]+)/g)].map(([, name]) => name)).toContain('defects');
});

it('says what is wrong with an option', () => {
  for (const words of [['--seeds', '0'], ['--seeds', 'many'], ['--seed', '1'], ['more']])
    expect(() => readOptions(words)).toThrow(WrongOption);
  expect(() => readOptions(['--from', '-1'])).toThrow(WrongOption);
});

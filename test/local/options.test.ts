import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options of npm run local', () => {
  it('are those of the README when nothing is said', () => {
    expect(readOptions([])).toEqual({
      port: 4566,
      region: 'eu-west-1',
      targets: ['/layered-apis/'],
      mode: 'apply',
      sweepMinutes: 60,
      quotas: true,
      switches: {},
    });
  });

  it('are read as they are said', () => {
    const words =
      '--port 0 --region us-east-2 --state w.json --targets /a/,/b/c/,/a/ --authority ca.pem --mode report --sweep-minutes 5 --no-quotas';
    const switches = ['--switch', 'describedSecret=newest', '--switch=trailSecrets=shown'];
    expect(readOptions([...words.split(' '), ...switches])).toEqual({
      port: 0,
      region: 'us-east-2',
      stateFile: 'w.json',
      authorityFile: 'ca.pem',
      targets: ['/a/', '/b/c/'],
      mode: 'report',
      sweepMinutes: 5,
      quotas: false,
      switches: { describedSecret: 'newest', trailSecrets: 'shown' },
    });
  });

  it.each([
    ['--port 65536', '--port is "65536"; it takes a whole number from 0 to 65535'],
    ['--port http', '--port is "http"; it takes a whole number from 0 to 65535'],
    ['--region Ireland', '--region is "Ireland"; it takes a region such as eu-west-1'],
    ['--targets layered', '--targets is "layered"; it takes prefixes that begin and end with /'],
    ['--targets /aws/x/', '--targets is "/aws/x/"; it takes up to 14 levels, the first not beginning with aws or ssm'],
    [`--targets ${'/a'.repeat(15)}/`, 'it takes up to 14 levels'],
    ['--mode report --mode apply', '--mode is said twice; say it once'],
    ['--mode dry', '--mode is "dry"; it takes apply or report'],
    ['--sweep-minutes 0', '--sweep-minutes is "0"; it takes a whole number from 1 to 1440'],
    ['--switch describedSecret=oldest', 'it takes original-then-absent or original-then-promoted or newest'],
    ['--switch latency=1', '--switch is "latency=1"; it takes one of describedSecret, '],
    ['--prot 1', "Unknown option '--prot'"],
    ['4566', "Unexpected argument '4566'"],
    ['--no-help', "Unknown option '--no-help'"],
    ['--port', "Option '--port <value>' argument missing"],
  ])('are refused in a sentence: %s', (words, sentence) => {
    expect(() => readOptions(words.split(' '))).toThrow(sentence);
  });

  it('are not looked at when help is asked for', () => {
    expect(readOptions(['--help'])).toBeUndefined();
    expect(readOptions(['-h', '--port', 'x'])).toBeUndefined();
  });
});

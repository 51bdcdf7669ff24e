import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../local-aws/call-record.ts';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';

/** A call of Parameter Store by a person. */
async function call(aws: LocalAws, operation: string, body: string): Promise<unknown> {
  const credential = { accessKeyId: aws.callers.person.accessKeyId, region: 'eu-west-1', service: 'ssm' };
  const { result } = await aws.dispatcher.dispatch({ target: `AmazonSSM.${operation}`, body, credential });
  return result;
}

describe('the account of a call', () => {
  it('names what the call was about, and keeps nothing else', () => {
    const input = { Value: 's3cr3t', Overwrite: true, Names: ['/a', '/b'], Name: '/a', NextToken: null };
    expect(subjectOf(input)).toEqual({ Name: '/a', Names: ['/a', '/b'], Overwrite: true });
  });

  it('keeps of a long text the beginning, and of a long list the first ten', () => {
    const long = `/${'x'.repeat(500)}`;
    const names = Array.from({ length: 100 }, (_, index) => `/${index}`);
    expect(subjectOf({ Name: long, Names: [long, ...names] })).toEqual({
      Name: long.slice(0, 200),
      Names: [long.slice(0, 200), ...names.slice(0, 9)],
    });
    expect(subjectOf({ Name: 'x'.repeat(200) })).toEqual({ Name: 'x'.repeat(200) });
  });

  it('keeps nothing of what is no text where a text belongs', () => {
    const input = { Name: { Name: '/a' }, ClientId: 5, Names: [['/a'], { Name: '/a' }, 5, null, '/b'] };
    expect(subjectOf(input)).toEqual({ Names: ['/b'] });
  });

  it('is small, however large the names are that people send', async () => {
    const aws = createLocalAws({ quotas: false });
    const body = JSON.stringify({ Name: 'x'.repeat(7_000_000) });
    for (let index = 0; index < 10; index += 1) await call(aws, 'GetParameter', body);
    expect(aws.dispatcher.calls).toHaveLength(10);
    expect(JSON.stringify(aws.dispatcher.calls).length).toBeLessThan(10_000);
  });

  it('is no deeper than a list, so that nobody who is told of it can stumble and change the answer', async () => {
    const aws = createLocalAws();
    const told: string[] = [];
    aws.dispatcher.onEnd((ended) => told.push(JSON.stringify(ended)));
    const refusal = await call(aws, 'GetParameters', '{"Names":[[[["/a"]]]]}');
    expect(refusal).toMatchObject({ code: 'SerializationException' });
    expect(told).toEqual([expect.stringContaining('"about":{"Names":[]}')]);
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(subjectOf({ Name: deep, Names: [deep] })).toEqual({ Name: [], Names: [] });
  });
});

import pMap from 'p-map';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import { serve } from '../local-aws/http/server.ts';
import { type CliAnswer, createAwsCli, findAws } from './aws-cli.ts';
import { wordsOf } from './journey.ts';
import { known, refusals } from './refusals.ts';

/** What the real AWS CLI says of a refusal: always AWS's own sentence, whatever the service's protocol. */
const program = findAws('the errors as the AWS CLI shows them');

/** Of these services only this one waiter is known to the AWS CLI, and its operation is not here. */
const waiting =
  'ssm wait command-executed --command-id 11111111-2222-3333-4444-555555555555 --instance-id i-00000000000000000';

describe.runIf(program !== undefined)('the AWS CLI, when it is refused', () => {
  let answers: readonly CliAnswer[];
  let waited: CliAnswer | undefined;

  beforeAll(async () => {
    const { aws } = openWorld({ quotas: false });
    const server = await serve(aws);
    const cli = createAwsCli(program ?? '', aws, server.url);
    const ask = (command: string, variables = {}) =>
      cli(wordsOf(command, { ...known, ENDPOINT: server.url }), variables);
    try {
      const all = [...refusals, { command: waiting, variables: {} }];
      // Each takes a core of its own.
      const given = await pMap(all, ({ command, variables }) => ask(command, variables), { concurrency: 2 });
      answers = given.slice(0, -1);
      waited = given.at(-1);
    } finally {
      await server.close();
    }
  }, 120_000);

  it.each(refusals.map((refusal, index) => ({ ...refusal, index })))(
    'says so in AWS’s words when $when',
    ({ index, code, operation, says }) => {
      const answer = answers[index];
      expect(answer?.stderr).toContain(`An error occurred (${code}) when calling the ${operation} operation: `);
      expect(answer?.stderr).toContain(says);
      // 254 of version 2 and 255 of version 1: the service refused.
      expect([254, 255]).toContain(answer?.exitCode);
      expect(answer?.stdout).toBe('');
    },
  );

  it('stops waiting at once when what it waits for cannot come', () => {
    expect(waited?.stderr).toContain('Waiter CommandExecuted failed: An error occurred (UnknownOperationException)');
    expect(waited?.exitCode).toBe(255);
  });
});

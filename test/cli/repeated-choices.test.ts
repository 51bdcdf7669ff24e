/** Commands that are told to a person who chose a deployment, a region or an account for this one alone. */
import { describe, expect, test } from 'vitest';
import type { Choices } from '../../lambdas/cli/program.ts';
import { repeating, withChoices } from '../../lambdas/cli/repeated-choices.ts';
import { createTerminal, wrap } from '../../lambdas/cli/terminal.ts';
import { CommandLine } from './command-line.ts';

const none: Choices = { deployment: 'cognito-ssm-sync' };
const audit: Choices = { deployment: 'audit-sync', region: 'eu-central-1', profile: "it's mine" };

describe('a command that is told', () => {
  test.each([
    ['stands as it is where nothing was chosen', none, 'Look: cognito-ssm-sync plan', 'Look: cognito-ssm-sync plan'],
    [
      'is about the deployment and in the name of the one who asked',
      audit,
      'Why: cognito-ssm-sync dlq why',
      "Why: cognito-ssm-sync --profile 'it'\\''s mine' --region eu-central-1 --deployment audit-sync dlq why",
    ],
    [
      'says again what stands for a deployment',
      { deployment: 'cognito-ssm-sync', targets: ['/a/', '/b/'], tagPrefix: 'audit' },
      'Carry it out with: cognito-ssm-sync apply --pool p',
      'Carry it out with: cognito-ssm-sync --targets /a/,/b/ --tag-prefix audit apply --pool p',
    ],
    [
      'keeps its region where it has one',
      { ...audit, profile: 'p' },
      'aws --region us-east-1 cloudtrail start-logging, or aws ssm delete-parameter',
      'aws --region us-east-1 --profile p cloudtrail start-logging, or aws --profile p --region eu-central-1 ssm delete-parameter',
    ],
    [
      'is no name that looks alike',
      audit,
      'cognito-ssm-sync in eu-west-1, cognito-ssm-sync-plan, aws sso login',
      'cognito-ssm-sync in eu-west-1, cognito-ssm-sync-plan, aws sso login',
    ],
  ])('%s', (_, choices, text, told) => {
    expect(withChoices(text, choices)).toBe(told);
  });

  test('can be pasted as it stands, wherever the program says one', async () => {
    const cli = await CommandLine.open({ environment: { MODE: 'report' } });
    const pool = await cli.world.createPool('apis', { domain: 'acme', tags: { 'ssm-sync:orders': '/layered-apis/o' } });
    await pool.createClient('orders');
    await cli.world.settle();
    const chosen = ['--region', 'eu-west-1', '--targets', '/layered-apis/'];

    const { stderr } = await cli.run([...chosen, 'plan']);
    expect(stderr).toBe('Carry it out with: cognito-ssm-sync --region eu-west-1 --targets /layered-apis/ apply\n');
    const { code } = await cli.run([...chosen, 'apply', '--yes']);
    expect(code).toBe(0);
    const wrong = await cli.run([...chosen, 'declare', 'orders', 'apis', 'none', '--yes']);
    expect(wrong.stderr).toContain('List them with: aws --region eu-west-1 cognito-idp list-user-pools');
    await cli.close();
  });

  test('stays as it is in a line of JSON, whose quotes are not a shell’s', () => {
    const printed: string[] = [];
    const plain = createTerminal(process);
    const terminal = repeating({ ...plain, print: (line = '') => void printed.push(line) }, audit);
    const line = JSON.stringify({ next: 'cognito-ssm-sync dlq' });
    terminal.print(line);
    terminal.print('cognito-ssm-sync dlq');
    expect(printed[0]).toBe(line);
    expect(printed[1]).not.toBe('cognito-ssm-sync dlq');
  });

  test('is not broken behind the name of the program', () => {
    expect(wrap('accept it: cognito-ssm-sync release /a', 28)).toEqual(['accept it:', 'cognito-ssm-sync release /a']);
  });
});

import { describe, expect, test } from 'vitest';
import { warnOfInfrastructure } from '../../../lambdas/cli/declare/declaration-text.ts';
import type { Terminal } from '../../../lambdas/cli/terminal.ts';
import { pool } from '../core/builders.ts';

function saidOf(tags: Record<string, string>, after: string | undefined): readonly string[] {
  const said: string[] = [];
  const terminal: Terminal = {
    width: undefined,
    interactive: false,
    print: () => undefined,
    say: (line) => void said.push(line),
    status: () => undefined,
    paint: (_, text) => text,
    ask: async () => undefined,
  };
  warnOfInfrastructure(pool({ tags }), [{ key: 'ssm-sync:orders', before: undefined, after }], terminal);
  return said;
}

const stack = { 'aws:cloudformation:stack-name': 'auth', 'aws:cloudformation:logical-id': 'Apis' };

describe('a pool that CloudFormation made', () => {
  test('is tagged with a warning, and with what to put into the template', () => {
    expect(saidOf(stack, '/apis/orders create=never')).toEqual([
      'CloudFormation made this pool (stack auth, Apis).',
      'A next update of the stack may take the tag away again. Put it into the template instead:',
      '',
      '  Resources:',
      '    Apis:',
      '      Type: AWS::Cognito::UserPool',
      '      Properties:',
      '        UserPoolTags:',
      '          ssm-sync:orders: /apis/orders create=never',
      '',
    ]);
    expect(saidOf(stack, undefined).join()).toContain('remove it there, too');
    expect(saidOf({ team: 'apis' }, '/apis/orders')).toEqual([]);
  });
});

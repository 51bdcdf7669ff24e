import { readFileSync } from 'node:fs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../lambdas/core/configuration.ts';
import { account, region, synthesise } from './synthesis.ts';

const page = readFileSync('docs/security.md', 'utf8');

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

/** What the function's role of a deployment with everything allows, by statement. */
function allowed(): Readonly<Record<string, readonly string[]>> {
  const { deployed } = synthesise((stack) => ({
    createKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/1`),
  }));
  const [role] = deployed.all('AWS::IAM::Role').filter(({ Description }) => String(Description).includes('reconciler'));
  const [policy] = (role?.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  return Object.fromEntries(
    (policy?.PolicyDocument.Statement ?? []).map(({ Sid, Action }) => [Sid, [Action].flat().sort()]),
  );
}

describe('docs/security.md', () => {
  test('lists what the function’s role allows, statement by statement, and nothing else', () => {
    const rows = [...page.matchAll(/^\| `([A-Z]\w+)` \| ([^|]+) \|/gm)].map(([, sid = '', actions = '']) => [
      sid,
      [...actions.matchAll(/`([\w:-]+)`/g)].map(([, action]) => action).sort(),
    ]);
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.fromEntries(rows)).toEqual(allowed());
  });

  test('shows prefixes that a deployment accepts', () => {
    const [, targets = ''] = /```json\n(\[[\s\S]*?\])\n```/.exec(page) ?? [];
    const { deployment } = parseConfiguration({
      TARGETS: targets,
      EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events',
      SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps.fifo',
      AWS_REGION: region,
    });
    expect(deployment.targets.map(({ pools }) => pools?.length)).toEqual([1, 1]);
  });
});

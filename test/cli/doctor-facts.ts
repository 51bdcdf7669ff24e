/** What `doctor` reads of a healthy deployment, for tests that change one thing. */
import { anatomyOf } from '../../lambdas/cli/doctor/anatomy.ts';
import type { Facts, Measured, SeenPool } from '../../lambdas/cli/doctor/facts.ts';
import { parseConfiguration } from '../../lambdas/core/configuration.ts';
import type { Failure } from '../../lambdas/core/findings.ts';
import type { UserPool } from '../../lambdas/core/user-pool.ts';

export const now = Date.UTC(2026, 10, 20, 12);
export const hour = 3_600_000;
export const refused: { readonly unreadable: Failure } = {
  unreadable: { code: 'call-refused', operation: 'ListRules', error: 'AccessDeniedException', requestId: 'r' },
};

export const configuration = parseConfiguration({
  DEPLOYMENT: 'sync',
  TARGETS: '[{"prefix":"/layered-apis/"},{"prefix":"/audit/"}]',
  EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sync-events',
  SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sync-sweeps.fifo',
  AWS_REGION: 'eu-west-1',
});
const anatomy = anatomyOf(configuration);
const arn = (name: string): string => `arn:aws:sqs:eu-west-1:123456789012:${name}`;

export const trail = {
  name: 'all',
  arn: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/all',
  homeRegion: 'eu-west-1',
  multiRegion: false,
  logging: { value: true },
  recordsWrites: { value: true },
};

export const measured: Measured = {
  sweeps: [{ at: now - hour, value: 1 }],
  matched: new Map([['sync-tags', [{ at: now - hour, value: 2 }]]]),
  failed: new Map(),
  ages: new Map(),
};

const pattern = JSON.stringify({ detail: { name: [{ prefix: '/layered-apis/' }, { prefix: '/audit/' }] } });
export const rules = anatomy.rules.map((name) => ({
  name,
  enabled: true,
  pattern: name === 'sync-parameters' ? pattern : '{}',
  targets: { value: [arn('sync-events')] },
}));

const oneClaim: SeenPool['claims'] = { value: { count: 1, lost: [], failures: [] } };

/** A pool that declares something, with these tags besides. */
export function seenPool(pool: Partial<UserPool> = {}, claims: SeenPool['claims'] = oneClaim): SeenPool {
  const id = pool.id ?? 'eu-west-1_AbCdEfGhI';
  const declared: UserPool = {
    id,
    name: 'apis',
    arn: '',
    tags: { 'ssm-sync': '/layered-apis/:clientName' },
    domainPrefix: 'acme',
  };
  return {
    userPoolId: id,
    pool: { value: { ...declared, ...pool } },
    claims,
  };
}

export const healthy: Facts = {
  now,
  configuration,
  anatomy,
  reconciler: {
    value: { arn: 'arn', environment: {}, runtime: 'nodejs24.x', state: 'Active', modifiedAt: now - 900 * hour },
  },
  sources: {
    value: ['sync-events', 'sync-sweeps.fifo'].map((name) => ({ id: name, sourceArn: arn(name), state: 'Enabled' })),
  },
  schedule: { value: { enabled: true, expression: 'rate(60 minutes)', targetArn: arn('sync-sweeps.fifo') } },
  queues: new Map([anatomy.events, anatomy.sweeps, ...anatomy.deadLetters].map(({ name }) => [name, { value: 0 }])),
  measured: { value: measured },
  rules: { value: rules },
  trails: { value: [trail] },
  pools: { value: [seenPool()] },
  parameters: [{ name: '/layered-apis/orders', bytes: { value: 300 } }],
  metadata: { value: new Map([['/layered-apis/orders', { tier: 'Standard', keyId: 'alias/aws/ssm' }]]) },
  keys: new Map(),
};

/** The healthy deployment with some of its queues otherwise. */
export function withQueues(sizes: Readonly<Record<string, number>>): Facts['queues'] {
  return new Map([...healthy.queues, ...Object.entries(sizes).map(([name, value]) => [name, { value }] as const)]);
}

import { describe, expect, test } from 'vitest';
import { checks, judgeAll } from '../../lambdas/cli/doctor/checks.ts';
import type { Facts } from '../../lambdas/cli/doctor/facts.ts';
import type { Severity } from '../../lambdas/cli/doctor/verdict.ts';
import type { Rejection } from '../../lambdas/core/findings.ts';
import { healthy, hour, measured, now, refused, rules, seenPool, trail, withQueues } from './doctor-facts.ts';

/** What is changed of the healthy deployment, and what the check then says. */
type Case = readonly [change: Partial<Facts>, severity: Severity, message: RegExp];

const off = { value: false };
const pool = (...given: Parameters<typeof seenPool>): Partial<Facts> => ({ pools: { value: [seenPool(...given)] } });
const manyTags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`team-${index}`, 'a']));
const lost = (finding: Rejection): Partial<Facts> => pool({}, { value: { count: 2, lost: [finding], failures: [] } });
const contested = { parameter: '/layered-apis/a', place: 'auth.cognito' };
const sized = (bytes: number, tier: string): Partial<Facts> => ({
  parameters: [{ name: '/layered-apis/a', bytes: { value: bytes } }],
  metadata: { value: new Map([['/layered-apis/a', { tier }]]) },
});
const swept = (...ages: readonly number[]): Facts['measured'] => ({
  value: { ...measured, sweeps: ages.map((age) => ({ at: now - age * hour, value: 1 })) },
});
const reconciler = (change: object): Partial<Facts> => ({
  reconciler: { value: { arn: '', environment: {}, runtime: 'nodejs24.x', state: 'Active', modifiedAt: 0, ...change } },
});

const cases: Readonly<Record<string, readonly Case[]>> = {
  function: [
    [{ configuration: { ...healthy.configuration, mode: 'report' } }, 'warn', /only reports/],
    [reconciler({ state: 'Failed' }), 'bad', /sync is Failed/],
    [reconciler({ state: 'Pending' }), 'warn', /sync is Pending/],
    [{ reconciler: { value: undefined } }, 'bad', /is gone/],
    [{ reconciler: refused }, 'unknown', /^The function could not be read/],
  ],
  mappings: [
    [{ sources: { value: [] } }, 'bad', /Nothing feeds sync-events /],
    [
      { sources: { value: [{ id: 'x', sourceArn: ':sync-events', state: 'Disabled' }] } },
      'bad',
      /feeds sync-events to the function is Disabled/,
    ],
    [
      { sources: { value: [{ id: 'x', sourceArn: ':sync-events', state: 'Enabling' }] } },
      'warn',
      /feeds sync-events to the function is Enabling/,
    ],
    // Another deployment's queue, whose name ends alike.
    [{ sources: { value: [{ id: 'x', sourceArn: ':my-sync-events', state: 'Enabled' }] } }, 'bad', /sync-events/],
    [{ sources: refused }, 'unknown', /What feeds/],
  ],
  queues: [
    [
      {
        queues: withQueues({ 'sync-events': 7 }),
        measured: { value: { ...measured, ages: new Map([['sync-events', [{ at: now, value: 2400 }]]]) } },
      },
      'warn',
      /oldest of 7 messages in sync-events has waited for 40 minutes/,
    ],
    [{ queues: withQueues({ 'sync-events': 7 }) }, 'ok', /^7 messages at work/],
    [{ queues: new Map([['sync-events', refused]]) }, 'unknown', /The queue sync-events/],
  ],
  'dead-letters': [
    [{ queues: withQueues({ 'sync-sweeps-dead-letters.fifo': 1 }) }, 'bad', /dead-letters.fifo holds 1 message\./],
    [{ queues: withQueues({ 'sync-undelivered': 2 }) }, 'bad', /sync-undelivered holds 2 messages\./],
    [{ queues: new Map([['sync-undelivered', refused]]) }, 'unknown', /The queue sync-undelivered/],
  ],
  schedule: [
    [{ schedule: { value: undefined } }, 'bad', /There is no schedule sync-sweep/],
    [
      { schedule: { value: { enabled: false, expression: 'rate(1 hour)', targetArn: ':sync-sweeps.fifo' } } },
      'bad',
      /disabled/,
    ],
    [
      { schedule: { value: { enabled: true, expression: 'rate(1 hour)', targetArn: ':other.fifo' } } },
      'bad',
      /does not send/,
    ],
    [{ schedule: refused }, 'unknown', /The schedule sync-sweep/],
  ],
  'last-sweep': [
    [{ measured: swept(3) }, 'ok', /began 2026-11-20 09:00 UTC/],
    [{ measured: swept(4, 5) }, 'bad', /last one began 2026-11-20 08:00 UTC, and one is due every 60 minutes/],
    [{ measured: swept() }, 'bad', /None began for three days/],
    [{ measured: swept(), ...reconciler({ modifiedAt: now - hour }) }, 'warn', /since the function was deployed/],
    // Nobody may read the interval: the longest that there can be.
    [{ measured: swept(60), schedule: refused }, 'ok', /began/],
    [{ measured: refused }, 'unknown', /When the last sweep began/],
  ],
  trail: [
    [{ trails: { value: [] } }, 'bad', /no trail of eu-west-1/],
    [{ trails: { value: [{ ...trail, logging: off }] } }, 'bad', /all is not logging/],
    [{ trails: { value: [{ ...trail, recordsWrites: off }] } }, 'bad', /does not record management write events/],
    [{ trails: { value: [{ ...trail, recordsWrites: off, logging: refused }] } }, 'bad', /does not record/],
    [{ trails: { value: [{ ...trail, logging: off }, trail] } }, 'ok', /^all records them/],
    [{ trails: { value: [{ ...trail, logging: refused }] } }, 'unknown', /The trail all/],
    [{ trails: { value: [{ ...trail, recordsWrites: refused }] } }, 'unknown', /The trail all/],
    [{ trails: refused }, 'unknown', /The trails/],
  ],
  rules: [
    [{ rules: { value: rules.slice(1) } }, 'bad', /There is no rule sync-clients/],
    [{ rules: { value: rules.map((rule) => ({ ...rule, enabled: false })) } }, 'bad', /sync-clients is disabled/],
    [
      { rules: { value: rules.map((rule) => ({ ...rule, targets: { value: ['x'] } })) } },
      'bad',
      /sync-clients does not send/,
    ],
    [
      { rules: { value: rules.map((rule) => ({ ...rule, pattern: '{"prefix":"/audit/"}' })) } },
      'bad',
      /under \/layered-apis\//,
    ],
    // Another deployment's, whose name begins alike.
    [
      { rules: { value: [...rules, { name: 'sync-beta-tags', enabled: false, pattern: '', targets: refused }] } },
      'ok',
      /^5,/,
    ],
    [
      { rules: { value: [...rules, { name: 'sync-parameters-2', enabled: false, pattern: '', targets: refused }] } },
      'bad',
      /-2 is/,
    ],
    [{ rules: { value: rules.map((rule) => ({ ...rule, targets: refused })) } }, 'unknown', /Where the rules send/],
    [{ rules: refused }, 'unknown', /The rules could not be read: ListRules was refused with AccessDeniedException/],
  ],
  deliveries: [
    [
      { measured: { value: { ...measured, failed: new Map([['sync-pool', [{ at: now - hour, value: 3 }]]]) } } },
      'bad',
      /3 of the events that fitted sync-pool/,
    ],
    [
      { measured: { value: { ...measured, failed: new Map([['sync-pool', [{ at: now - 25 * hour, value: 3 }]]]) } } },
      'ok',
      /fired 2 times within a day/,
    ],
    [{ measured: { value: { ...measured, matched: new Map() } } }, 'ok', /no rule fired/],
    [{ measured: refused }, 'unknown', /How often/],
  ],
  'tag-budget': [
    [pool({ tags: manyTags(45) }), 'warn', /45 of 50/],
    [pool({ tags: { ...manyTags(44), 'aws:cloudformation:stack-name': 'x' } }), 'ok', /at most 44 of 50/],
    [pool({}, refused), 'unknown', /clients claim could not/],
    [{ pools: { value: [{ ...seenPool(), pool: refused }] } }, 'unknown', /The pool eu-west-1_AbCdEfGhI/],
    [{ pools: { value: [{ ...seenPool(), pool: { value: undefined } }] } }, 'ok', /no pool declares/],
    [{ pools: refused }, 'unknown', /The pools that declare/],
  ],
  collisions: [
    [
      lost({ code: 'claimed-twice', ...contested, count: 2, clients: ['a', 'b'] }),
      'bad',
      /2 clients claim auth.cognito/,
    ],
    [lost({ code: 'places-overlap', ...contested, places: ['auth', 'auth.url'] }), 'bad', /contain one another/],
    [lost({ code: 'claimed-by-another-client', ...contested, holder: 'a' }), 'warn', /belongs to client a/],
    [
      pool(
        {},
        {
          value: {
            count: 1,
            lost: [],
            failures: [
              { code: 'call-refused', operation: 'DescribeUserPoolClient', error: 'AccessDenied', requestId: 'r' },
            ],
          },
        },
      ),
      'unknown',
      /A client could not be read: DescribeUserPoolClient/,
    ],
  ],
  domains: [
    [pool({ domainPrefix: '' }), 'warn', /no domain/],
    [pool({ domainPrefix: '', customDomain: 'auth.acme.example' }), 'ok', /every pool/],
    [pool({ domainPrefix: '' }, { value: { count: 0, lost: [], failures: [] } }), 'ok', /every pool/],
  ],
  'stack-tags': [
    [
      pool({ tags: { 'aws:cloudformation:stack-name': 'apis', 'ssm-sync:a': '/a', team: 'b' } }),
      'warn',
      /The stack apis owns the pool’s tags, ssm-sync:a among them/,
    ],
  ],
  sizes: [
    [sized(3687, 'Standard'), 'warn', /3,687 of 4,096 bytes \(Standard\)/],
    [sized(3686, 'Standard'), 'ok', /none nearly full/],
    [sized(7400, 'Advanced'), 'warn', /7,400 of 8,192 bytes \(Advanced\)/],
    [{ parameters: [{ name: '/layered-apis/a', bytes: refused }] }, 'unknown', /The parameter \/layered-apis\/a/],
    [{ metadata: refused }, 'unknown', /The tiers/],
  ],
  keys: [
    [{ keys: new Map([['k', { value: 'Enabled' }]]) }, 'ok', /^1 customer key, enabled/],
    [{ keys: new Map([['k', { value: 'Disabled' }]]) }, 'bad', /The key k is Disabled/],
    [{ keys: new Map([['k', { value: 'PendingDeletion' }]]) }, 'bad', /PendingDeletion/],
    [{ keys: new Map([['k', { value: undefined }]]) }, 'bad', /There is no key k/],
    [{ keys: new Map([['k', refused]]) }, 'unknown', /The key k/],
    [{ metadata: refused }, 'unknown', /Which keys parameters have/],
  ],
};

const all = Object.values(checks).flat();

describe('the checks of doctor', () => {
  test('find nothing wrong with a healthy deployment', () => {
    expect(judgeAll(healthy).flatMap(({ verdicts }) => verdicts.map(({ severity }) => severity))).toEqual(
      all.map(() => 'ok'),
    );
  });

  test('are each shown with something that is not well', () => {
    expect(Object.keys(cases)).toEqual(all.map(({ name }) => name));
  });

  for (const { name, judge } of all) {
    test.for(cases[name] ?? [])(`${name} tells what it finds: case %#`, ([change, severity, message]) => {
      const [verdict] = judge({ ...healthy, ...change });
      expect(verdict).toMatchObject({ severity, message: expect.stringMatching(message) });
    });
  }

  test('say what to do about everything that is not well', () => {
    const found = all.flatMap(({ name, judge }) =>
      (cases[name] ?? []).flatMap(([change]) => judge({ ...healthy, ...change })),
    );
    expect(found.filter(({ severity, fix }) => severity !== 'ok' && fix === undefined)).toEqual([]);
  });

  test('tell commands with the region that they are for, of a trail with its home', () => {
    const trails = { value: [{ ...trail, multiRegion: true, homeRegion: 'us-east-1', logging: off }] };
    const fixes = judgeAll({ ...healthy, trails, queues: withQueues({ 'sync-undelivered': 1 }) })
      .flatMap(({ verdicts }) => verdicts)
      .flatMap(({ fix }) => fix ?? []);
    expect(fixes).toEqual([
      'cognito-ssm-sync dlq why undelivered',
      'aws --region us-east-1 cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:123456789012:trail/all',
    ]);
  });

  test('name the permission that whoever may not read something lacks', () => {
    const [verdict] = all.find(({ name }) => name === 'rules')?.judge({ ...healthy, rules: refused }) ?? [];
    expect(verdict?.fix).toBe('Ask for the permission events:ListRules.');
  });
});

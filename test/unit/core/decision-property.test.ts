import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { decide, type PassPlan } from '../../../lambdas/core/decision.ts';
import type { Deployment } from '../../../lambdas/core/deployment.ts';
import { type Finding, sentence } from '../../../lambdas/core/findings.ts';
import type { TargetPlan } from '../../../lambdas/core/plan.ts';
import { outcomesOf } from '../../../lambdas/core/report.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { findLeaks } from '../../leak-collector.ts';
import { clientRequest, credentials, deployment, document, idOf, poolRequest, world } from './builders.ts';
import { applied, drive, type Model, type ModelClient, model } from './model-world.ts';

// Hundreds of worlds, on whatever machine this runs.
vi.setConfig({ testTimeout: 60_000 });

/** Few of everything, so that names, places and parameters meet. */
const names = ['a', 'b', 'c', 'd', 'e'] as const;
const name = fc.constantFrom(...names);

const client: fc.Arbitrary<ModelClient> = fc
  .record({
    id: name,
    name: fc.oneof({ weight: 3, arbitrary: name }, fc.constantFrom('odd name', 'd', idOf('a'))),
    secret: fc.constantFrom('shown', 'rotated', 'hidden', 'public'),
    dynamic: fc.constantFrom(false, false, false, true),
  })
  .map(({ id, name, secret, dynamic }) => ({
    client: {
      id: idOf(id),
      name,
      dynamic,
      ...((secret === 'shown' || secret === 'rotated') && { secret: new Secret(`${id}-secret`) }),
    },
    secretCount: { shown: 1, rotated: 2, hidden: 1, public: 0 }[secret],
  }));

const target = fc
  .tuple(
    fc.constantFrom('/apis/:clientName', '/apis/shared', '/apis/a', '/apis/b', '/other/a', '/apis/a/', '/apis/:poolId'),
    fc.constantFrom('', '@auth.cognito', '@auth', '@x', '@auth.cognito.url'),
  )
  .map(([path, place]) => path + place);

const value = fc.oneof(
  { weight: 6, arbitrary: fc.array(target, { minLength: 1, maxLength: 3 }).map((targets) => targets.join(' ')) },
  { weight: 2, arbitrary: target.map((one) => `${one} create=never`) },
  fc.constantFrom('none', 'oops', ''),
);

const tags = fc
  .record({
    pattern: fc.option(value, { nil: undefined }),
    named: fc.uniqueArray(fc.tuple(fc.oneof(name, name.map(idOf), fc.constant(':setting')), value), {
      maxLength: 4,
      selector: ([subject]) => subject,
    }),
  })
  .map(({ pattern, named }) => ({
    ...(pattern !== undefined && { 'ssm-sync': pattern }),
    ...Object.fromEntries(named.map(([subject, text]) => [`ssm-sync:${subject}`, text])),
  }));

const standing = fc.oneof(
  fc.constantFrom('{}', '[]', 'oops', '{"auth":7}', '{"auth":{"cognito":{"clientId":"x","clientId":"y"}}}'),
  name.map((of) => document(credentials(of))),
  name.map((of) => document({ ...credentials(of), clientSecret: `${of}-older` })),
  name.map((of) => document({ clientId: idOf(of), scope: 'theirs' })),
  name.map((of) => JSON.stringify({ x: credentials(of), auth: { clientId: idOf(of) } })),
  fc.constant(JSON.stringify({ filling: 'x'.repeat(4050) })),
);

const failing = fc.oneof(
  name.map((of) => `client ${of}`),
  name.map((of) => `count ${of}`),
  fc.constantFrom('parameter /apis/a', 'parameter /apis/shared', 'metadata /apis/a', 'metadata /apis/b'),
);

function models(failures: fc.Arbitrary<readonly string[]>): fc.Arbitrary<Model> {
  return fc
    .record({
      tags,
      clients: fc.uniqueArray(client, { maxLength: 5, selector: ({ client }) => client.id }),
      parameters: fc.dictionary(
        fc.constantFrom(...names, 'shared').map((of) => `/apis/${of}`),
        standing,
        { maxKeys: 5 },
      ),
      failing: failures,
      domain: fc.boolean(),
    })
    .map(({ domain, ...stated }) => model({ ...stated, pool: domain ? {} : { domainPrefix: '' } }));
}

const sound = models(fc.constant([]));
const faulty = models(fc.array(failing, { maxLength: 3 }));

const requests: fc.Arbitrary<PoolRequest> = fc.oneof(
  fc.constant(poolRequest()),
  fc.constant(poolRequest({ sweep: '2026-11-20T10:00:00Z' })),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((of) => poolRequest({ clientIds: of.map(idOf) })),
  fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((of) => clientRequest(of)),
  fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((of) => clientRequest(of, { settled: true })),
);

const deployments: fc.Arbitrary<Deployment> = fc
  .constantFrom('always', 'never')
  .map((create) => deployment({ create }));

/** A plan in plain text, with the texts that it would write. */
function shown(plan: PassPlan): string {
  return JSON.stringify([plan, plan.parameters.map(({ write }) => write?.text.reveal())]);
}

test('a decision ends, whatever the world: nothing is asked for twice', () =>
  fc.assert(
    fc.property(faulty, requests, deployments, (of, request, where) => {
      expect(drive(request, of, where).looks.length).toBeLessThanOrEqual(12);
    }),
    { numRuns: 500 },
  ));

test('a decision is the same for the same values', () =>
  fc.assert(
    fc.property(faulty, requests, (of, request) => {
      expect(shown(drive(request, of).plan)).toBe(shown(drive(request, of).plan));
      const seen = world({ pool: of.pool });
      expect(decide(request, seen, deployment())).toEqual(decide(request, seen, deployment()));
    }),
    { numRuns: 300 },
  ));

test('on the world as a plan leaves it nothing is left to write, and all that was written is in sync', () =>
  fc.assert(
    fc.property(faulty, requests, deployments, (of, request, where) => {
      // The rest of a settled pool is of clients that share nothing, which these are not.
      fc.pre(!request.settled);
      const { plan } = drive(request, of, where);
      const world = applied(of, plan);
      expect(drive(request, world, where).plan.parameters.filter(({ write }) => write)).toEqual([]);
      // A client pass that has widened answers for the whole pool; the next one stays small.
      const { parameters } = drive({ ...request, scope: 'pool' }, world, where).plan;
      const now = new Map(parameters.flatMap(({ targets }) => targets.map(spotted)));
      for (const [spot, action] of plan.parameters.flatMap(({ targets }) => targets.map(spotted))) {
        if (action === 'create' || action === 'update') expect([spot, now.get(spot)]).toEqual([spot, 'none']);
      }
    }),
    { numRuns: 500 },
  ));

function spotted({ claim, action }: TargetPlan): readonly [string, string] {
  return [`${claim.client.id} ${claim.parameter} ${claim.place.join('.')}`, action];
}

test('after a sweep neither another nor a pool pass has anything to write', () =>
  fc.assert(
    fc.property(sound, (of) => {
      const sweep = poolRequest({ sweep: '2026-11-20T10:00:00Z' });
      const swept = applied(of, drive(sweep, of).plan);
      expect(drive(sweep, swept).plan.parameters.filter(({ write }) => write)).toEqual([]);
      expect(drive(poolRequest(), swept).plan.parameters.filter(({ write }) => write)).toEqual([]);
    }),
    { numRuns: 500 },
  ));

test('nothing outside of the allowed prefixes is planned, and nothing for a client that registered itself', () =>
  fc.assert(
    fc.property(faulty, requests, (of, request) => {
      const strangers = new Set(of.clients.filter(({ client }) => client.dynamic).map(({ client }) => client.id));
      for (const { parameter, targets } of drive(request, of).plan.parameters) {
        expect(parameter.startsWith('/apis/')).toBe(true);
        expect(targets.filter(({ claim }) => strangers.has(claim.client.id))).toEqual([]);
      }
    }),
    { numRuns: 500 },
  ));

test('what is said of a plan is whole sentences without a secret', () => {
  const secrets = names.flatMap((of) => [`${of}-secret`, `${of}-older`]).map((value) => ({ value }));
  return fc.assert(
    fc.property(faulty, requests, (of, request) => {
      const outcomes = outcomesOf(drive(request, of).plan, new Map());
      const findings: readonly Finding[] = outcomes.flatMap(({ finding, notes }) => [
        ...notes,
        ...(finding ? [finding] : []),
      ]);
      const text = JSON.stringify([outcomes, findings.map(sentence)]);
      expect(text).not.toMatch(/undefined|\[object/);
      expect(findLeaks(secrets, { report: [text] })).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

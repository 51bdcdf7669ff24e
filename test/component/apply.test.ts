import { describe, expect, test } from 'vitest';
import type { Tags } from '../../lambdas/core/ownership.ts';
import type { ParameterPlan, Write } from '../../lambdas/core/plan.ts';
import { Secret } from '../../lambdas/core/secret.ts';
import { apply } from '../../lambdas/pass/apply.ts';
import type { CallUnderWay } from '../local-aws/faults.ts';
import { AwsError } from '../local-aws/service.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

/** How a write and its owner tags are applied: in which order, and what becomes of the one where the other is refused. */
const parameter = '/apis/orders';
const owner = { 'ssm-sync:managed': 'true', 'ssm-sync:owner:auth.cognito': 'eu-west-1_A 1x test' };
const tags: Tags = new Map(Object.entries(owner));
const text = new Secret('{"ours":1}');
const create: Write = { kind: 'create', text };
const refused = 'AccessDeniedException';
const throttled = 'ThrottlingException';

/** A parameter of somebody's, and the update of it as it was read. */
async function existing(): Promise<{ aws: EmbeddedAws; update: Write }> {
  const aws = createEmbeddedAws();
  await putParameter(aws, parameter, { Value: 'theirs' });
  const read = { version: 1, type: 'SecureString', dataType: 'text', value: new Secret('theirs') };
  return { aws, update: { kind: 'update', text, read, metadata: { tier: 'Standard', keyId: 'alias/aws/ssm' } } };
}

/** The applied plan's result; `tagging` by whether the write needs it, undefined for none. */
function applied(aws: EmbeddedAws, write: Write | undefined, needed?: boolean): ReturnType<typeof apply> {
  const plan: ParameterPlan = {
    parameter,
    targets: [],
    ...(write && { write }),
    ...(needed !== undefined && { tagging: { tags, needed, version: write?.kind === 'create' ? undefined : 1 } }),
  };
  return aws.finish(apply(plan, aws.parameters));
}

/** From now on all chosen calls end in this error. */
function refuse(aws: EmbeddedAws, isChosen: (call: CallUnderWay) => boolean, code: string): void {
  aws.dispatcher.interfere({
    before: (call) => (isChosen(call) ? { kind: 'error', error: new AwsError(code, 'says AWS', 400) } : undefined),
  });
}

const isTagging = ({ operation }: CallUnderWay) => operation === 'AddTagsToResource';
const isTagged = ({ operation, input }: CallUnderWay) => operation === 'PutParameter' && 'Tags' in input;
const isWrite = ({ operation }: CallUnderWay) => operation === 'PutParameter';
const state = ({ parameterStore }: EmbeddedAws) => ({
  value: parameterStore.value(parameter),
  tags: parameterStore.tagsOf(parameter),
});

describe('a creation', () => {
  test('is one call with its tags', async () => {
    const aws = createEmbeddedAws();
    expect(await applied(aws, create, false)).toEqual({ applied: 'written' });
    expect(state(aws)).toEqual({ value: '{"ours":1}', tags: owner });
    expect(aws.counted).toEqual(['PutParameter']);
  });

  test('may have no tags', async () => {
    const aws = createEmbeddedAws();
    expect(await applied(aws, create)).toEqual({ applied: 'written' });
    expect(state(aws).tags).toEqual({});
  });

  test('goes on without its tags where they are refused, and says so', async () => {
    const aws = createEmbeddedAws();
    refuse(aws, isTagged, refused);
    expect(await applied(aws, create, false)).toEqual({
      applied: { code: 'owner-untagged', parameter, error: refused },
    });
    expect(state(aws)).toEqual({ value: '{"ours":1}', tags: {} });
  });

  test('fails where it is refused without tags as well', async () => {
    const aws = createEmbeddedAws();
    refuse(aws, isWrite, refused);
    expect(await applied(aws, create, false)).toMatchObject({ applied: { code: 'call-refused', error: refused } });
    expect(state(aws).value).toBeUndefined();
  });

  test('is not done without its tags for what another try may mend', async () => {
    const aws = createEmbeddedAws();
    refuse(aws, isTagged, throttled);
    expect(await applied(aws, create, false)).toMatchObject({ applied: { code: 'call-failed', error: throttled } });
    expect(state(aws).value).toBeUndefined();
  });

  test('is not done without its tags for what has nothing to do with them', async () => {
    const aws = createEmbeddedAws();
    refuse(aws, isTagged, 'ParameterLimitExceeded');
    expect(await applied(aws, create, false)).toEqual({ applied: { code: 'parameter-limit', parameter } });
    expect(state(aws).value).toBeUndefined();
  });

  test.each([
    ['with its tags', () => false],
    ['without its tags', isTagged],
  ])('%s leaves one alone that somebody made first, which is looked at again', async (_, isRefused) => {
    const { aws } = await existing();
    refuse(aws, isRefused, refused);
    expect(await applied(aws, create, false)).toEqual({
      applied: { code: 'moved', parameter, found: 'somebody created it first' },
    });
    expect(state(aws)).toEqual({ value: 'theirs', tags: {} });
  });
});

describe('an update', () => {
  test.each([true, false])(
    'comes after its tags, so that whose it is can always be told (needed: %s)',
    async (needed) => {
      const { aws, update } = await existing();
      const seen: unknown[] = [];
      aws.dispatcher.interfere({
        before: (call) => {
          if (isWrite(call)) seen.push(state(aws));
          return undefined;
        },
      });
      expect(await applied(aws, update, needed)).toEqual({ applied: 'written' });
      expect(seen).toEqual([{ value: 'theirs', tags: owner }]);
      expect(state(aws)).toEqual({ value: '{"ours":1}', tags: owner });
    },
  );

  test('without tags is one call', async () => {
    const { aws, update } = await existing();
    expect(await applied(aws, update)).toEqual({ applied: 'written' });
    expect(aws.counted).toEqual(['PutParameter']);
  });

  test('goes on without tags that are refused, and says so', async () => {
    const { aws, update } = await existing();
    refuse(aws, isTagging, 'TooManyTagsError');
    expect(await applied(aws, update, false)).toEqual({
      applied: { code: 'owner-untagged', parameter, error: 'TooManyTagsError' },
    });
    expect(state(aws).value).toBe('{"ours":1}');
  });

  test('that takes a place is not done without its tags', async () => {
    const { aws, update } = await existing();
    refuse(aws, isTagging, refused);
    expect(await applied(aws, update, true)).toMatchObject({
      applied: { code: 'call-refused', operation: 'AddTagsToResource' },
    });
    expect(state(aws)).toEqual({ value: 'theirs', tags: {} });
  });

  test.each([true, false])('waits for tags that another try may write (needed: %s)', async (needed) => {
    const { aws, update } = await existing();
    refuse(aws, isTagging, throttled);
    expect(await applied(aws, update, needed)).toMatchObject({ applied: { code: 'call-failed', error: throttled } });
    expect(state(aws).value).toBe('theirs');
  });

  test('that takes a place says whose it is once more, where somebody’s tags came in between', async () => {
    const { aws, update } = await existing();
    const theirs = { Key: 'ssm-sync:owner:auth.cognito', Value: 'eu-west-1_B 1y test' };
    aws.dispatcher.interfere({
      before: async (call) => {
        if (isWrite(call)) {
          const request = { ResourceType: 'Parameter', ResourceId: parameter, Tags: [theirs] };
          await aws.perform(aws.parameterStore, 'AddTagsToResource', request);
        }
        return undefined;
      },
    });
    expect(await applied(aws, update, true)).toEqual({ applied: 'written' });
    expect(state(aws)).toEqual({ value: '{"ours":1}', tags: owner });
  });

  test('that takes a place says it once where nobody came in between', async () => {
    const { aws, update } = await existing();
    await applied(aws, update, true);
    expect(aws.counted).toEqual(['AddTagsToResource', 'PutParameter', 'ListTagsForResource']);
  });

  test.each(['update', 'tags'] as const)('that breaks of itself is not taken for done (%s)', async (broken) => {
    const { aws, update } = await existing();
    const { parameters } = aws;
    const fail = (): Promise<never> => Promise.reject(new TypeError('a mistake of ours'));
    const breaking: Parameters<typeof apply>[1] = {
      read: (names) => parameters.read(names),
      metadata: (names) => parameters.metadata(names),
      tag: (name, given) => parameters.tag(name, given),
      create: (name, value, given) => parameters.create(name, value, given),
      layers: (name, version, text) => parameters.layers(name, version, text),
      tags: (name) => parameters.tags(name),
      update: (name, value, as) => parameters.update(name, value, as),
      [broken]: fail,
    };
    const plan: ParameterPlan = { parameter, targets: [], write: update, tagging: { tags, needed: true, version: 1 } };
    expect(await rejection(aws, apply(plan, breaking))).toBeInstanceOf(TypeError);
  });

  test('that takes a place is done, though whose it is cannot be looked at once more', async () => {
    const { aws, update } = await existing();
    refuse(aws, ({ operation }) => operation === 'ListTagsForResource', refused);
    expect(await applied(aws, update, true)).toEqual({ applied: 'written' });
    expect(state(aws)).toEqual({ value: '{"ours":1}', tags: owner });
  });

  test('that has no answer is done where it had its effect, and else failed', async () => {
    for (const side of ['before', 'after'] as const) {
      const { aws, update } = await existing();
      aws.dispatcher.interfere({ [side]: (call: CallUnderWay) => (isWrite(call) ? { kind: 'time-out' } : undefined) });
      const result = await applied(aws, update);
      if (side === 'after') expect(result).toEqual({ applied: 'written' });
      else expect(result).toMatchObject({ applied: { code: 'call-failed', operation: 'PutParameter' } });
    }
  });

  test('that failed is told, and not that its tags were refused too', async () => {
    const { aws, update } = await existing();
    refuse(aws, isTagging, refused);
    refuse(aws, isWrite, 'ParameterPatternMismatchException');
    expect(await applied(aws, update, false)).toEqual({ applied: { code: 'parameter-pattern-mismatch', parameter } });
  });

  test('over another writer’s version is to be put back, whatever became of its tags', async () => {
    const { aws, update } = await existing();
    refuse(aws, isTagging, refused);
    await putParameter(aws, parameter, { Value: 'newer', Overwrite: true });
    expect(await applied(aws, update, false)).toMatchObject({
      applied: { code: 'moved', parameter, found: "version 2, another writer's, was overwritten" },
      covered: { version: 2 },
    });
  });

  test('over another writer’s version is told as lost where somebody wrote on top of it', async () => {
    const { aws, update } = await existing();
    await putParameter(aws, parameter, { Value: 'newer', Overwrite: true });
    aws.dispatcher.interfere({
      after: async (call) => {
        if (isWrite(call)) await putParameter(aws, parameter, { Value: 'newest', Overwrite: true });
        return undefined;
      },
    });
    expect(await applied(aws, update)).toEqual({ applied: { code: 'lost-update', parameter, version: 2 } });
    expect(state(aws).value).toBe('newest');
  });

  test('sends back what the parameter is', async () => {
    const { aws, update } = await existing();
    const inputs: unknown[] = [];
    aws.dispatcher.interfere({
      before: ({ operation, input }) => {
        if (operation === 'PutParameter') inputs.push(input);
        return undefined;
      },
    });
    await applied(aws, update);
    expect(inputs).toMatchObject([{ Type: 'SecureString', Tier: 'Standard', KeyId: 'alias/aws/ssm' }]);
  });
});

describe('tags alone', () => {
  test('are written, and nothing else', async () => {
    const { aws } = await existing();
    expect(await applied(aws, undefined, false)).toBeUndefined();
    expect(state(aws)).toEqual({ value: 'theirs', tags: owner });
    expect(aws.counted).toEqual(['GetParameters', 'AddTagsToResource']);
  });

  test.each([true, false])('that are refused are a note (needed: %s)', async (needed) => {
    const { aws } = await existing();
    refuse(aws, isTagging, refused);
    expect(await applied(aws, undefined, needed)).toEqual({
      applied: { code: 'owner-untagged', parameter, error: refused },
    });
  });

  test.each<[string, (aws: EmbeddedAws) => Promise<unknown>]>([
    ['was written', (aws) => putParameter(aws, parameter, { Value: 'theirs', Overwrite: true })],
    ['was deleted', (aws) => aws.perform(aws.parameterStore, 'DeleteParameter', { Name: parameter })],
    ['cannot be read', async (aws) => refuse(aws, ({ operation }) => operation === 'GetParameters', refused)],
  ])('are left to the next sweep where the parameter %s since: it may have changed hands', async (_, change) => {
    const { aws } = await existing();
    await change(aws);
    expect(await applied(aws, undefined, false)).toBeUndefined();
    expect(state(aws).tags).toEqual({});
  });

  test('that another try may write are a failure', async () => {
    const { aws } = await existing();
    refuse(aws, isTagging, throttled);
    expect(await applied(aws, undefined, false)).toMatchObject({ applied: { code: 'call-failed' } });
  });

  test('are not needed for nothing to be done', async () => {
    const { aws } = await existing();
    expect(await applied(aws, undefined)).toBeUndefined();
    expect(aws.counted).toEqual([]);
  });
});

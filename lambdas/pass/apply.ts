import { CallError, type Failure, type Note } from '../core/findings.ts';
import { type Covered, fateByAnswer, fateByLayers } from '../core/overtaken.ts';
import { missingTags } from '../core/ownership.ts';
import type { ParameterPlan, Write } from '../core/plan.ts';
import type { Applied } from '../core/report.ts';
import type { Parameters } from './ports.ts';

/** What a write came to: done with, or over another writer's version, which is to be put back. */
export type Result = {
  readonly applied: Applied;
  readonly covered?: Covered;
  /** Why nothing was written: a place was to be taken, and the tag that says so was refused. */
  readonly refused?: Failure;
};

type Update = Extract<Write, { kind: 'update' }>;
type Refusal = Extract<Failure, { code: 'call-refused' }>;

/**
 * Does one planned write, its owner tags first, and decides nothing; undefined: there was nothing to do. A process that
 * dies after the tags leaves nothing unowned. One that dies between an update's effect and the look at what it went
 * over leaves that version covered: the one hole, as long as one answer and one read take.
 */
export async function apply(plan: ParameterPlan, parameters: Parameters): Promise<Result | undefined> {
  const { parameter, write, tagging } = plan;
  try {
    if (write?.kind === 'create') return await create(plan, write, parameters);
    if (write === undefined && !(await isAsRead(plan, parameters))) return undefined;
    const refused = tagging && (await unlessRefused(async () => parameters.tag(parameter, tagging.tags)));
    if (write === undefined) return refused && { applied: untagged(parameter, refused) };
    if (refused && tagging.needed) return { applied: refused, refused };
    const result = await update(parameter, write, parameters);
    if (tagging?.needed) await holdTags(plan, parameters);
    return result.applied === 'written' && refused ? { applied: untagged(parameter, refused) } : result;
  } catch (error) {
    if (error instanceof CallError) return { applied: error.finding };
    throw error;
  }
}

/** Where the tags are refused, the credentials matter more. */
async function create({ parameter, tagging }: ParameterPlan, { text }: Write, parameters: Parameters): Promise<Result> {
  let answer: 'created' | 'exists' | undefined;
  const refused = await unlessRefused(async () => {
    answer = await parameters.create(parameter, text, tagging?.tags);
  });
  if (refused) answer = await parameters.create(parameter, text);
  if (answer === 'exists') return { applied: { code: 'moved', parameter, found: 'somebody created it first' } };
  return { applied: refused ? untagged(parameter, refused) : 'written' };
}

/** Whether what is only tagged is still what was read: in between, another pool may have taken a place of it. */
async function isAsRead({ parameter, tagging }: ParameterPlan, parameters: Parameters): Promise<boolean> {
  const sight = tagging && (await parameters.read([parameter])).get(parameter);
  return sight?.kind === 'present' && sight.parameter.version === tagging?.version;
}

/**
 * After a place was taken from another id: whoever had it may have had its own tags put right meanwhile. Tags that do not
 * name who stands there would have the place taken in turns. What fails here, sweeps put right.
 */
async function holdTags({ parameter, tagging }: ParameterPlan, parameters: Parameters): Promise<void> {
  try {
    const missing = missingTags(tagging?.tags ?? new Map(), (await parameters.tags(parameter)) ?? new Map());
    if (missing.size > 0) await parameters.tag(parameter, missing);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}

/** Why the call was refused, if it was. */
async function unlessRefused(call: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof CallError && error.finding.code === 'call-refused') return error.finding;
    throw error;
  }
}

function untagged(parameter: string, { error }: Refusal): Note {
  return { code: 'owner-untagged', parameter, error };
}

async function update(parameter: string, write: Update, parameters: Parameters): Promise<Result> {
  const { text } = write;
  const version = await versionOf(parameter, write, parameters);
  const fate =
    fateByAnswer(parameter, write, version) ??
    fateByLayers(parameter, write, version, await parameters.layers(parameter, version, text));
  switch (fate.kind) {
    case 'written':
      return { applied: fate.note ?? 'written' };
    case 'lost':
      return { applied: fate.finding };
    case 'covering': {
      const found = `version ${fate.covered.version}, another writer's, was overwritten`;
      return { applied: { code: 'moved', parameter, found }, covered: fate.covered };
    }
    default:
      return fate satisfies never;
  }
}

/**
 * The version that the update made. Where no answer came, or a later try was refused, it may have been made all the
 * same: then it is the one that stands, if ours stands there, and what it went over is looked for as ever.
 */
async function versionOf(parameter: string, { read, metadata, text }: Update, parameters: Parameters): Promise<number> {
  try {
    return await parameters.update(parameter, text, { type: read.type, ...metadata });
  } catch (error) {
    const unsure = error instanceof CallError && ['call-failed', 'call-refused'].includes(error.finding.code);
    if (!unsure) throw error;
    const sight = (await parameters.read([parameter])).get(parameter);
    if (sight?.kind !== 'present' || !sight.parameter.value.equals(text)) throw error;
    return sight.parameter.version;
  }
}

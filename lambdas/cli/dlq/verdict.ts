import { errorName } from '../../aws/errors.ts';
import { CallError, isRetryable } from '../../core/findings.ts';
import { failed, type Outcome } from '../../core/report.ts';
import { merge, type ParameterRequest, type PoolRequest, type Request, type SweepRequest } from '../../core/request.ts';
import { restorations } from '../../pass/restoration.ts';
import type { QueueKind } from '../dead-letter-queue.ts';
import { passOver } from '../own-pass.ts';
import type { Session } from '../session.ts';
import type { Letter, Undelivered } from './letter.ts';
import type { Opened } from './letters.ts';
import { partsOf, reasonOf, subjectOf } from './list-text.ts';

/** Whether messages about one thing would be done now. */
export interface Verdict {
  /** `fails`: they would be given up again. `unknown`: the person may not see what the function sees. */
  readonly state: 'clear' | 'fails' | 'unknown' | 'invalid' | 'undelivered';
  readonly kind: string;
  readonly subject: string;
  readonly userPoolId?: string;
  readonly letters: number;
  readonly queues: readonly QueueKind[];
  /** What keeps them from being done, or from being told. */
  readonly outcomes: readonly Outcome[];
  /** Where no outcome says it. */
  readonly message?: string;
}

interface Lying {
  readonly kind: QueueKind;
  readonly letter: Letter;
}

/** Of everything that lies there, by what it is about; several messages about one pool are one pass, which writes nothing. */
export async function verdicts(session: Session, opened: readonly Opened[]): Promise<readonly Verdict[]> {
  const lying = opened.flatMap(({ queue, letters }) => letters.map((letter) => ({ kind: queue.kind, letter })));
  const found: Verdict[] = [];
  for (const group of Map.groupBy(lying, topicOf).values()) {
    session.terminal.status(`looked at ${found.length} of what messages are about, ${session.calls.total} calls`);
    session.parts.signal.throwIfAborted();
    found.push(await verdictOn(session, group));
  }
  session.parts.signal.throwIfAborted();
  session.terminal.status(undefined);
  return found;
}

/** Equal for messages that one look decides on. Parts of a large pass stay apart from what asks for the whole pool, as in the function. */
function topicOf({ letter: { says } }: Lying): string {
  if (says.kind === 'invalid') return `invalid ${says.problem}`;
  if (says.kind === 'undelivered') return `undelivered ${reasonOf(says)}`;
  const { request } = says;
  if (request.kind === 'sweep') return 'sweep';
  return request.kind === 'parameter'
    ? `parameter ${request.parameter}`
    : `pool ${request.userPoolId} ${request.settled}`;
}

async function verdictOn(session: Session, group: readonly Lying[]): Promise<Verdict> {
  const common = { letters: group.length, queues: [...new Set(group.map(({ kind }) => kind))] };
  const requests = group.flatMap(({ letter: { says } }) => (says.kind === 'request' ? [says.request] : []));
  const request = requests.reduce<Request | undefined>((one, other) => (one ? mergeAll(one, other) : other), undefined);
  if (request) {
    const [kind, subject] = partsOf(request);
    const pool = request.kind === 'pool' ? { userPoolId: request.userPoolId } : {};
    return { ...common, kind, subject, ...pool, ...(await trial(session, request)) };
  }
  const [first] = group.map(({ letter }) => letter.says);
  if (first?.kind === 'undelivered') {
    return { ...common, ...undeliveredWords(first, group), outcomes: [], state: 'undelivered' };
  }
  const problem = first?.kind === 'invalid' ? first.problem : '';
  return { ...common, state: 'invalid', kind: 'not understood', subject: problem, outcomes: [] };
}

function undeliveredWords(first: Undelivered, group: readonly Lying[]): Pick<Verdict, 'kind' | 'subject'> {
  const subjects = new Set(
    group.flatMap(({ letter: { says } }) => (says.kind === 'undelivered' ? [subjectOf(says)] : [])),
  );
  const [subject = ''] = subjects;
  return { kind: reasonOf(first), subject: subjects.size > 1 ? `${subject}, and others` : subject };
}

function mergeAll(one: Request, other: Request): Request {
  return one.kind === 'pool' && other.kind === 'pool' ? merge(one, other) : other;
}

type Trial = Pick<Verdict, 'state' | 'outcomes' | 'message'>;

/** What would come of it now. */
async function trial(session: Session, request: Request): Promise<Trial> {
  try {
    const outcomes =
      request.kind === 'sweep'
        ? await trySweep(session, request)
        : request.kind === 'parameter'
          ? await tryParameter(session, request)
          : await tryPool(session, request);
    return judge(outcomes);
  } catch (error) {
    session.parts.signal.throwIfAborted();
    if (error instanceof CallError) return judge([failed(error.finding)]);
    return {
      state: 'fails',
      outcomes: [],
      message: `The pass itself fails with ${errorName(error)}. Report it with the log's line.`,
    };
  }
}

/** What is rejected or blocked is done all the same: the message says so and goes. */
function judge(outcomes: readonly Outcome[]): Trial {
  const failing = outcomes.filter(({ finding }) => finding && isRetryable(finding));
  const refused = outcomes.filter(({ finding }) => finding?.code === 'call-refused');
  if (failing.length > 0) return { state: 'fails', outcomes: failing };
  return refused.length > 0 ? { state: 'unknown', outcomes: refused } : { state: 'clear', outcomes: [] };
}

/** As the function: it finds the pools; each is then a message of its own. */
async function trySweep({ index, deployment }: Session, _: SweepRequest): Promise<readonly Outcome[]> {
  await index.ownedPlaces(deployment.name);
  await index.taggedPools(deployment.tagPrefix);
  return [];
}

async function tryParameter(session: Session, request: ParameterRequest): Promise<readonly Outcome[]> {
  const requests = await restorations(request, session.parameters, session.deployment);
  const outcomes = [];
  for (const restoring of requests) outcomes.push(...(await tryPool(session, restoring)));
  return outcomes;
}

async function tryPool(session: Session, request: PoolRequest): Promise<readonly Outcome[]> {
  const asks = request.sweep !== undefined && request.scope === 'pool' && request.owned === undefined;
  const owned = asks
    ? { owned: [], ...(await session.index.ownedPlaces(session.deployment.name)).get(request.userPoolId) }
    : {};
  const { report } = await passOver(session, { ...request, ...owned });
  return report.outcomes;
}

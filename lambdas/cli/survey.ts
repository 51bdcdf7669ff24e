import pMap from 'p-map';
import type { Block, Failure } from '../core/findings.ts';
import { failed, type PassReport, sequel } from '../core/report.ts';
import { type PoolRequest, parseRequest } from '../core/request.ts';
import type { UserPool } from '../core/user-pool.ts';
import type { PassContext } from '../pass/pass.ts';
import type { Parameters, UserPools } from '../pass/ports.ts';
import { type Pass, passOver } from './own-pass.ts';
import { declaringPools, nothingFound, requestFor, type Scope } from './scope.ts';
import type { Session } from './session.ts';

/** What the passes over one pool came to. */
export interface PoolSurvey {
  readonly userPoolId: string;
  /** Undefined: the pool is gone, or could not be looked at. */
  readonly pool: UserPool | undefined;
  readonly passes: readonly Pass[];
}

/** How a survey gets on. */
export interface Progress {
  readonly pools: number;
  readonly poolsDone: number;
  /** Clients in hand and clients still to come, of the pools begun. */
  readonly clients: number;
  readonly clientsLeft: number;
}

export interface SurveyOptions {
  /** What else than AWS as it is shall be seen. */
  readonly pools?: UserPools;
  readonly parameters?: Parameters;
  /** What may be written, and by what; nothing when left out. */
  readonly writing?: {
    readonly consents: PassContext['consents'];
    readonly pools: UserPools;
    readonly parameters: Parameters;
  };
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Pools at once; how fast calls start is the pace's affair. They are written one after another: several can have places
 * in one parameter, and who is first in the list is first there, as the plan says.
 */
const concurrency = { looking: 4, writing: 1 };

/**
 * The passes of a sweep, in this process: the same requests, decisions and packs as the function's. Answers in the
 * order of the pools' ids.
 */
export async function survey(
  session: Session,
  scope: Scope,
  options: SurveyOptions = {},
): Promise<readonly PoolSurvey[]> {
  const owned = await session.index.ownedPlaces(session.deployment.name);
  const ids = scope.pool === undefined ? await declaringPools(session, owned) : [scope.pool];
  const progress = { pools: ids.length, poolsDone: 0, clients: 0, clientsLeft: 0 };
  const tell = (): void => options.onProgress?.(progress);
  tell();
  const surveys = await pMap(
    ids,
    async (userPoolId) => {
      const request = await requestFor(session, userPoolId, scope, owned.get(userPoolId));
      if (request === undefined) return [];
      const surveyed =
        'code' in request
          ? unseen(session, userPoolId, request)
          : await surveyPool(session, request, options, progress, tell);
      progress.poolsDone += 1;
      tell();
      return [surveyed];
    },
    { concurrency: options.writing ? concurrency.writing : concurrency.looking },
  );
  // Calls that were stopped are failures of their pools; of what was written, all the same, it is told.
  if (!options.writing) session.parts.signal.throwIfAborted();
  const found = surveys.flat();
  const isNothing = found.every(({ passes }) => passes.every(({ report }) => isOfNothing(report)));
  if (isNothing && (scope.client !== undefined || scope.pool !== undefined))
    throw nothingFound(scope, ids.length, session.deployment.region);
  return found;
}

/** Of a pool that is gone and left nothing behind. */
function isOfNothing({ state, outcomes }: PassReport): boolean {
  return state === 'ignored' && outcomes.length === 0;
}

/** Of a pool that could not be looked at. */
function unseen({ parts }: Session, userPoolId: string, finding: Failure | Block): PoolSurvey {
  const at = new Date(parts.clock.now()).toISOString();
  const request = { kind: 'pool', userPoolId, scope: 'pool', clientIds: [], at, settled: false } as const;
  const report = {
    request,
    state: 'done',
    outcomes: [failed(finding)],
    deferred: [],
    unowned: new Set<string>(),
  } as const;
  return { userPoolId, pool: undefined, passes: [{ report, sighting: undefined }] };
}

async function surveyPool(
  session: Session,
  first: PoolRequest,
  options: SurveyOptions,
  progress: { clients: number; clientsLeft: number },
  tell: () => void,
): Promise<PoolSurvey> {
  const passes: Pass[] = [];
  const requests = [first];
  for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
    if (session.parts.signal.aborted) break;
    const pass = await passOver(session, request, options.writing ?? options);
    passes.push(pass);
    const { report } = pass;
    const left = report.deferred.flat().length;
    if (request === first) progress.clientsLeft += left;
    else progress.clientsLeft -= request.clientIds.length;
    progress.clients += new Set(report.outcomes.map(({ clientId }) => clientId)).size;
    tell();
    requests.push(...sequelOf(report, first.at));
  }
  return { userPoolId: first.userPoolId, pool: passes[0]?.sighting?.world.pool, passes };
}

/** What the pass left over, as the function would send it to itself. */
function sequelOf(report: PassReport, origin: string): readonly PoolRequest[] {
  return sequel(report, origin).flatMap(({ body }) => {
    const request = parseRequest(JSON.stringify(body));
    return 'kind' in request && request.kind === 'pool' ? [request] : [];
  });
}

import pMap from 'p-map';
import { watches } from '../core/deployment.ts';
import { type Block, CallError, type Failure } from '../core/findings.ts';
import type { PoolOwnings } from '../core/ownership.ts';
import { failed, type PassReport, sequel } from '../core/report.ts';
import { type PoolRequest, parseRequest } from '../core/request.ts';
import type { UserPool } from '../core/user-pool.ts';
import { type PassContext, reconcile, type Sighting } from '../pass/pass.ts';
import type { Parameters, UserPools } from '../pass/ports.ts';
import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** What a command looks at: everything that a sweep would, or less. */
export interface Scope {
  /** Only this pool. */
  readonly pool?: string | undefined;
  /** Only clients of this id or exact name. */
  readonly client?: string | undefined;
  /** Look at what a change of the pool's tags makes the function look at, which is less than what a sweep does. */
  readonly retagged?: boolean;
}

/** What the passes over one pool came to. */
export interface PoolSurvey {
  readonly userPoolId: string;
  /** Undefined: the pool is gone, or could not be looked at. */
  readonly pool: UserPool | undefined;
  readonly passes: readonly Pass[];
}

/** One pass; `sighting` is what it saw and planned, where it came so far. */
export interface Pass {
  readonly report: PassReport;
  readonly sighting: Sighting | undefined;
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

/** Pools at once; how fast calls start is the pace's affair. */
const concurrency = 4;

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
    { concurrency },
  );
  // Calls that were stopped are failures of their pools; of what was written, all the same, it is told.
  if (!options.writing) session.parts.signal.throwIfAborted();
  const found = surveys.flat();
  if (found.length === 0 && scope.client !== undefined) throw noClient(scope, ids.length);
  return found;
}

/** As a sweep finds them. */
export async function declaringPools(
  { index, deployment }: Session,
  owned: ReadonlyMap<string, PoolOwnings>,
): Promise<readonly string[]> {
  const tagged = await index.taggedPools(deployment.tagPrefix);
  const owning = [...owned].filter(([, { owned }]) => owned.length > 0).map(([userPoolId]) => userPoolId);
  return [...new Set([...tagged, ...owning])].filter((userPoolId) => watches(deployment, userPoolId)).sort();
}

/** Undefined: the pool has no such client. A failure to tell is this pool's, and stops no other. */
async function requestFor(
  { pools, deployment, parts }: Session,
  userPoolId: string,
  { client, retagged = false }: Scope,
  ownings: PoolOwnings = { owned: [], foreign: [] },
): Promise<PoolRequest | Failure | Block | undefined> {
  if (!watches(deployment, userPoolId)) {
    throw new CommandError(
      `The deployment ${deployment.name} does not look at pool ${userPoolId}: its userPools are ${deployment.userPools?.join(', ')}.`,
    );
  }
  const at = new Date(parts.clock.now()).toISOString();
  const common = { kind: 'pool', userPoolId, at, settled: false, ...ownings } as const;
  if (client === undefined) return { ...common, scope: 'pool', clientIds: [], ...(!retagged && { sweep: at }) };
  try {
    if ((await pools.pool(userPoolId)) === undefined) return undefined;
    const clientIds = (await pools.clients(userPoolId))
      .filter(({ id, name }) => id === client || name === client)
      .map(({ id }) => id);
    return clientIds.length === 0 ? undefined : { ...common, scope: 'clients', clientIds, narrow: true };
  } catch (error) {
    if (error instanceof CallError) return error.finding;
    throw error;
  }
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
  const { writing, pools = session.pools, parameters = session.parameters } = options;
  const adapters = writing ?? { consents: () => false, pools, parameters };
  const passes: Pass[] = [];
  const requests = [first];
  for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
    if (session.parts.signal.aborted) break;
    let sighting: Sighting | undefined;
    const report = await reconcile(request, {
      ...adapters,
      deployment: session.deployment,
      consents: (seen) => {
        sighting = seen;
        return adapters.consents(seen);
      },
      inTurn: (look) => look(),
    });
    passes.push({ report, sighting });
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

function noClient({ pool, client }: Scope, pools: number): CommandError {
  const where = pool === undefined ? `any of the ${pools} pools that declare something` : `pool ${pool}`;
  return new CommandError(
    `No regular app client of ${where} has the id or the exact name ${JSON.stringify(client)}.`,
    'Names are case-sensitive. Clients that registered themselves at a pool’s domain are never synchronised.',
  );
}

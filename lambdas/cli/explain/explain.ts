import { CallError } from '../../core/findings.ts';
import { isFailure } from '../../core/world.ts';
import { isParameter, parameterName } from '../parameter-name.ts';
import { PoolsSeenOnce } from '../seen-once.ts';
import type { Session } from '../session.ts';
import type { Standpoint } from './advice.ts';
import { explainClient } from './client.ts';
import type { ClientExplanation } from './client-explanation.ts';
import { printClient } from './client-text.ts';
import { clientLines, parameterLines } from './explain-json.ts';
import { findingText } from './finding-text.ts';
import { orFailure, type PoolSight } from './looking.ts';
import { explainParameter } from './parameter.ts';
import { printParameter } from './parameter-text.ts';
import { poolsToSearch, type Search, searchClients } from './search.ts';

export interface ExplainOptions {
  readonly pool?: string;
  readonly json?: boolean;
}

/** `explain`: why a client's credentials are where they are, or whose a parameter is. Writes nothing to AWS. Answers the exit code. */
export async function explain(session: Session, subject: string, options: ExplainOptions): Promise<number> {
  if (isParameter(subject)) return explainOne(session, parameterName(subject), options);
  return explainClients(session, subject, options);
}

async function explainClients(session: Session, wanted: string, { pool, json }: ExplainOptions): Promise<number> {
  const { terminal, index, deployment } = session;
  const pools = new PoolsSeenOnce(session.pools);
  const owned = await orFailure(() => index.ownedPlaces(deployment.name));
  // Without the index nothing is known of what was left behind; a pool that is named can be looked at all the same.
  if (isFailure(owned)) {
    if (pool === undefined) throw new CallError(owned);
    terminal.say(`What was left behind is not known: ${findingText(owned)}`);
  }
  const owningPools = isFailure(owned) ? undefined : owned;
  const ids = await poolsToSearch(session, pool, owningPools ?? new Map());
  const { found, unseen } = await searchClients(session, pools, ids, wanted);
  const standpoint = standpointOf(
    session,
    found.map(({ sight }) => sight),
  );
  // Exit code 1 wherever something could not be looked at: then not everything is explained.
  let exitCode = isFailure(owned) ? 1 : 0;
  for (const [index, client] of found.entries()) {
    const ownings = owningPools && (owningPools.get(client.sight.pool.id) ?? { owned: [], foreign: [] });
    const explanation = await explainClient(session, pools, client, ownings);
    if (hasFailed(explanation)) exitCode = 1;
    if (json) for (const line of clientLines(explanation, standpoint)) terminal.print(line);
    else {
      if (index > 0) terminal.print();
      printClient(explanation, terminal, standpoint);
    }
  }
  return sayUnseen(session, unseen) ? 1 : exitCode;
}

async function explainOne(session: Session, name: string, { pool, json }: ExplainOptions): Promise<number> {
  const { terminal } = session;
  const pools = new PoolsSeenOnce(session.pools);
  const ids = await poolsToSearch(session, pool, new Map());
  const explanation = await explainParameter(session, pools, ids, name);
  const standpoint = standpointOf(
    session,
    explanation.pools.map(({ sight }) => sight),
  );
  if (json) for (const line of parameterLines(explanation, standpoint)) terminal.print(line);
  else printParameter(explanation, terminal, standpoint);
  const failed =
    explanation.sight.kind === 'unreadable' || isFailure(explanation.tags) || explanation.pools.some(hasFailed);
  return sayUnseen(session, explanation.unseen) || failed ? 1 : 0;
}

/** Whether something of it could not be looked at. */
function hasFailed({ failures, targets }: Pick<ClientExplanation, 'failures' | 'targets'>): boolean {
  return (
    failures.length > 0 ||
    targets.some(({ outcome }) => outcome === undefined || outcome.action === 'failed') ||
    targets.some(({ owner }) => isFailure(owner))
  );
}

/** Whether there is anything that could not be looked at. */
function sayUnseen({ terminal }: Session, unseen: Search<never>['unseen']): boolean {
  for (const { userPoolId, failure } of unseen)
    terminal.say(`Pool ${userPoolId} could not be looked at: ${findingText(failure)}`);
  return unseen.length > 0;
}

function standpointOf({ found, deployment }: Session, sights: readonly PoolSight[]): Standpoint {
  return {
    deployment,
    mode: found.configuration.mode,
    deployed: found.arn !== undefined,
    sightOf: (userPoolId) => sights.find(({ pool }) => pool.id === userPoolId),
  };
}

import { tagPool, untagPool } from '../../aws/pool-tags.ts';
import { watches } from '../../core/deployment.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { CommandError } from '../command-error.ts';
import { type Confirmable, isConfirmed, mustBeAskable } from '../confirmation.ts';
import { exit } from '../plan/plan.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../shell.ts';
import { foresee } from './consequence.ts';
import {
  consequenceLines,
  printConsequence,
  sayWhen,
  type TagChange,
  warnOfInfrastructure,
} from './declaration-text.ts';
import { tagFor, tagsAbout } from './declaring.ts';
import { findSubject } from './subject.ts';

export interface DeclareOptions extends Confirmable {
  /** Only parameters that exist are written. */
  readonly createNever?: boolean;
}

/**
 * `declare`: shows the tag that puts a client's credentials there and what it changes, asks, and tags the pool. Answers
 * the exit code: 0 when the pool bears the tag. @throws CommandError
 */
export async function declare(
  session: Session,
  userPoolId: string,
  client: string,
  targets: readonly string[],
  options: DeclareOptions,
): Promise<number> {
  const { terminal } = session;
  mustBeAskable(session, 'declare', options);
  const pool = await findPool(session, userPoolId);
  const clients = await session.pools.clients(userPoolId);
  const subject = await findSubject(client, pool, clients, session.pools);
  const words = [...targets, ...(options.createNever && !targets.includes('create=never') ? ['create=never'] : [])];
  const { key, value, before, byId } = tagFor(subject, words, pool, clients, session.deployment);
  if (byId !== undefined) terminal.say(`The tag’s key holds the client’s id: ${byId}.`);
  if (before === value) terminal.say(`Pool ${userPoolId} bears this tag already.`);
  const isDone = before === value || (await change(session, pool, [{ key, before, after: value }], options));
  if (!isDone) return exit.error;
  const only = subject === 'pattern' ? '' : ` --client ${subject.id}`;
  sayWhen(session, `cognito-ssm-sync apply --pool ${userPoolId}${only}`);
  return exit.inSync;
}

/**
 * `undeclare`: shows the tags that name a client, and what becomes of their targets without them, asks, and takes them
 * away. Answers the exit code: 0 when they are gone. @throws CommandError
 */
export async function undeclare(
  session: Session,
  userPoolId: string,
  client: string,
  options: Confirmable,
): Promise<number> {
  mustBeAskable(session, 'undeclare', options);
  const pool = await findPool(session, userPoolId);
  const clients = await session.pools.clients(userPoolId);
  const keys = tagsAbout(client, pool, clients, session.deployment.tagPrefix);
  const changes = keys.map((key) => ({ key, before: pool.tags[key], after: undefined }));
  if (!(await change(session, pool, changes, options))) return exit.error;
  if (!options.json)
    session.terminal.say(
      'What was written stays where it is: remove it by hand, or accept it with cognito-ssm-sync release.',
    );
  return exit.inSync;
}

async function findPool({ pools, deployment, terminal }: Session, userPoolId: string): Promise<UserPool> {
  const list = 'List them with: aws cognito-idp list-user-pools --max-results 60';
  if (!/^[\w-]{1,54}_[0-9a-zA-Z]+$/.test(userPoolId) || userPoolId.length > 55) {
    throw new CommandError(`${shellWord(userPoolId)} is no id of a user pool, such as eu-west-1_AbCdEfGhI.`, list);
  }
  if (!watches(deployment, userPoolId)) {
    throw new CommandError(
      `The deployment ${deployment.name} does not look at pool ${userPoolId}: its userPools are ${deployment.userPools?.join(', ')}.`,
      'Add the pool to the deployment, or name another with --deployment.',
    );
  }
  terminal.status(`looking at ${userPoolId}`);
  const pool = await pools.pool(userPoolId);
  if (pool) return pool;
  throw new CommandError(`There is no user pool ${userPoolId} in ${deployment.region}.`, list);
}

/** Shows what the changes lead to, asks, and makes them. False: the person did not want it. */
async function change(
  session: Session,
  pool: UserPool,
  changes: readonly TagChange[],
  options: Confirmable,
): Promise<boolean> {
  const { terminal, caller, parts } = session;
  const { cognito } = parts.clients;
  const consequence = await foresee(session, pool, retagged(pool, changes));
  if (!options.json) printConsequence(changes, consequence, terminal);
  warnOfInfrastructure(pool, changes, terminal);
  const count = changes.length === 1 ? 'the tag' : `${changes.length} tags`;
  const isNew = changes.every(({ after }) => after !== undefined);
  if (!(await isConfirmed(session, isNew ? `Write ${count}?` : `Take ${count} away?`, options))) return false;
  await refuseIfChanged(session, pool, changes);
  for (const { key, after } of changes) if (after !== undefined) await tagPool(cognito, caller, pool, key, after);
  const gone = changes.filter(({ after }) => after === undefined).map(({ key }) => key);
  if (gone.length > 0) await untagPool(cognito, caller, pool, gone);
  if (options.json) for (const line of consequenceLines(changes, consequence, pool.id)) terminal.print(line);
  else
    terminal.print(
      terminal.paint('bold', isNew ? `Pool ${pool.id} bears ${count}.` : `Pool ${pool.id} no longer bears ${count}.`),
    );
  return true;
}

function retagged({ tags }: UserPool, changes: readonly TagChange[]): UserPool['tags'] {
  const after = new Map(Object.entries(tags));
  for (const { key, after: value } of changes) {
    if (value === undefined) after.delete(key);
    else after.set(key, value);
  }
  return Object.fromEntries(after);
}

/** What was shown is what is replaced. */
async function refuseIfChanged({ pools }: Session, { id }: UserPool, changes: readonly TagChange[]): Promise<void> {
  const now = await pools.pool(id);
  if (changes.every(({ key, before }) => now?.tags[key] === before)) return;
  throw new CommandError(
    `Somebody changed the tags of pool ${id} meanwhile. Nothing was written.`,
    'Run it again to see how it is now.',
  );
}

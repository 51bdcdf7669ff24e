import { watches } from '../../core/deployment.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { CommandError } from '../command-error.ts';
import { type Confirmable, mustBeAskable } from '../confirmation.ts';
import { exit } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../shell.ts';
import { change } from './change.ts';
import { releasesOf, sayWhen } from './declaration-text.ts';
import { tagFor } from './declaring.ts';
import { tagsAbout } from './standing-tags.ts';
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
  if (!(await change(session, pool, [{ key, before, after: value }], options))) return exit.error;
  if (before === value) return exit.done;
  const only = subject === 'pattern' ? '' : ` --client ${shellWord(client)}`;
  sayWhen(session, `cognito-ssm-sync apply --pool ${userPoolId}${only}`);
  return exit.done;
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
  const consequence = await change(session, pool, changes, options);
  if (!consequence) return exit.error;
  const releases = releasesOf(consequence);
  if (releases.length > 0) session.terminal.say('What was written stays. Remove it by hand, or accept it:');
  for (const command of releases) session.terminal.say(`  ${command}`);
  return exit.done;
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

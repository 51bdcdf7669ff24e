import { untagParameter } from '../../aws/parameter-tags.ts';
import { CallError } from '../../core/findings.ts';
import { keysToRelease, type Owner, ownedPlacesIn, ownerOf, type Tags } from '../../core/ownership.ts';
import { CommandError } from '../command-error.ts';
import { type Confirmable, isConfirmed, mustBeAskable } from '../confirmation.ts';
import { exit } from '../exit-code.ts';
import { parameterName } from '../parameter-name.ts';
import type { Session } from '../session.ts';
import { printable } from '../terminal.ts';
import { type Held, heldLines, listed, printHeld, stillClaimed } from './release-text.ts';
import { type Holder, tenureOf } from './tenure.ts';

export interface ReleaseOptions extends Confirmable {
  /** Only this place; all of the parameter when left out. */
  readonly place?: string;
  /** Also where somebody still claims it. */
  readonly force?: boolean;
}

/**
 * `release`: accepts what is left behind in a parameter, by removing the tags that say whose it is; its text stays.
 * Answers the exit code: 0 when the tags are gone. @throws CommandError
 */
export async function release(session: Session, word: string, options: ReleaseOptions): Promise<number> {
  const { terminal, parameters, deployment, caller, parts } = session;
  mustBeAskable(session, 'release', options);
  const parameter = parameterName(word);
  const tags = await parameters.tags(parameter);
  if (tags === undefined) {
    throw new CommandError(
      `There is no parameter ${printable(parameter)} in ${deployment.region}.`,
      'What is left behind: cognito-ssm-sync plan',
    );
  }
  const places = placesOf(tags, parameter, options.place);
  const held = await Promise.all(places.map((place) => lookAt(session, parameter, place, ownerOf(tags, place))));
  const claimed = held.filter(({ tenure }) => !tenure.free);
  if (claimed.length > 0 && !options.force) throw stillClaimed(parameter, claimed, held.length > claimed.length);
  if (!options.json) printHeld(parameter, held, terminal);
  const question = `Remove ${listed(keysToRelease(tags, places))}? The text of the parameter stays.`;
  if (!(await isConfirmed(session, question, options))) return exit.error;
  const now = await parameters.tags(parameter);
  if (!now || places.some((place) => JSON.stringify(ownerOf(now, place)) !== JSON.stringify(ownerOf(tags, place)))) {
    throw new CommandError(
      `Somebody changed the tags of ${parameter} meanwhile. Nothing was written.`,
      'Run it again to see how it is now.',
    );
  }
  const keys = keysToRelease(now, places);
  await untagParameter(parts.clients.ssm, caller, parameter, keys);
  if (options.json) for (const line of heldLines(parameter, held, keys)) terminal.print(line);
  else terminal.print(terminal.paint('bold', `${parameter} no longer bears ${listed(keys)}.`));
  if (claimed.length > 0) terminal.say('Whoever claims a place is given it again by the next sweep.');
  return exit.done;
}

/** @throws CommandError where there is nothing to release. */
function placesOf(tags: Tags, parameter: string, place: string | undefined): readonly string[] {
  const owned = ownedPlacesIn(tags);
  if (owned.length === 0) {
    throw new CommandError(`${parameter} bears no owner tag (ssm-sync:owner:…), so there is nothing to release.`);
  }
  if (place === undefined) return owned;
  if (owned.includes(place)) return [place];
  throw new CommandError(
    `${parameter} bears no owner tag of the place ${printable(place)}.`,
    `It bears those of ${owned.map(printable).join(', ')}.`,
  );
}

/** What a person may not look at is told, and holds up nothing else. */
async function lookAt(session: Session, parameter: string, place: string, owner: Owner | undefined): Promise<Held> {
  const holder = owner && (await findHolder(session, owner));
  const client = holder?.client;
  return {
    place,
    owner,
    clientName: typeof client === 'object' ? client.name : undefined,
    tenure: tenureOf(parameter, place, holder, session.deployment),
  };
}

async function findHolder({ pools }: Session, owner: Owner): Promise<Holder> {
  const { userPoolId, clientId } = owner;
  const pool = await orRefused(async () => (await pools.pool(userPoolId)) ?? 'missing');
  const client =
    typeof pool === 'object'
      ? await orRefused(async () => (await pools.client(userPoolId, clientId)) ?? 'missing')
      : pool;
  const mayBePublic = typeof client === 'object' && client.secret === undefined && !client.dynamic;
  const counted = mayBePublic ? await orRefused(() => pools.secretCount(userPoolId, clientId)) : 1;
  return { owner, pool, client, secretCount: counted === 'refused' ? 1 : counted };
}

async function orRefused<Seen>(look: () => Promise<Seen>): Promise<Seen | 'refused'> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof CallError && error.finding.code === 'call-refused') return 'refused';
    throw error;
  }
}

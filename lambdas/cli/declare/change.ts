import { tagPool, untagPool } from '../../aws/pool-tags.ts';
import type { UserPool } from '../../core/user-pool.ts';
import { CommandError } from '../command-error.ts';
import { type Confirmable, isConfirmed } from '../confirmation.ts';
import type { Session } from '../session.ts';
import { type Consequence, foresee } from './consequence.ts';
import { consequenceLines, printConsequence, type TagChange, warnOfInfrastructure } from './declaration-text.ts';

/** Shows what the changes lead to, asks, and makes them. Undefined: the person did not want it. */
export async function change(
  session: Session,
  pool: UserPool,
  changes: readonly TagChange[],
  options: Confirmable,
): Promise<Consequence | undefined> {
  const { terminal } = session;
  const consequence = await foresee(session, pool, retagged(pool, changes));
  if (!options.json) printConsequence(changes, consequence, terminal);
  if (changes.some(isDue)) {
    warnOfInfrastructure(pool, changes, terminal);
    if (!(await isConfirmed(session, questionOf(changes), options))) return undefined;
    await refuseIfChanged(session, pool, changes);
    await write(session, pool, changes);
  }
  if (options.json) for (const line of consequenceLines(changes, consequence, pool.id)) terminal.print(line);
  else terminal.print(terminal.paint('bold', doneOf(changes, pool)));
  return consequence;
}

function isDue({ before, after }: TagChange): boolean {
  return before !== after;
}

function questionOf(changes: readonly TagChange[]): string {
  if (changes.some(({ after }) => after !== undefined)) return 'Write the tag?';
  return changes.length === 1 ? 'Take the tag away?' : `Take ${changes.length} tags away?`;
}

function doneOf(changes: readonly TagChange[], { id }: UserPool): string {
  if (!changes.some(isDue)) return `Pool ${id} bears this tag already.`;
  return changes.some(({ after }) => after !== undefined)
    ? `Pool ${id} bears the tag.`
    : `Pool ${id} no longer bears ${changes.length === 1 ? 'the tag' : 'these tags'}.`;
}

async function write({ caller, parts }: Session, pool: UserPool, changes: readonly TagChange[]): Promise<void> {
  const { cognito } = parts.clients;
  for (const { key, after } of changes) if (after !== undefined) await tagPool(cognito, caller, pool, key, after);
  const gone = changes.filter(({ after }) => after === undefined).map(({ key }) => key);
  if (gone.length > 0) await untagPool(cognito, caller, pool, gone);
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

import { sentence } from '../../core/findings.ts';
import { wordsOf } from '../../core/log-line.ts';
import { managed, ownedPlacesIn, ownerKeyOf, ownerOf } from '../../core/ownership.ts';
import { orphaned } from '../../core/report.ts';
import { isFailure } from '../../core/world.ts';
import { printable, type Terminal, wrap } from '../terminal.ts';
import type { Advice, Standpoint } from './advice.ts';
import { printAdvice, ruleAdvice } from './advice-text.ts';
import { tagPool } from './aws-commands.ts';
import { ownTagOf } from './client-explanation.ts';
import { adviceOnRejection } from './finding-advice.ts';
import { findingText } from './finding-text.ts';
import type { OwnedPlace, ParameterExplanation } from './parameter.ts';
import type { PoolShare } from './pool-share.ts';
import { adviceOn } from './target-advice.ts';
import { named, parameterText, printTarget } from './target-text.ts';

/** Clients of a pool that are explained one by one; a pattern can lead all of them to one parameter. */
const mostTargets = 10;

/** A parameter: its state, who claims its places, whom its owner tags name, and what would change that. */
export function printParameter(explanation: ParameterExplanation, terminal: Terminal, standpoint: Standpoint): void {
  const { name, sight, pools, places } = explanation;
  const print = (text: string, indent = '  '): void => {
    const width = terminal.width === undefined ? undefined : terminal.width - indent.length;
    for (const line of wrap(printable(text), width)) terminal.print(indent + line);
  };
  terminal.print(terminal.paint('bold', name));
  print(`parameter     ${parameterText(sight)}`);
  print(`prefix        ${prefixText(explanation, standpoint)}`);
  print(`owner tags    ${ownerTagsText(explanation)}`);
  terminal.print();
  for (const share of pools) printShare(share, terminal, standpoint, print);
  for (const place of places) print(placeLeftText(place));
  if (pools.every(({ targets }) => targets.length === 0)) {
    print(conclusionOf(explanation));
    printAdvice(claimAdvice(explanation, standpoint), terminal, '  ');
  }
}

/** What one pool has to do with it; nothing where it is only named by an owner tag. */
function printShare(share: PoolShare, terminal: Terminal, standpoint: Standpoint, print: (text: string) => void): void {
  const { targets, uncovered, leading, rejections, failures } = share;
  const { pool } = share.sight;
  if (targets.length + uncovered.length + leading.length + rejections.length + failures.length === 0) return;
  terminal.print(terminal.paint('bold', `Pool ${printable(pool.name)} (${pool.id})`));
  // Who has a place first; of those that have none, the first will do.
  const ordered = targets.toSorted((one, other) => Number(other.keys.length > 0) - Number(one.keys.length > 0));
  for (const target of ordered.slice(0, mostTargets)) {
    printTarget(target, terminal, 'client');
    printAdvice([...adviceOn(target, standpoint), ...ruleAdvice(target)], terminal, '      ');
    terminal.print();
  }
  if (targets.length > mostTargets)
    print(`and ${targets.length - mostTargets} more clients that claim it (--json lists them)`);
  for (const claim of uncovered)
    print(`= ${claim.tag} would lead ${named(claim.client)} here, but the pattern never covers a public client`);
  if (targets.length + uncovered.length + rejections.length === 0) {
    for (const tag of leading) print(`= ${tag} = ${pool.tags[tag]} leads here, but for no client that the pool has`);
  }
  for (const rejection of rejections) {
    print(`! ${rejection.code}  ${sentence(rejection)}`);
    printAdvice(adviceOnRejection(rejection, pool, standpoint), terminal, '      ');
  }
  for (const failure of failures) print(`✗ ${wordsOf(failure)}`);
}

function prefixText({ prefixes }: ParameterExplanation, { deployment }: Standpoint): string {
  if (prefixes.length === 0)
    return `outside all that ${deployment.name} may write: ${deployment.targets.map(({ prefix }) => prefix).join(', ')}`;
  return prefixes
    .map(({ prefix, pools }) => `${prefix}, ${pools ? `bound to ${pools.join(', ')}` : 'open to every pool'}`)
    .join('; ');
}

function ownerTagsText({ tags, sight }: ParameterExplanation): string {
  if (isFailure(tags)) return findingText(tags);
  if (sight.kind === 'absent') return 'none';
  // What makes no sense as an owner may be anything, and is not shown.
  const owners = ownedPlacesIn(tags).map((place) => {
    const owner = ownerOf(tags, place);
    const who = owner ? `= ${owner.userPoolId} ${owner.clientId} ${owner.deployment}` : 'names nobody';
    return `${ownerKeyOf(place)} ${who}`;
  });
  if (owners.length > 0) return owners.join('; ');
  return tags.has(managed.key)
    ? `none but ${managed.key}: places were released, or their tags taken away`
    : 'none: this was never ours';
}

/** A place that an owner tag speaks of and no tag of a pool leads to. */
function placeLeftText({ place, owner, orphan, state }: OwnedPlace): string {
  if (orphan) return `? ${orphan.code}  ${wordsOf(orphaned(orphan))}`;
  return `? ${place} was given to client ${owner.clientId} of pool ${owner.userPoolId}${stateTexts[state](owner)}.`;
}

const stateTexts: Readonly<Record<OwnedPlace['state'], (owner: OwnedPlace['owner']) => string>> = {
  foreign: ({ deployment }) => ` by the deployment ${deployment}, which is another`,
  unwatched: () => ', at which this deployment does not look',
  unseen: () => ', which could not be looked at',
  seen: () => ', which does not stand there any more, or whose declaration is at fault',
};

/** What nobody's claiming it comes to. */
export function conclusionOf({ searched, prefixes, places, sight, pools: shares }: ParameterExplanation): string {
  const pools = `${searched} pool${searched === 1 ? '' : 's'} that declare${searched === 1 ? 's' : ''} something`;
  const leads = shares.some(({ leading }) => leading.length > 0);
  const nobody = leads
    ? 'No client claims it.'
    : `No client claims it: no tag of ${searched === 0 ? 'any pool' : pools} leads there.`;
  if (prefixes.length === 0)
    return `${nobody} None can: it lies outside the prefixes of the deployment. It is never written.`;
  if (places.length > 0) return `${nobody} What stands there stays, and is not kept right.`;
  return sight.kind === 'absent' ? `${nobody} A tag would have it created.` : `${nobody} It is never written.`;
}

/** The tag that would lead a client there. */
export function claimAdvice(
  { name, prefixes, pools, places }: ParameterExplanation,
  { deployment }: Standpoint,
): readonly Advice[] {
  if (prefixes.length === 0) return [{ what: 'Add its prefix to the deployment (TARGETS), then tag a pool.' }];
  // Who was left behind there would have it again.
  const left = places.flatMap(({ orphan }) => (orphan?.code === 'declaration-gone' ? [orphan] : []));
  const again = left.flatMap(({ client: id, place, userPoolId }) =>
    pools
      .filter(({ sight }) => sight.pool.id === userPoolId)
      .flatMap(({ sight }) => sight.clients.map((client) => ({ sight, client, target: `${name}@${place}` })))
      .filter(({ client }) => client.id === id),
  );
  if (again.length > 0) {
    return again.map(({ sight, client, target }) => ({
      what: `To declare ${named(client)} where it stands:`,
      command: tagPool(sight.pool, ownTagOf(client, sight.clients, deployment.tagPrefix), target),
    }));
  }
  const [only] = pools.length === 1 ? pools : [];
  return [
    {
      what: 'To lead a client there, by its id or exact name:',
      command: tagPool({ arn: only?.sight.pool.arn ?? 'POOL_ARN' }, `${deployment.tagPrefix}:CLIENT`, name),
    },
  ];
}

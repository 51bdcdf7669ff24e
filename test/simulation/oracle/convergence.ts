/**
 * Invariants 1 and 8: everything that is wished for and can be had stands where it belongs, whatever bad tags, clients,
 * parameters and messages there are beside it.
 */
import type { Rules } from '../deployments.ts';
import type { PoolState } from '../pool-history.ts';
import { mayTake, ownerIn, type Tags } from './contest.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, type Paper, standing } from './paper.ts';
import { wrongKeys } from './right-keys.ts';
import { isMarred, type Wish, wishesIn } from './wishes.ts';

/** Bytes below which no document of a tier is too large for ours. */
const roomy = { Standard: 3500, Advanced: 7500 } as const;

export function judgeConvergence({ aws, chronicle, deployed }: Evidence): readonly Violation[] {
  const world: World = {
    paperOf: (name) => aws.parameterStore.versions(name).at(-1),
    tagsOf: (name) => aws.parameterStore.tagsOf(name),
    poolOf: (id) => chronicle.pools.now(id),
  };
  return deployed.flatMap(({ rules }) =>
    chronicle.pools.ids.flatMap((id) => {
      const pool = chronicle.pools.now(id);
      return pool === undefined ? [] : judgePool(pool, rules, world);
    }),
  );
}

/** What there is in the end. */
interface World {
  readonly paperOf: (name: string) => Stored | undefined;
  readonly tagsOf: (name: string) => Tags;
  readonly poolOf: (id: string) => PoolState | undefined;
}

type Stored = Paper & { readonly tier: string; readonly keyId?: string };

function judgePool(pool: PoolState, rules: Rules, world: World): readonly Violation[] {
  const { paperOf } = world;
  const wishes = wishesIn(pool, rules);
  const hindered = wishes.filter((wish) => !wish.counts || isOutOfReach(wish, paperOf(wish.parameter)));
  return wishes.flatMap((wish): Violation[] => {
    const paper = paperOf(wish.parameter);
    if (!mayHave(wish, wishes, paper, rules, world)) return [];
    const wrong = wrongIn(wish, paper);
    if (wrong === undefined) return [];
    const isAmongBad = isMarred(pool, rules) || hindered.length > 0;
    const { client, parameter, place } = wish;
    const found = `client ${client.name} (${client.id}) should stand at ${place} of ${parameter}: ${wrong}`;
    return [
      { invariant: 'convergence', found },
      ...(isAmongBad ? [{ invariant: 'isolation', found: `${found}, beside something bad` } as const] : []),
    ];
  });
}

/** Whether the rules give it the place, and nothing about the client or the parameter stands in the way. */
function mayHave(
  wish: Wish,
  wishes: readonly Wish[],
  paper: Stored | undefined,
  rules: Rules,
  { tagsOf, poolOf }: World,
): boolean {
  if (!wish.counts || isOutOfReach(wish, paper)) return false;
  if (paper === undefined && !wish.mayCreate) return false;
  const stands = ({ client, place }: Wish): boolean =>
    paper !== undefined && standing(blockAt(paper, place), 'clientId') === client.id;
  const inParameter = wishes.filter(({ parameter }) => parameter === wish.parameter);
  const nested = inParameter.filter(({ place }) => areNested(place, wish.place));
  const rivals = inParameter.filter(({ client, place }) => place === wish.place && client.id !== wish.client.id);
  if (nested.length > 0 && (nested.some(stands) || ![wish, ...rivals].some(stands))) return false;
  if (stands(wish)) return true;
  const tags = tagsOf(wish.parameter);
  const hadItLast = ownerIn(tags, wish.place)?.clientId === wish.client.id;
  if (rivals.some(stands) || (rivals.length > 0 && !hadItLast)) return false;
  const occupant = paper && standing(blockAt(paper, wish.place), 'clientId');
  return occupant === undefined || mayTake(wish, occupant, tags, rules, poolOf);
}

/** Whether something else than the rules keeps it away. */
function isOutOfReach({ client, place }: Wish, paper: Stored | undefined): boolean {
  const isUnreadable = client.secrets.length > 0 && client.shown === undefined;
  if (paper === undefined) return isUnreadable;
  const block = blockAt(paper, place);
  if (block === 'closed' || paper.keyId?.includes('theirs')) return true;
  if (Buffer.byteLength(paper.value) > roomy[paper.tier === 'Standard' ? 'Standard' : 'Advanced']) return true;
  const isStored = standing(block, 'clientId') === client.id && standing(block, 'clientSecret') !== undefined;
  return isUnreadable && !isStored;
}

function wrongIn({ client, pool, place }: Wish, paper: Paper | undefined): string | undefined {
  if (paper === undefined) return 'there is no such parameter';
  const block = blockAt(paper, place);
  if (block === 'closed') return undefined;
  const id = standing(block, 'clientId');
  if (id !== client.id) return `${id ?? 'nobody'} stands there`;
  const wrong = wrongKeys(client, pool, block);
  return wrong.length === 0 ? undefined : `wrong: ${wrong.join(', ')}`;
}

function areNested(one: string, other: string): boolean {
  return one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

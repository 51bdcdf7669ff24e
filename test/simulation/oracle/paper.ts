/** A parameter's document as the oracle sees it: what stands at a place, and what is not ours. */
import { readTree, type Tree, textOf } from './json-tree.ts';

const ourKeys = ['url', 'clientId', 'clientSecret'] as const;
export type OurKey = (typeof ourKeys)[number];

/** What a version of a parameter says. */
export interface Paper {
  readonly value: string;
  readonly type: string;
  readonly dataType: string;
}

/** `closed`: nothing can be merged in there. */
export type Block = 'closed' | ReadonlyMap<OurKey, string | { readonly odd: string }>;

const trees = new WeakMap<Paper, Tree | 'none'>();

function treeOf(paper: Paper): Tree | undefined {
  const tree = trees.get(paper) ?? readTree(paper.value, paper.dataType === 'jsonc') ?? 'none';
  trees.set(paper, tree);
  return tree === 'none' ? undefined : tree;
}

/** What stands under our keys at a place. */
export function blockAt(paper: Paper, place: string): Block {
  let tree = treeOf(paper);
  if (paper.type !== 'SecureString' || tree?.kind !== 'object') return 'closed';
  for (const name of place.split('.')) {
    if (tree?.kind !== 'object') return 'closed';
    const found: Tree[] = tree.members.flatMap(({ key, value }) => (key === name ? [value] : []));
    if (found.length > 1) return 'closed';
    [tree] = found;
    if (tree === undefined) return new Map();
  }
  if (tree?.kind !== 'object') return 'closed';
  const ours = tree.members.filter(({ key }) => isOurs(key));
  if (new Set(ours.map(({ key }) => key)).size < ours.length) return 'closed';
  return new Map(
    ours.map(({ key, value }) => [key as OurKey, textOf(value) ?? { odd: paper.value.slice(value.start, value.end) }]),
  );
}

/** The text under a key; empty ones and what is no text count as nothing. */
export function standing(block: Block, key: OurKey): string | undefined {
  const found = block === 'closed' ? undefined : block.get(key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/**
 * Everything but our keys at these places, as it is spelt. Objects on the way to a place that hold nothing else are left
 * out: making them is what inserting ours takes.
 */
export function outsideOf(paper: Paper, places: readonly string[]): string {
  const tree = treeOf(paper);
  if (paper.type !== 'SecureString' || tree?.kind !== 'object') return paper.value;
  const spell = (part: Tree, path: string): string => {
    if (part.kind === 'scalar') return part.raw;
    if (part.kind === 'array') return `[${part.items.map((item) => spell(item, '\n')).join()}]`;
    const members = part.members.flatMap(({ key, value }) => {
      if (places.includes(path) && isOurs(key)) return [];
      const inner = path === '' ? key : `${path}.${key}`;
      const spelt = spell(value, inner);
      const isOnTheWay = places.some((place) => place === inner || place.startsWith(`${inner}.`));
      return spelt === '{}' && isOnTheWay ? [] : [`${JSON.stringify(key)}:${spelt}`];
    });
    return `{${members.join()}}`;
  };
  return spell(tree, '');
}

/**
 * The bytes before and behind the innermost object that an edit at one of these places has to touch: those cannot
 * change at all. `objects` is how the document looked before.
 */
export function isKeptAround(before: Paper, after: Paper, places: readonly string[]): boolean {
  const tree = treeOf(before);
  if (tree?.kind !== 'object') return before.value === after.value;
  const touched = places.map((place) => innermost(tree, place.split('.')));
  const start = Math.min(...touched.map((part) => part.start));
  const tail = before.value.length - Math.max(...touched.map((part) => part.end));
  return (
    after.value.startsWith(before.value.slice(0, start)) &&
    after.value.endsWith(before.value.slice(before.value.length - tail))
  );
}

function innermost(tree: Tree, [name, ...rest]: readonly string[]): Tree {
  if (tree.kind !== 'object' || name === undefined) return tree;
  const inner = tree.members.find(({ key, value }) => key === name && value.kind === 'object');
  return inner === undefined ? tree : innermost(inner.value, rest);
}

function isOurs(key: string): boolean {
  return ourKeys.some((ours) => ours === key);
}

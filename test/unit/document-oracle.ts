import { type Token, tokensOf } from './document-tokens.ts';

/**
 * An independent judge of edits, which knows nothing of how they are made: it cuts both texts into tokens, takes out what
 * the edit was allowed to touch, and compares what is left, white space and comments included.
 */
export interface Wish {
  readonly key: string;
  /** Undefined: the member is to be gone. */
  readonly value: string | undefined;
}

type Path = readonly string[];

/** What an edit may have made of a token: nothing (a hole may differ in white space), or another value of ours. */
type Remnant = Token | 'hole' | 'value';

/** Whether the edit kept to what it may touch: our keys, the containers made for them, a comma each, white space beside. */
export function keptToItsPlace(before: string, after: string, place: Path, wishes: readonly Wish[]): boolean {
  const old = tokensOf(before);
  const edited = tokensOf(after);
  const members = wishes.map(({ key }) => [...place, key]);
  const containers = place.map((_, index) => place.slice(0, index + 1));
  const added = [...containers, ...members].filter((path) => !stands(old, path) && stands(edited, path));
  const outermost = added.filter((path) => !added.some((other) => other.length < path.length));
  const removed = members.filter((path) => stands(old, path) && !stands(edited, path));
  const masked = wishes
    .filter(({ key, value }) => stringAt(old, [...place, key]) !== value)
    .map(({ key }) => [...place, key])
    .filter((path) => stands(old, path) && stands(edited, path));

  const olds = without(mask(old, masked), removed);
  const news = without(mask(edited, masked), outermost);
  return olds.some((one) => news.some((other) => sameBesideHoles(one, other)));
}

/** The value of a text, read by JSON.parse once comments and trailing commas are gone. */
export function meaningOf(text: string): unknown {
  const plain: string[] = [];
  for (const { text: token, kind } of tokensOf(text)) {
    if (kind === 'blank' || kind === 'comment') continue;
    if ((token === '}' || token === ']') && plain.at(-1) === ',') plain.pop();
    plain.push(token);
  }
  return JSON.parse(plain.join(' '));
}

function stringAt(tokens: readonly Token[], path: Path): string | undefined {
  const { value } = partsOf(tokens, path);
  const text = tokens
    .slice(value.from, value.to)
    .map((token) => token.text)
    .join('');
  return text.startsWith('"') ? JSON.parse(text) : undefined;
}

function stands(tokens: readonly Remnant[], path: Path): boolean {
  return tokens.some((token) => isWithin(token, path));
}

/** The token positions of a member and of its value; empty ranges where it does not stand. */
function partsOf(tokens: readonly Remnant[], path: Path) {
  const from = tokens.findIndex((token) => isWithin(token, path));
  const to = tokens.findLastIndex((token) => isWithin(token, path)) + 1;
  const colon = tokens.findIndex((token, index) => index >= from && kindOf(token) === 'colon');
  const value = tokens.findIndex((token, index) => index > colon && !isTrivia(token));
  return from === -1 ? { from: 0, to: 0, value: { from: 0, to: 0 } } : { from, to, value: { from: value, to } };
}

function mask(tokens: readonly Remnant[], paths: readonly Path[]): readonly Remnant[] {
  return paths.reduce((rest, path) => {
    const { value } = partsOf(rest, path);
    return value.to === 0 ? rest : [...rest.slice(0, value.from), 'value', ...rest.slice(value.to)];
  }, tokens);
}

/** The ways to take members out, each with one adjoining comma if there is one: the one behind or the one before. */
function without(tokens: readonly Remnant[], paths: readonly Path[]): readonly (readonly Remnant[])[] {
  const [path, ...others] = paths;
  if (path === undefined) return [tokens];
  const { from, to } = partsOf(tokens, path);
  const depth = depthOf(tokens[from]);
  // Comments between key, colon and value stand; those inside a value that is an object or array go with it.
  const hollow = tokens.map((token, index) => {
    if (index < from || index >= to) return token;
    return kindOf(token) === 'comment' && depthOf(token) === depth ? token : 'hole';
  });
  const behind = tokens.findIndex((token, index) => index >= to && !isTrivia(token));
  const before = tokens.findLastIndex((token, index) => index < from && !isTrivia(token));
  const commas = [behind, before].filter((index) => kindOf(tokens[index]) === 'comma');
  const results = commas.length === 0 ? [hollow] : commas.map((comma) => hollow.toSpliced(comma, 1));
  return results.flatMap((result) => without(result, others));
}

/** Equal token by token, white space as it stands; only beside a hole may white space differ. */
function sameBesideHoles(one: readonly Remnant[], other: readonly Remnant[]): boolean {
  const [left, right] = [joined(one), joined(other)];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const inHole = left[i] === '' || right[j] === '';
    if (inHole) {
      while (isSlack(left[i])) i += 1;
      while (isSlack(right[j])) j += 1;
    } else {
      if (left[i] !== right[j]) return false;
      i += 1;
      j += 1;
    }
  }
  return true;
}

/** Texts of the tokens, with runs of white space in one and those beside holes gone; a hole is the empty text. */
function joined(tokens: readonly Remnant[]): readonly string[] {
  const result: string[] = [];
  for (const token of tokens) {
    const text = typeof token === 'object' ? token.text : { hole: '', value: 'our value' }[token];
    const last = result.at(-1);
    if (last === undefined || !isSlack(last) || !isSlack(text)) result.push(text);
    else result[result.length - 1] = last === '' || text === '' ? '' : last + text;
  }
  return result;
}

function isSlack(text: string | undefined): boolean {
  return text !== undefined && /^\s*$/.test(text);
}

function isWithin(token: Remnant, path: Path): boolean {
  return typeof token === 'object' && path.every((key, index) => token.path[index] === key);
}

function isTrivia(token: Remnant): boolean {
  return token === 'hole' || ['blank', 'comment'].includes(kindOf(token) ?? '');
}

function kindOf(token: Remnant | undefined): Token['kind'] | undefined {
  return typeof token === 'object' ? token.kind : undefined;
}

function depthOf(token: Remnant | undefined): number | undefined {
  return typeof token === 'object' ? token.depth : undefined;
}

import { createScanner } from 'jsonc-parser';

/** A document cut into tokens, white space and comments too, each with the member that it is part of. */
export interface Token {
  readonly text: string;
  readonly kind: 'blank' | 'comment' | 'comma' | 'colon' | 'other';
  /** Keys from the root to the member around it; inside an array `[]` stands for the position, which is no key of ours. */
  readonly path: readonly string[];
  /** How many brackets are open around it. */
  readonly depth: number;
}

/** The tokens of a legal document. The path of a gap between two members is that of the object they are members of. */
export function tokensOf(text: string): readonly Token[] {
  const raw = rawTokens(text);
  const tokens: Token[] = [];
  let depth = 0;

  const next = (): string => raw[tokens.length] ?? '';
  const take = (path: readonly string[]): void => {
    tokens.push({ text: next(), kind: kindOf(next()), path, depth });
  };
  const takeTrivia = (path: readonly string[]): void => {
    while (kindOf(next()) === 'blank' || kindOf(next()) === 'comment') take(path);
  };
  const takeItem = (path: readonly string[], bracket: string): void => {
    const inside = [...path, bracket === '{' ? JSON.parse(next()) : '[]'];
    if (bracket === '{') {
      take(inside);
      takeTrivia(inside);
      take(inside);
      takeTrivia(inside);
    }
    takeValue(inside);
    takeTrivia(path);
    if (next() === ',') take(path);
    takeTrivia(path);
  };
  const takeValue = (path: readonly string[]): void => {
    const bracket = next();
    take(path);
    if (bracket !== '{' && bracket !== '[') return;
    depth += 1;
    takeTrivia(path);
    while (next() !== '}' && next() !== ']') takeItem(path, bracket);
    depth -= 1;
    take(path);
  };

  takeTrivia([]);
  takeValue([]);
  takeTrivia([]);
  if (tokens.map((token) => token.text).join('') !== text) throw new Error('The text is not a document.');
  return tokens;
}

function rawTokens(text: string): readonly string[] {
  const scanner = createScanner(text, false);
  const tokens: string[] = [];
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    tokens.push(text.slice(scanner.getTokenOffset(), scanner.getPosition()));
  }
  return tokens;
}

function kindOf(token: string): Token['kind'] {
  if (/^\s/.test(token)) return 'blank';
  if (token.startsWith('/')) return 'comment';
  if (token === ',') return 'comma';
  return token === ':' ? 'colon' : 'other';
}

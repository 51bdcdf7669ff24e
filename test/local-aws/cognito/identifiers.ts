/** Ids and secrets in the forms that Cognito gives them, drawn from one seeded source so that a run can be repeated. */

export interface Identifiers {
  /** `<region>_` and 9 letters or digits. */
  userPoolId(region: string): string;
  /** 26 of `0-9a-v`. */
  clientId(): string;
  /** 51 or 52 of `0-9a-v`: a 256-bit number in base 32 loses its leading zero now and then. */
  clientSecret(): string;
  cloudFrontDomain(): string;
}

const base32 = '0123456789abcdefghijklmnopqrstuv';
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const lowerCase = '0123456789abcdefghijklmnopqrstuvwxyz';

/** `random` gives numbers in [0, 1). */
export function createIdentifiers(random: () => number): Identifiers {
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  return {
    userPoolId: (region) => `${region}_${draw(alphanumeric, 9)}`,
    clientId: () => draw(base32, 26),
    clientSecret: () => draw(base32, random() < 0.5 ? 51 : 52),
    cloudFrontDomain: () => `d${draw(lowerCase, 13)}.cloudfront.net`,
  };
}

/** Mulberry32: 32 bits of state, the same numbers from the same seed on every machine. Numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

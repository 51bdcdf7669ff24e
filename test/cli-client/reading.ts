/** What commands printed, for tests: secrets have given way to names, so that no failing test shows one. */
import type { World } from '../world.ts';
import type { CliAnswer } from './aws-cli.ts';
import { disguise } from './disguise.ts';
import type { Journey } from './journey.ts';

export type Answers<J extends Journey> = Readonly<Record<keyof J, CliAnswer>>;

export interface Reading {
  /** What it printed. */
  shown(answer: CliAnswer): string;
  /** Undefined when it printed nothing. */
  json(answer: CliAnswer): unknown;
}

/** `names`: what the test calls a secret, by the secret. */
export function readingIn(world: World, names: ReadonlyMap<string, string>): Reading {
  const shown = ({ stdout }: CliAnswer): string =>
    disguise(world, stdout, (secret) => names.get(secret) ?? 'a secret of somebody else').trimEnd();
  return {
    shown,
    json(answer) {
      const text = shown(answer);
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}

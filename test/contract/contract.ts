/** The whole comparison: every scenario on both sides, each of which is empty at first. */
import { compare, type Finding } from './comparison.ts';
import type { Moto } from './moto.ts';
import { scenarios } from './scenarios.ts';
import { embeddedSide, motoSide } from './sides.ts';
import { transcribe } from './transcript.ts';

/** What was found, by the scenario's subject. */
export async function compareAll(moto: Moto): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const found = new Map<string, readonly Finding[]>();
  const theirs = motoSide(moto.endpoint);
  for (const scenario of scenarios) {
    await moto.reset();
    const [ours, other] = await Promise.all([transcribe(scenario, embeddedSide()), transcribe(scenario, theirs)]);
    found.set(scenario.subject, compare(scenario, ours, other));
  }
  return found;
}

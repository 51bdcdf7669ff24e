/** A plan by a person, measured in the world's own time. */
import { runHere, type SaidHere } from '../cli/program-here.ts';
import type { World } from '../world.ts';

export interface MeasuredPlan extends SaidHere {
  readonly calls: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly throttled: number;
  /** The lines about how it gets on. */
  readonly progress: readonly string[];
}

export async function measurePlan(world: World): Promise<MeasuredPlan> {
  const { dispatcher, clock } = world.aws;
  const from = dispatcher.calls.length;
  const start = clock.now();
  const progress: string[] = [];
  const said = await runHere(world, ['plan'], { onStatus: (line) => void progress.push(line) });
  const calls = dispatcher.calls.slice(from);
  const counts = [...Map.groupBy(calls, ({ operation }) => operation)].map(([name, of]) => [name, of.length] as const);
  return {
    ...said,
    calls: Object.fromEntries(counts),
    seconds: (clock.now() - start) / 1000,
    throttled: calls.filter(({ errorCode }) => errorCode !== undefined).length,
    progress,
  };
}

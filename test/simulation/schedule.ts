/** Has the steps of a story happen when they are due: at a time, or right at one of the reconciler's calls. */
import type { CallUnderWay } from '../local-aws/faults.ts';
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { Chronicle } from './chronicle.ts';
import type { People } from './people.ts';
import type { Step } from './story.ts';

export interface Scheduled {
  /** Mistakes of the simulation itself. */
  readonly errors: readonly string[];
  /** What is due at a call that has not come by now does not happen any more. */
  end(): void;
}

export function scheduleSteps(steps: readonly Step[], aws: LocalAws, people: People, chronicle: Chronicle): Scheduled {
  const errors: string[] = [];
  const act = async (step: Step): Promise<void> => {
    try {
      await people.act(step);
    } catch (error) {
      errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  };
  const start = aws.clock.now();
  const made = new Map<string, number>();
  const atCall =
    (side: 'before' | 'after') =>
    async (call: CallUnderWay): Promise<undefined> => {
      if (chronicle.deploymentOf(call.caller.arn) === undefined) return;
      const key = `${side} ${call.operation}`;
      const nth = (made.get(key) ?? 0) + 1;
      made.set(key, nth);
      for (const step of steps) {
        const { when } = step;
        if ('nth' in when && when.side === side && when.operation === call.operation && when.nth === nth)
          await act(step);
      }
    };
  for (const step of steps) {
    if ('milliseconds' in step.when)
      aws.clock.at(start + step.when.milliseconds, () => void act(step), { what: step.does });
  }
  return { errors, end: aws.dispatcher.interfere({ before: atCall('before'), after: atCall('after') }) };
}

import { counted } from '../counted.ts';
import type { Facts } from './facts.ts';
import { type Check, judged, ok, orWell, type Verdict } from './verdict.ts';

const deployAgain = 'Deploy the stack again (docs/operations.md, "Deploy").';

/** The function, what feeds it, and where messages end that it could not deal with. */
export const deploymentChecks: readonly Check[] = [
  {
    name: 'function',
    why: 'It does the work. In mode report it only says what it would write.',
    judge: ({ reconciler, configuration: { deployment, mode } }) =>
      judged(reconciler, 'The function', (found) => {
        if (found === undefined) return [{ severity: 'bad', message: `${deployment.name} is gone.`, fix: deployAgain }];
        if (found.state !== undefined && found.state !== 'Active') {
          const message = `${deployment.name} is ${found.state}, not Active.`;
          return [found.state === 'Failed' ? { severity: 'bad', message, fix: deployAgain } : passing(message)];
        }
        const where = deployment.targets.map(({ prefix }) => prefix).join(', ');
        if (mode === 'report') {
          const message = `${deployment.name} only reports: nothing is written under ${where}.`;
          return [
            {
              severity: 'warn',
              message,
              fix: 'Deploy without -c mode=report, the other settings as they are (docs/operations.md, "Deploy").',
            },
          ];
        }
        return [ok(`${deployment.name}, ${found.runtime ?? 'no runtime said'}, writes under ${where}`)];
      }),
  },
  {
    name: 'mappings',
    why: 'Without its mapping the function does not get what waits in a queue, and after four days it is lost.',
    judge: ({ sources, anatomy: { events, sweeps } }) =>
      judged(sources, 'What feeds the function', (found) => {
        const verdicts = [events, sweeps].flatMap(({ name }): Verdict[] => {
          const mapping = found.find(({ sourceArn }) => sourceArn.endsWith(`:${name}`));
          if (mapping === undefined)
            return [{ severity: 'bad', message: `Nothing feeds ${name} to the function.`, fix: deployAgain }];
          if (mapping.state === 'Enabled') return [];
          const message = `The mapping that feeds ${name} to the function is ${mapping.state}.`;
          const fix = `aws lambda update-event-source-mapping --uuid ${mapping.id} --enabled`;
          return [/^Disabl/.test(mapping.state) ? { severity: 'bad', message, fix } : passing(message)];
        });
        return orWell(verdicts, 'both queues feed the function');
      }),
  },
  {
    name: 'queues',
    why: 'A change that waits has not reached its parameters yet.',
    judge: ({ queues, measured, anatomy: { events, sweeps }, now }) => {
      const verdicts = [events, sweeps].flatMap(({ name }) => {
        const size = queues.get(name);
        return size === undefined
          ? []
          : judged(size, `The queue ${name}`, (waiting) => lateIn(name, waiting, measured, now));
      });
      const sizes = [events, sweeps].flatMap(({ name }) => {
        const size = queues.get(name);
        return size && 'value' in size ? [size.value] : [];
      });
      return orWell(
        verdicts,
        sizes.some((size) => size > 0) ? `${sizes.reduce((a, b) => a + b, 0)} messages at work` : 'nothing waits',
      );
    },
  },
  {
    name: 'dead-letters',
    why: 'Messages end there that were tried five times, or that could not be delivered: changes that only the next sweep makes up for.',
    judge: ({ queues, anatomy: { deadLetters } }) => {
      const verdicts = deadLetters.flatMap(({ kind, name }) => {
        const size = queues.get(name);
        if (size === undefined) return [];
        return judged(size, `The queue ${name}`, (count): Verdict[] => {
          if (count === 0) return [];
          const message = `${name} holds ${counted(count, 'message')}.`;
          return [{ severity: 'bad', message, fix: `cognito-ssm-sync dlq why ${kind}` }];
        });
      });
      return orWell(verdicts, 'empty');
    },
  },
];

/** A state that Lambda leaves by itself. */
function passing(message: string): Verdict {
  return { severity: 'warn', message, fix: 'Wait a minute and look again: Lambda is at it.' };
}

/** As the alarm events-late: four retries take under eight minutes, and a full pass ten. */
const lateSeconds = 1800;

/** Only what is waiting still can be late. */
function lateIn(name: string, waiting: number, measured: Facts['measured'], now: number): readonly Verdict[] {
  if (waiting === 0 || 'unreadable' in measured) return [];
  const ages = measured.value.ages.get(name) ?? [];
  const [latest] = ages.filter(({ at }) => at > now - 15 * 60_000).toSorted((one, other) => other.at - one.at);
  if (latest === undefined || latest.value < lateSeconds) return [];
  const message = `The oldest of ${waiting} messages in ${name} has waited for ${Math.round(latest.value / 60)} minutes.`;
  return [{ severity: 'warn', message, fix: 'Look into the log for what failed (docs/operations.md, "What failed").' }];
}

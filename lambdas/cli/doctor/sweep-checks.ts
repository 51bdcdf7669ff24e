import type { Facts } from './facts.ts';
import { type Check, judged, ok } from './verdict.ts';

const unit = { minute: 1, hour: 60, day: 1440 } as const;
const minute = 60_000;

/** What starts a sweep, and whether any began. */
export const sweepChecks: readonly Check[] = [
  {
    name: 'schedule',
    why: 'It starts the sweeps, which make up for every change that no event told of.',
    judge: ({ schedule, anatomy }) =>
      judged(schedule, `The schedule ${anatomy.schedule}`, (found) => {
        const { schedule: name, sweeps } = anatomy;
        if (found === undefined) {
          const fix = 'Deploy the stack again (docs/operations.md, "Deploy").';
          return [{ severity: 'bad', message: `There is no schedule ${name}.`, fix }];
        }
        if (!found.targetArn.endsWith(`:${sweeps.name}`)) {
          const fix = `aws cloudformation detect-stack-drift --stack-name ${name.replace(/-sweep$/, '')}`;
          return [{ severity: 'bad', message: `${name} does not send to ${sweeps.name}.`, fix }];
        }
        if (!found.enabled) {
          const fix = `aws scheduler update-schedule --name ${name} --state ENABLED --schedule-expression '${found.expression}' --flexible-time-window Mode=OFF --target "$(aws scheduler get-schedule --name ${name} --query Target --output json)"`;
          return [{ severity: 'bad', message: `${name} is disabled.`, fix }];
        }
        return [ok(found.expression.replace(/^rate\((.*)\)$/, 'every $1'))];
      }),
  },
  {
    name: 'last-sweep',
    why: 'Without sweeps nothing notices a change whose event did not come, and what was left behind is not reported.',
    judge: ({ measured, schedule, reconciler, anatomy, now }) =>
      judged(measured, 'When the last sweep began', ({ sweeps }) => {
        const interval = intervalOf(schedule);
        const last = Math.max(...sweeps.filter(({ value }) => value > 0).map(({ at }) => at));
        if (now - last <= 3 * interval) return [ok(`began ${timeOf(last)}`)];
        const fix = `aws sqs send-message --queue-url ${anatomy.sweeps.url} --message-group-id sweep --message-body "{\\"v\\":1,\\"kind\\":\\"sweep\\",\\"at\\":\\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\"}"`;
        const age = now - (('value' in reconciler && reconciler.value?.modifiedAt) || 0);
        if (age <= 3 * interval) {
          const message = 'None has begun since the function was deployed.';
          return [{ severity: 'warn', message, fix }];
        }
        const message = Number.isFinite(last)
          ? `The last one began ${timeOf(last)}, and one is due every ${lengthOf(interval)}.`
          : `None began for three days, and one is due every ${lengthOf(interval)}.`;
        return [{ severity: 'bad', message, fix }];
      }),
  },
];

/** The longest that a schedule can have, where it is not known. */
function intervalOf(schedule: Facts['schedule']): number {
  const found =
    'value' in schedule ? /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule.value?.expression ?? '') : null;
  if (found === null) return unit.day * minute;
  return Number(found[1]) * unit[found[2] as keyof typeof unit] * minute;
}

/** To the five minutes of a measurement. */
function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** In the largest unit that fits: `3 hours`. */
function lengthOf(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  const [count, word] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

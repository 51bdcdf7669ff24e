import type { Deployment } from '../../core/deployment.ts';
import type { SeenRule, SeenTrail } from './facts.ts';
import { type Check, judged, ok, orWell, unknown, type Verdict } from './verdict.ts';

const day = 24 * 3_600_000;

/** The way of a change from the call that made it to the queue. */
export const eventChecks: readonly Check[] = [
  {
    name: 'trail',
    why: 'Changes in Cognito become events only where a trail records management write events of this region. Without one they wait for the next sweep.',
    judge: ({ trails, configuration: { deployment } }) =>
      judged(trails, 'The trails', (found) => judgeTrails(found, deployment.region)),
  },
  {
    name: 'rules',
    why: 'Each lets one kind of change through to the queue. Without it such changes wait for the next sweep.',
    judge: ({ rules, anatomy, configuration: { deployment } }) =>
      judged(rules, 'The rules', (found) => {
        const ours = found.filter(({ name }) => anatomy.rules.includes(name) || isMore(name, deployment.name));
        const missing = anatomy.rules.filter((name) => !ours.some((rule) => rule.name === name));
        const verdicts = [
          ...missing.map((name): Verdict => {
            const fix = 'Deploy the stack again (docs/operations.md, "Deploy").';
            return { severity: 'bad', message: `There is no rule ${name}.`, fix };
          }),
          ...ours.flatMap((rule) => judgeRule(rule, anatomy.events.name)),
          ...uncovered(ours, deployment).map((prefix): Verdict => {
            const fix = 'Deploy the stack again (docs/operations.md, "Deploy").';
            return { severity: 'bad', message: `No rule lets edits of parameters under ${prefix} through.`, fix };
          }),
        ];
        return orWell(verdicts, `${ours.length}, all enabled`);
      }),
  },
  {
    name: 'deliveries',
    why: 'What fits a rule and cannot be put into the queue ends in the queue of undelivered events.',
    judge: ({ measured, anatomy, now }) =>
      judged(measured, 'How often the rules fired', ({ matched, failed }) => {
        const lately = (of: typeof matched, rule: string): number =>
          (of.get(rule) ?? []).filter(({ at }) => at > now - day).reduce((sum, { value }) => sum + value, 0);
        const verdicts = anatomy.rules.flatMap((rule): Verdict[] => {
          const count = lately(failed, rule);
          if (count === 0) return [];
          const message = `${count} of the events that fitted ${rule} within a day could not be delivered.`;
          return [{ severity: 'bad', message, fix: 'cognito-ssm-sync dlq why undelivered' }];
        });
        const fired = anatomy.rules.map((rule) => lately(matched, rule)).reduce((sum, count) => sum + count, 0);
        return orWell(
          verdicts,
          fired === 0 ? 'no rule fired within a day' : `the rules fired ${times(fired)} within a day`,
        );
      }),
  },
];

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function isMore(name: string, deployment: string): boolean {
  return name.startsWith(`${deployment}-parameters-`) && /-parameters-\d+$/.test(name);
}

/** Prefixes of the deployment that no pattern holds; none where there is no rule about parameters, which is said. */
function uncovered(rules: readonly SeenRule[], { name, targets }: Deployment): readonly string[] {
  const ours = rules.filter((rule) => rule.name.startsWith(`${name}-parameters`));
  const covered = ours.flatMap(({ pattern }) =>
    [...pattern.matchAll(/"prefix":\s*"([^"]*)"/g)].map(([, prefix = '']) => prefix),
  );
  if (ours.length === 0) return [];
  return targets.map(({ prefix }) => prefix).filter((prefix) => !covered.some((outer) => prefix.startsWith(outer)));
}

function judgeRule({ name, enabled, targets }: SeenRule, queue: string): readonly Verdict[] {
  if (!enabled)
    return [{ severity: 'bad', message: `${name} is disabled.`, fix: `aws events enable-rule --name ${name}` }];
  return judged(targets, 'Where the rules send to', (arns): Verdict[] => {
    if (arns.some((arn) => arn.endsWith(`:${queue}`))) return [];
    const fix = 'Deploy the stack again; aws cloudformation detect-stack-drift finds what else was changed by hand.';
    return [{ severity: 'bad', message: `${name} does not send to ${queue}.`, fix }];
  });
}

/** One that does is enough, whatever the others are. */
function judgeTrails(trails: readonly SeenTrail[], region: string): readonly Verdict[] {
  const is = (fact: SeenTrail['logging'], value: boolean): boolean => 'value' in fact && fact.value === value;
  const good = trails.find(({ logging, recordsWrites }) => is(logging, true) && is(recordsWrites, true));
  if (good) return [ok(`${good.name} records them`)];
  const open = trails
    .filter(({ logging, recordsWrites }) => !is(logging, false) && !is(recordsWrites, false))
    .flatMap(({ name, logging, recordsWrites }) =>
      [logging, recordsWrites].flatMap((fact) =>
        'unreadable' in fact ? [unknown(fact.unreadable, `The trail ${name}`)] : [],
      ),
    );
  if (open.length > 0) return open;
  const stopped = trails.find(({ recordsWrites }) => is(recordsWrites, true));
  if (stopped) {
    const fix = `aws --region ${stopped.homeRegion} cloudtrail start-logging --name ${stopped.arn}`;
    return [{ severity: 'bad', message: `The trail ${stopped.name} is not logging.`, fix }];
  }
  const [blind] = trails;
  if (blind) {
    const fix = `Let it record management write events, or deploy with -c trail=true. Its selectors: aws --region ${blind.homeRegion} cloudtrail get-event-selectors --trail-name ${blind.arn}`;
    return [{ severity: 'bad', message: `The trail ${blind.name} does not record management write events.`, fix }];
  }
  return [
    {
      severity: 'bad',
      message: `There is no trail of ${region}.`,
      fix: 'Deploy with -c trail=true (docs/operations.md, "The trail").',
    },
  ];
}

/** A story and what came of it, in lines for a person: no secret's value, and things by the names of the story. */
import { isDeepStrictEqual } from 'node:util';
import { defaultSwitches } from '../local-aws/switches.ts';
import type { Played } from './simulation.ts';
import type { Moment, Step, Story } from './story.ts';

/** What it was about, what happened, and what was called. */
export function tell(story: Story, played: Played): string {
  const mask = masker(played);
  return [
    ...settingOf(story).map((line) => `  ${line}`),
    'Steps:',
    ...story.steps.map((step) => `  ${momentOf(step.when)}  ${mask(deedOf(step))}`),
    'What was called:',
    ...callsOf(played).map((line) => `  ${mask(line)}`),
  ].join('\n');
}

/** Puts a word in the place of every secret, and the story's names in the place of ids. */
export function masker({ secrets, names }: Pick<Played, 'secrets' | 'names'>): (text: string) => string {
  const words = new Map([
    ...names,
    ...[...new Set(secrets)].map((value, index) => [value, `‹secret ${index + 1}›`] as const),
  ]);
  // The longest first: one may be the beginning of another.
  const sought = [...words].filter(([value]) => value !== '').toSorted(([one], [other]) => other.length - one.length);
  return (text) => sought.reduce((masked, [value, word]) => masked.replaceAll(value, word), text);
}

function settingOf({ setting, weather }: Story): readonly string[] {
  const { switches, deployments, indexLagMilliseconds, minutes } = setting;
  const unusual = Object.entries(switches).filter(
    ([name, value]) => !isDeepStrictEqual(defaultSwitches[name as keyof typeof defaultSwitches], value),
  );
  const { latency, ...rest } = weather;
  return [
    `deployments: ${deployments.join(', ')}; faults stop after ${minutes} minutes`,
    ...unusual.map(([name, value]) => `switch ${name}: ${value}`),
    ...(indexLagMilliseconds > 0 ? [`the tagging index lags up to ${indexLagMilliseconds} ms behind`] : []),
    ...(latency.most > 0 ? [`each way of a call takes ${latency.least} to ${latency.most} ms`] : []),
    ...Object.entries(rest).flatMap(([what, all]) => all.map((one) => `${what}: ${JSON.stringify(one)}`)),
  ];
}

function momentOf(when: Moment): string {
  if ('milliseconds' in when) return `${(when.milliseconds / 1000).toFixed(1).padStart(8)} s`;
  return `${when.side} ${when.operation} ${when.nth}`.padStart(10);
}

function deedOf({ does, when, ...rest }: Step): string {
  return `${does} ${JSON.stringify(rest)}`;
}

const longest = 300;

function callsOf({ chronicle, milestones }: Played): readonly string[] {
  const start = chronicle.calls[0]?.at ?? 0;
  const calls = new Map(chronicle.calls.map((call) => [call.order, call]));
  const writes = new Map(chronicle.writes.map(({ order, version }) => [order, `version ${version.version}`]));
  return chronicle.lines.flatMap((line, order) => {
    const call = calls.get(order);
    // The last sweeps are told by their effects alone.
    if (order >= milestones.calm && !writes.has(order)) return [];
    if (call === undefined)
      return `${seconds(Number(line.split(' ', 1)[0]) - start)} ${line.slice(line.indexOf(' ') + 1)}`;
    const { at, by, operation, input, errorCode } = call;
    const { Value, Name, Names, ClientId, ...others } = input;
    const about = [Name, Names, ClientId].flatMap((part) => (part === undefined ? [] : [String(part)]));
    const more = about.length > 0 ? '' : JSON.stringify(others).slice(0, longest);
    const end = errorCode ?? writes.get(order) ?? '';
    return [seconds(at - start), by, operation, ...about, more, Value, end]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  });
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3).padStart(9);
}

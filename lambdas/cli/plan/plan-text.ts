import type { Comparison } from '../../core/comparison.ts';
import { sentence } from '../../core/findings.ts';
import { wordsOf } from '../../core/log-line.ts';
import type { Action } from '../../core/plan.ts';
import { printable, type Style, type Terminal, wrap } from '../terminal.ts';
import { type Forecast, type Forecasted, isChange, keyOf, type PoolForecast } from './forecast.ts';

/** In-sync targets of a pool that are shown one by one; more are counted. */
const mostInSync = 20;

/** How each action looks; most urgent last in a pool, next to where the eye ends up. */
export const looks: Readonly<Record<Action, readonly [mark: string, style: Style]>> = {
  none: ['=', 'dim'],
  waiting: ['…', 'cyan'],
  create: ['+', 'green'],
  update: ['~', 'yellow'],
  orphaned: ['?', 'yellow'],
  rejected: ['!', 'red'],
  blocked: ['!', 'red'],
  failed: ['✗', 'red'],
};
const order = Object.keys(looks) as readonly Action[];

/** What a target is called where its action alone does not say it. */
function wordOf({ outcome, tags }: Forecasted): string {
  if (outcome.action === 'none') return tags.length > 0 ? 'tag' : 'in sync';
  return outcome.action;
}

/** The plan, pool by pool: what is in sync, what changes and how, what needs a person and what to do. */
export function printForecast(forecast: Forecast, terminal: Terminal, all: boolean): void {
  for (const pool of forecast.pools) printPool(pool, terminal, all);
}

function printPool({ userPoolId, name, targets }: PoolForecast, terminal: Terminal, all: boolean): void {
  const title = name === undefined ? userPoolId : `${printable(name)}  ${userPoolId}`;
  terminal.print(terminal.paint('bold', title));
  // The tagging index goes on listing pools that are gone, for weeks.
  const nothing = name === undefined ? 'the pool is gone' : 'nothing is declared';
  if (targets.length === 0) terminal.print(`  ${nothing}, and nothing is left behind`);
  const quiet = targets.filter((target) => wordOf(target) === 'in sync');
  const hidden = all || quiet.length <= mostInSync ? [] : quiet;
  const shown = targets
    .filter((target) => !hidden.includes(target))
    .toSorted((one, other) => compareTexts(keyOf(one.outcome), keyOf(other.outcome)))
    .toSorted((one, other) => order.indexOf(one.outcome.action) - order.indexOf(other.outcome.action));
  const widths = {
    word: Math.max(0, ...shown.map((target) => wordOf(target).length)),
    client: Math.max(0, ...shown.map((target) => clientOf(target).length)),
  };
  if (hidden.length > 0)
    terminal.print(terminal.paint('dim', `  = ${hidden.length} targets in sync (--all lists them)`));
  for (const target of shown) printTarget(target, widths, terminal);
  printNotes(quiet, terminal);
  terminal.print();
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** What is worth knowing of targets in sync: of many mostly the same, so each once. */
function printNotes(quiet: readonly Forecasted[], terminal: Terminal): void {
  const notes = quiet.flatMap(({ outcome }) => outcome.notes.map(sentence));
  for (const note of new Set(notes)) {
    const count = notes.filter((other) => other === note).length;
    const text = `Note${count > 1 ? ` on ${count} targets` : ''}: ${printable(note)}`;
    const [first = '', ...rest] = wrap(text, terminal.width === undefined ? undefined : terminal.width - 4);
    terminal.print(`  ${terminal.paint('dim', first)}`);
    for (const line of rest) terminal.print(`    ${terminal.paint('dim', line)}`);
  }
}

function printTarget(
  target: Forecasted,
  widths: { readonly word: number; readonly client: number },
  terminal: Terminal,
): void {
  const { outcome, comparison, tags } = target;
  const [mark, style] =
    tags.length > 0 && outcome.action === 'none' ? (['~', 'yellow'] as const) : looks[outcome.action];
  const head = terminal.paint(style, `${mark} ${wordOf(target).padEnd(widths.word)}`);
  const client = clientOf(target).padEnd(widths.client);
  terminal.print(`  ${head}  ${client}  ${whereOf(target)}`.trimEnd());
  const indent = ' '.repeat(6 + widths.word);
  if (isChange(target)) for (const line of comparisonLines(comparison)) terminal.print(`${indent}${line}`);
  if (isChange(target) && tags.length > 0) terminal.print(`${indent}owner tags    ${tags.join(', ')}`);
  if (outcome.finding || (wordOf(target) !== 'in sync' && outcome.notes.length > 0)) {
    const width = terminal.width === undefined ? undefined : terminal.width - indent.length;
    for (const line of wrap(printable(wordsOf(outcome)), width)) terminal.print(indent + line);
  }
}

function clientOf({ outcome: { clientName, clientId } }: Forecasted): string {
  return printable(clientName ?? clientId ?? '');
}

/** Where it goes; of what has no target, the code that names what is wrong. */
function whereOf({ outcome: { parameter, place, finding } }: Forecasted): string {
  const target = parameter === undefined ? '' : place === undefined ? parameter : `${parameter}  ${place}`;
  return [target, finding ? `(${finding.code})` : ''].filter((part) => part !== '').join('  ');
}

/** Of what is longer, before and after stand on lines of their own. */
const longest = 72;

/** Only what differs; a secret is said to change, and no more. */
function comparisonLines(comparison: readonly Comparison[]): readonly string[] {
  return comparison
    .filter(({ change }) => change !== 'same')
    .flatMap(({ key, change, before = '(another value)', after }) => {
      const name = key.padEnd(14);
      if (after === undefined) return [`${name}${change}`];
      if (change === 'added') return [`${name}${after} (added)`];
      const line = `${before} → ${after}`;
      return line.length <= longest ? [name + line] : [name + before, `${'→ '.padStart(name.length)}${after}`];
    });
}

/** How much is what, in one line. */
export function summaryOf({ inventory, changes, pools }: Forecast): string {
  const { inSync, waiting, blocked, rejected, orphaned, failed } = inventory;
  const parts: readonly (readonly [string, number])[] = [
    ['In sync', inSync],
    ['Waiting', waiting],
    ['Orphans', orphaned],
    ['Blocked', blocked],
    ['Rejected', rejected],
    ['Failed', failed],
    ['Pools', pools.length],
  ];
  const first = pools.length === 0 ? 'No pool declares anything.' : `Changes due: ${changes}.`;
  const rest = parts.filter(([name, count]) => count > 0 || name === 'Pools');
  return [first, ...rest.map(([name, count]) => `${name}: ${count.toLocaleString('en')}.`)].join(' ');
}

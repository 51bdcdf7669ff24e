import type { Outcome } from '../../core/report.ts';
import { counted } from '../counted.ts';
import { printable, type Style, type Terminal, wrap } from '../terminal.ts';
import { ageOf } from './age.ts';
import type { Remark } from './attention.ts';
import type { Overview, PoolOverview } from './overview.ts';
import { lengthsOf, percentInSync, type Standing, standings, type Tally } from './standing.ts';
import { cell, printTable } from './table.ts';

/** How each looks in the bar: told apart without colours, too. */
const looks: Readonly<Record<Standing, readonly [block: string, style: Style]>> = {
  'in sync': ['█', 'green'],
  due: ['▓', 'yellow'],
  waiting: ['░', 'cyan'],
  'needs a person': ['▚', 'red'],
};

/** Remarks that are printed; more are counted. */
const mostRemarks = 20;

/** The picture, the pools, and what needs a person; with `all`, every target and every remark. */
export function printOverview(overview: Overview, terminal: Terminal, all: boolean): void {
  const { tally, pools, at } = overview;
  printBar(tally, terminal);
  terminal.print(terminal.paint('bold', verdictOf(overview)));
  if (pools.length === 0) return;
  terminal.print();
  printPools(overview, terminal);
  if (all) for (const pool of pools) printTargets(pool, at, terminal);
  printRemarks('Needs a person', overview.needing, terminal, all);
  printRemarks('Worth knowing', overview.noted, terminal, all);
}

/** Blocks where somebody looks; to a file the percentage says it all. */
function printBar(tally: Tally, terminal: Terminal): void {
  if (terminal.width === undefined || tally.total === 0) return;
  const width = Math.min(60, terminal.width);
  const lengths = lengthsOf(tally, width, 1);
  let drawn = 0;
  let due = 0;
  const blocks = standings.map((standing) => {
    const [block, style] = looks[standing];
    due += lengths[standing];
    const length = Math.round(due) - drawn;
    drawn += length;
    return terminal.paint(style, block.repeat(length));
  });
  terminal.print(blocks.join(''));
  const present = standings.filter((standing) => tally.of[standing] > 0);
  terminal.print(
    present
      .map((standing) => `${terminal.paint(looks[standing][1], looks[standing][0])} ${tally.of[standing]} ${standing}`)
      .join('   '),
  );
  terminal.print();
}

/** One sentence of how much is in sync and what is not. */
function verdictOf({ tally, pools, tagsDue, deployment, region }: Overview): string {
  const where = `${deployment} in ${region}`;
  if (pools.length === 0) return `${where}: no user pool declares anything.`;
  const { of, inventory } = tally;
  const drifted = inventory.drifted > 0 ? ` (${inventory.drifted} drifted)` : '';
  const unreadable =
    inventory.secretsUnreadable > 0 ? [`${counted(inventory.secretsUnreadable, 'secret')} unreadable`] : [];
  const needing = of['needs a person'];
  const rest = [
    ...(of.due > 0 ? [`${of.due} due${drifted}`] : []),
    ...(tagsDue > 0 ? [`${counted(tagsDue, 'parameter')} without owner tags`] : []),
    ...(of.waiting > 0 ? [`${of.waiting} waiting`] : []),
    ...(needing > 0 ? [`${needing} ${needing === 1 ? 'needs' : 'need'} a person`] : []),
    ...unreadable,
  ];
  const share = `${of['in sync']} of ${tally.total} in sync (${percentInSync(tally)} %)`;
  return `${where}: ${[share, ...rest].join(', ')}; ${counted(pools.length, 'pool')}.`;
}

type Count = keyof Tally['inventory'];

/** The counts of a pool by their headings; one that is 0 everywhere has no column, but what is in sync always has. */
export const countColumns: readonly (readonly [heading: string, count: Count, style?: Style])[] = [
  ['in sync', 'inSync'],
  ['due', 'due', 'yellow'],
  ['drifted', 'drifted', 'yellow'],
  ['waiting', 'waiting', 'cyan'],
  ['blocked', 'blocked', 'red'],
  ['rejected', 'rejected', 'red'],
  ['orphans', 'orphaned', 'yellow'],
  ['failed', 'failed', 'red'],
  ['unreadable', 'secretsUnreadable', 'yellow'],
];

function printPools({ pools, tally, at }: Overview, terminal: Terminal): void {
  const columns = countColumns.filter(([, count]) => count === 'inSync' || tally.inventory[count] > 0);
  const countsOf = ({ inventory }: Tally) =>
    columns.map(([, count, style]) =>
      inventory[count] === 0 ? cell('0', 'dim', 'right') : cell(inventory[count].toLocaleString('en'), style, 'right'),
    );
  const rows = pools.map((pool) => [
    cell(nameOf(pool)),
    cell(pool.userPoolId),
    ...countsOf(pool.tally),
    cell(pool.changedAt === undefined ? '' : ageOf(pool.changedAt, at)),
  ]);
  const headings = [cell('pool', 'dim'), cell('id', 'dim'), ...columns.map(([name]) => cell(name, 'dim', 'right'))];
  const total = pools.length > 1 ? [[cell('all', 'bold'), cell(''), ...countsOf(tally)]] : [];
  printTable([[...headings, cell('last change', 'dim')], ...rows, ...total], terminal);
}

/** A pool's name as it is shown; one that is gone has none any more. */
export function nameOf({ name, gone }: Pick<PoolOverview, 'name' | 'gone'>): string {
  return name === undefined ? (gone ? '(gone)' : '(not seen)') : printable(name);
}

function printTargets(pool: PoolOverview, at: string, terminal: Terminal): void {
  if (pool.targets.length === 0) return;
  terminal.print();
  terminal.print(terminal.paint('bold', `${nameOf(pool)}  ${pool.userPoolId}`));
  const rows = pool.targets.map(({ outcome, changedAt }) => [
    cell(`  ${wordOf(outcome)}`),
    cell(subjectOf(outcome)),
    cell(outcome.parameter ?? ''),
    cell(outcome.place ?? ''),
    cell(changedAt === undefined ? '' : ageOf(changedAt, at)),
  ]);
  printTable(rows, terminal);
}

/** Whom it is about: the client, or the tag that leads to none. */
export function subjectOf({ clientName, clientId, finding }: Outcome): string {
  return printable(clientName ?? clientId ?? (finding && 'tag' in finding ? finding.tag : ''));
}

/** What a target is called: its action, or the finding that stops it. */
export function wordOf({ action, code }: Outcome): string {
  return action === 'none' ? 'in sync' : action === 'create' || action === 'update' ? code.replace('-', ' ') : code;
}

function printRemarks(title: string, remarks: readonly Remark[], terminal: Terminal, all: boolean): void {
  if (remarks.length === 0) return;
  terminal.print();
  terminal.print(terminal.paint('bold', title));
  const shown = all ? remarks : remarks.slice(0, mostRemarks);
  const indent = '    ';
  const width = terminal.width === undefined ? undefined : terminal.width - indent.length;
  for (const { code, userPoolId, poolName, clientName, sentence, count } of shown) {
    const names = [clientName, poolName, userPoolId].map((name) => printable(name ?? ''));
    const about = [...names, count > 1 ? `${count} times` : ''];
    terminal.print(`  ${terminal.paint('yellow', code)}  ${about.filter((part) => part !== '').join('  ')}`);
    for (const line of wrap(printable(sentence), width)) terminal.print(indent + line);
  }
  if (shown.length < remarks.length)
    terminal.print(terminal.paint('dim', `  and ${remarks.length - shown.length} more (--all lists them)`));
}

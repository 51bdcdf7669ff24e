import { sentence } from '../../core/findings.ts';
import type { Request } from '../../core/request.ts';
import { counted } from '../counted.ts';
import { duration } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import type { Letter, Undelivered } from './letter.ts';
import type { Opened } from './letters.ts';

/** Messages of a queue that are shown one by one; more are counted. */
const mostShown = 50;

/** A queue: how much lies in it, and what each message asks for. `width`: of the longest queue's name. */
export function printOpened(opened: Opened, width: number, terminal: Terminal, now: number): void {
  const { queue, messages, letters, finding } = opened;
  const oldest = letters[0];
  const age = oldest ? `, the oldest sent ${duration((now - oldest.sentAt) / 1000)} ago` : '';
  const known = messages === 0 ? emptiness(opened) : counted(messages, 'message') + age;
  const name = terminal.paint('bold', queue.name.padEnd(width));
  terminal.print(`${name}  ${messages === 0 ? terminal.paint('dim', known) : known}`);
  const rows = letters.slice(0, mostShown).map((letter) => rowOf(letter, now));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    terminal.print(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  const hidden = messages - rows.length;
  if (hidden > 0 && rows.length > 0) terminal.print(terminal.paint('dim', `  and ${counted(hidden, 'message')} more`));
  else if (hidden > 0 && finding === undefined) terminal.print('  Somebody else is looking at them just now.');
  if (finding) terminal.print(`  ${terminal.paint('red', '✗')} ${sentence(finding)}`);
}

/** Of a queue in which nothing was seen. */
export function emptiness({ arn, finding }: Opened): string {
  if (arn === undefined) return finding ? 'not looked into' : 'there is no such queue';
  return 'empty';
}

/** When it was sent, what kind it is, what it is about; then what else is to be said. */
function rowOf({ says, sentAt, receives, id }: Letter, now: number): readonly string[] {
  const age = `${duration((now - sentAt) / 1000)} ago`;
  const times = receives === 1 ? '' : `received ${receives} times`;
  switch (says.kind) {
    case 'request':
      return [age, ...partsOf(says.request), times];
    case 'invalid':
      return [age, 'not understood', `${says.problem} (message ${id})`, times];
    case 'undelivered':
      return [age, 'undelivered', subjectOf(says), reasonOf(says)];
    default:
      return says satisfies never;
  }
}

/** Its kind, and what it is about. */
export function partsOf(request: Request): readonly [kind: string, subject: string] {
  if (request.kind === 'sweep') return ['sweep', `of ${request.sweep}`];
  if (request.kind === 'parameter') return ['parameter', request.parameter];
  const { scope, userPoolId, clientIds, sweep } = request;
  const clients = scope === 'pool' ? '' : `, ${counted(clientIds.length, 'client')}`;
  return [scope, `${userPoolId}${clients}${sweep === undefined ? '' : `, of the sweep ${sweep}`}`];
}

export function subjectOf({ detailType, eventName, userPoolId, time }: Undelivered): string {
  const parts = [eventName ?? detailType ?? 'an event of another form', userPoolId, time && `of ${time}`];
  return parts.filter((part) => part !== undefined).join(' ');
}

export function reasonOf({ rule, error }: Undelivered): string {
  return [rule, error].filter((part) => part !== undefined).join(': ') || 'nothing says by whom or why';
}

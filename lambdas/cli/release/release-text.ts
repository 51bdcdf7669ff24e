import type { Owner } from '../../core/ownership.ts';
import { CommandError } from '../command-error.ts';
import { jsonLine } from '../json-line.ts';
import { printable, type Terminal } from '../terminal.ts';
import type { Tenure } from './tenure.ts';

/** A place of the parameter, and whose it is. */
export interface Held {
  readonly place: string;
  readonly owner: Owner | undefined;
  readonly clientName: string | undefined;
  readonly tenure: Tenure;
}

function whoOf({ owner, clientName }: Held): string {
  if (owner === undefined) return 'nobody';
  const name = clientName === undefined ? '' : `${printable(clientName)} `;
  return `client ${name}${owner.clientId} of pool ${owner.userPoolId}`;
}

export function printHeld(parameter: string, held: readonly Held[], terminal: Terminal): void {
  terminal.print(terminal.paint('bold', parameter));
  const widths = {
    place: Math.max(...held.map(({ place }) => printable(place).length)),
    who: Math.max(...held.map((one) => whoOf(one).length)),
  };
  for (const one of held) {
    const [mark, style] = one.tenure.free ? (['-', 'yellow'] as const) : (['!', 'red'] as const);
    const columns = [printable(one.place).padEnd(widths.place), whoOf(one).padEnd(widths.who), one.tenure.because];
    terminal.print(`  ${terminal.paint(style, mark)} ${columns.join('  ')}`);
  }
  terminal.print();
}

export function stillClaimed(parameter: string, claimed: readonly Held[], others: boolean): CommandError {
  const told = claimed.map(
    (one) => `${printable(one.place)} of ${parameter} is held by ${whoOf(one)}: ${one.tenure.because}.`,
  );
  const next = claimed.flatMap(({ tenure }) => tenure.next ?? []);
  return new CommandError(
    [...told, 'Nothing was written.'].join('\n'),
    [
      ...new Set(next),
      ...(others
        ? ['Name another place of it with --place, or release it all the same with --force.']
        : ['Or release it all the same with --force.']),
    ].join('\n'),
  );
}

export function* heldLines(parameter: string, held: readonly Held[], keys: readonly string[]): Generator<string> {
  for (const { place, owner, clientName, tenure } of held) {
    const { userPoolId, clientId } = owner ?? {};
    yield jsonLine({
      code: 'released',
      userPoolId,
      clientId,
      clientName,
      parameter,
      place,
      claimed: !tenure.free,
      message: tenure.because,
      tags: keys,
    });
  }
}

/** Keys of tags, as they can be shown. */
export function listed(keys: readonly string[]): string {
  return keys.map(printable).join(' and ');
}

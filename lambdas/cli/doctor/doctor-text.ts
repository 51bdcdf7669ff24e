import { counted } from '../counted.ts';
import { printable, type Style, type Terminal, wrap } from '../terminal.ts';
import { countOf, type Judgement } from './checks.ts';
import type { Severity, Verdict } from './verdict.ts';

const looks: Readonly<Record<Severity, readonly [mark: string, style: Style]>> = {
  ok: ['✓', 'green'],
  warn: ['!', 'yellow'],
  bad: ['✗', 'red'],
  unknown: ['?', 'cyan'],
};

/** What the checks said, subject by subject: of what is well one line, of the rest what, why and what mends it. */
export function printJudgements(judgements: readonly Judgement[], terminal: Terminal): void {
  const width = Math.max(...judgements.map(({ check }) => check.name.length));
  for (const [subject, group] of Map.groupBy(judgements, (judgement) => judgement.subject)) {
    terminal.print(terminal.paint('bold', subject));
    for (const judgement of group) printJudgement(judgement, width, terminal);
  }
  terminal.print();
  terminal.print(terminal.paint('bold', summaryOf(judgements)));
}

function printJudgement({ check, verdicts }: Judgement, width: number, terminal: Terminal): void {
  for (const [index, verdict] of verdicts.entries()) {
    const [mark, style] = looks[verdict.severity];
    const head = terminal.paint(style, `${mark} ${check.name.padEnd(width)}`);
    const [first = '', ...rest] = wrapped(`${whose(verdict)}${verdict.message}`, width, terminal);
    terminal.print(`  ${head}  ${first}`);
    const indent = ' '.repeat(width + 6);
    for (const line of rest) terminal.print(indent + line);
    // The reason is the check's, and stands once, beneath the last of its verdicts.
    const isLast = index === verdicts.length - 1;
    if (isLast && verdict.severity !== 'ok')
      for (const line of wrapped(`why: ${check.why}`, width, terminal))
        terminal.print(terminal.paint('dim', indent + line));
    // Whole, so that it can be copied.
    if (verdict.fix !== undefined) terminal.print(`${indent}fix: ${printable(verdict.fix)}`);
  }
}

function whose({ userPoolId }: Verdict): string {
  return userPoolId === undefined ? '' : `${userPoolId}: `;
}

function wrapped(text: string, width: number, terminal: Terminal): readonly string[] {
  return wrap(printable(text), terminal.width === undefined ? undefined : terminal.width - width - 6);
}

function summaryOf(judgements: readonly Judgement[]): string {
  const parts: readonly (readonly [Severity, (count: number) => string])[] = [
    ['bad', (count) => `${count} bad`],
    ['warn', (count) => counted(count, 'warning')],
    ['unknown', (count) => `${count} not to be read`],
  ];
  const said = parts.flatMap(([severity, words]) => {
    const count = countOf(judgements, severity);
    return count === 0 ? [] : [words(count)];
  });
  return said.length === 0 ? 'All is well.' : `${said.join(', ')}.`;
}

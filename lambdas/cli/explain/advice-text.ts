import { managedKeys } from '../../core/credentials.ts';
import { printable, type Terminal, wrap } from '../terminal.ts';
import type { Advice } from './advice.ts';
import { ruleTexts } from './rule-text.ts';
import type { TargetExplanation } from './target-explanation.ts';

/** What would change it. Each command has a line of its own, so that it can be copied. */
export function printAdvice(advice: readonly Advice[], terminal: Terminal, indent: string): void {
  if (advice.length === 0) return;
  terminal.print(`${indent}${terminal.paint('bold', 'What would change it')}`);
  const width = terminal.width === undefined ? undefined : terminal.width - indent.length - 2;
  for (const { what, command } of advice) {
    for (const line of wrap(printable(what), width)) terminal.print(`${indent}  ${line}`);
    if (command !== undefined) terminal.print(`${indent}    ${terminal.paint('cyan', printable(command))}`);
  }
}

/** What would make each key hold something else, by the rule that decided it. */
export function ruleAdvice({ keys }: TargetExplanation): readonly Advice[] {
  return managedKeys.flatMap((managed) =>
    keys
      .filter(({ key }) => key === managed)
      .map(({ key, rule }) => ({ what: `${key}: ${ruleTexts[rule].otherwise}` })),
  );
}

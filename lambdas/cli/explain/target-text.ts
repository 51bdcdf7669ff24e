import { placeOf } from '../../core/ownership.ts';
import type { ParameterSight } from '../../core/parameter.ts';
import { isFailure } from '../../core/world.ts';
import { looks } from '../plan/plan-text.ts';
import { printable, type Terminal, wrap } from '../terminal.ts';
import { findingText } from './finding-text.ts';
import { placeText } from './place-text.ts';
import { ruleTexts } from './rule-text.ts';
import type { KeyExplanation, TargetExplanation } from './target-explanation.ts';

const indent = '      ';
const labelWidth = 14;

/** One target: the way there, what stands there, who has the place, each key with its rule, and what it comes to. */
export function printTarget(target: TargetExplanation, terminal: Terminal, head: 'client' | 'target'): void {
  const { claim, outcome, standing } = target;
  const [mark, style] = outcome ? looks[outcome.action] : (['✗', 'red'] as const);
  const word = outcome?.code ?? 'not looked at';
  const what = head === 'client' ? named(claim.client) : claim.parameter;
  terminal.print(`  ${terminal.paint(style, `${mark} ${word}`)}  ${what}  ${placeOf(claim)}`);
  const width = terminal.width;
  const tell = (label: string, text: string): void => {
    const lines = wrap(printable(text), width === undefined ? undefined : width - indent.length - labelWidth);
    for (const [index, line] of lines.entries())
      terminal.print(`${indent}${(index === 0 ? label : '').padEnd(labelWidth)}${line}`);
  };
  tell('tag', wayOf(target));
  if (head === 'target') {
    tell('allowed', allowedText(target));
    tell('parameter', parameterText(target.sight));
  }
  tell('place', placeText(target));
  tell('owner tag', ownerText(target));
  for (const key of target.keys) tell(key.key, keyText(key));
  if (target.keys.length === 0 && outcome?.action !== 'failed')
    tell(
      'keys',
      `none is decided: ${standing.kind === 'unreadable' ? 'the place cannot be looked into' : 'the client does not have the place'}`,
    );
  const findings = outcome ? [...(outcome.finding ? [outcome.finding] : []), ...outcome.notes] : [];
  for (const finding of findings) tell('result', findingText(finding));
}

/** A client as people know it, with its id. */
export function named({ name, id }: { readonly name: string; readonly id: string }): string {
  return name === '' ? id : `${printable(name)} (${id})`;
}

function wayOf({ claim, value, word }: TargetExplanation): string {
  const way = `${claim.tag} = ${value}`;
  if (!claim.byPattern)
    return `${way}, which names it by its ${claim.tag.endsWith(`:${claim.client.id}`) ? 'id' : 'exact name'}`;
  const path = word.split('@')[0] ?? word;
  const expanded = path === claim.parameter ? 'is the same for all clients' : `is ${claim.parameter} for this client`;
  return `${way}, the pattern: ${path} ${expanded}`;
}

function allowedText({ prefix, pool }: TargetExplanation): string {
  if (prefix === undefined) return 'by no prefix';
  return `by the prefix ${prefix.prefix}, ${prefix.pools ? `bound to ${prefix.pools.length === 1 ? 'this pool' : `${prefix.pools.length} pools, ${pool.id} among them`}` : 'open to every pool'}`;
}

/** What the parameter is, as far as it may be shown. */
export function parameterText(sight: ParameterSight | undefined): string {
  if (sight === undefined) return 'not looked at';
  if (sight.kind === 'absent') return 'does not exist';
  if (sight.kind === 'unreadable') return findingText(sight.finding);
  const { version, type, dataType, changedAt } = sight.parameter;
  const kind = dataType === 'text' ? type : `${type} of data type ${dataType}`;
  return `version ${version}, ${kind}${changedAt === undefined ? '' : `, changed ${timeText(changedAt)}`}`;
}

/** To the minute, in UTC. */
function timeText(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function ownerText({ owner, claim, pool, tagsDue }: TargetExplanation): string {
  const due = tagsDue.length === 0 ? '' : `; to be written: ${tagsDue.join(', ')}`;
  if (owner === undefined) return `none${due}`;
  if (isFailure(owner)) return findingText(owner);
  const who = owner.clientId === claim.client.id ? 'this client' : owner.clientId;
  const where = owner.userPoolId === pool.id ? '' : ` of pool ${owner.userPoolId}`;
  return `${who}${where}, given by ${owner.deployment}${due}`;
}

const changeWidth = 8;

function keyText({ change, before, after, rule, want }: KeyExplanation): string {
  const state = change ?? (want === 'blocked' || want === 'failed' ? want : 'absent');
  const shown =
    change === 'changed' && after !== undefined ? `${before ?? '(another value)'} → ${after}` : (after ?? before);
  return `${state.padEnd(changeWidth)} ${shown === undefined ? '' : `${shown}: `}${ruleTexts[rule].why} [${rule}]`;
}

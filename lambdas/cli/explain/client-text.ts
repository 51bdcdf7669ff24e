import { sentence } from '../../core/findings.ts';
import { wordsOf } from '../../core/log-line.ts';
import { orphaned } from '../../core/report.ts';
import { printable, type Terminal, wrap } from '../terminal.ts';
import type { Advice, Standpoint } from './advice.ts';
import { printAdvice, ruleAdvice } from './advice-text.ts';
import { tagPool } from './aws-commands.ts';
import type { ClientExplanation, TagSight } from './client-explanation.ts';
import { adviceOnRejection } from './finding-advice.ts';
import { exampleTarget } from './retagging.ts';
import { adviceOn } from './target-advice.ts';
import { named, printTarget } from './target-text.ts';

/** Tags that are shown though they are about others. */
const mostOthers = 10;

/** A client: the tags that were looked at, where they lead, and what would change that. */
export function printClient(explanation: ClientExplanation, terminal: Terminal, standpoint: Standpoint): void {
  const { pool, client, targets, rejections, orphans, failures } = explanation;
  const print = (text: string): void => {
    for (const line of wrap(printable(text), terminal.width === undefined ? undefined : terminal.width - 2))
      terminal.print(`  ${line}`);
  };
  terminal.print(terminal.paint('bold', `${named(client)} of pool ${printable(pool.name)} (${pool.id})`));
  printTags(explanation, terminal);
  terminal.print();
  for (const target of targets) {
    printTarget(target, terminal, 'target');
    printAdvice([...adviceOn(target, standpoint), ...ruleAdvice(target)], terminal, '      ');
    terminal.print();
  }
  for (const rejection of rejections) {
    print(`! ${rejection.code}  ${sentence(rejection)}`);
    printAdvice(adviceOnRejection(rejection, pool, standpoint, explanation.ownTag), terminal, '      ');
  }
  for (const orphan of orphans) print(`? ${orphan.code}  ${wordsOf(orphaned(orphan))}`);
  for (const failure of failures) print(`✗ ${wordsOf(failure)}`);
  if (targets.length === 0) {
    print(conclusionOf(explanation));
    printAdvice(claimAdvice(explanation, standpoint), terminal, '  ');
  }
  const stack = pool.tags['aws:cloudformation:stack-name'];
  if (stack !== undefined)
    print(
      `The pool belongs to the CloudFormation stack ${stack}: change its tags there, or the next deployment may take them away.`,
    );
}

function printTags({ tags, client, pool }: ClientExplanation, terminal: Terminal): void {
  if (tags.length === 0) terminal.print(`  pool ${printable(pool.name)} declares nothing: it has no tag of ours`);
  const about = tags.filter(({ relation }) => relation !== 'another');
  const others = tags.filter(({ relation }) => relation === 'another');
  const shown = about.length > 0 ? about : others.slice(0, mostOthers);
  const width = Math.max(0, ...shown.map(({ tag, value }) => printable(`${tag} = ${value}`).length));
  for (const tag of shown)
    terminal.print(
      `  ${printable(`${tag.tag} = ${tag.value}`).padEnd(width)}  ${printable(relationText(tag, client))}`,
    );
  const rest = tags.length - shown.length;
  if (rest > 0) terminal.print(`  ${rest} other tag${rest === 1 ? ' names another client' : 's name other clients'}`);
}

/** What a tag has to do with the client. */
export function relationText(
  { tag, relation, names }: Pick<TagSight, 'tag' | 'relation' | 'names'>,
  { name }: { readonly name: string },
): string {
  switch (relation) {
    case 'by-id':
      return 'names it by its id';
    case 'by-name':
      return 'names it by its exact name';
    case 'by-pattern':
      return 'is the pattern, which covers it';
    case 'outside-pattern':
      return `is the pattern, which does not cover it: ${names.join(' and ')} ${names.length === 1 ? 'names' : 'name'} it`;
    case 'public':
      return 'is the pattern, which does not cover it: it is a public client, without a secret';
    case 'dynamic':
      return 'is not for it: it registered itself at the pool’s domain and chose its own name';
    case 'near':
      return `is not about it, but nearly: the tag says ${JSON.stringify(names[0])}, the client is ${JSON.stringify(name)} (capitals count)`;
    case 'names-nobody':
      return `names nobody: ${tag} is kept free for settings`;
    case 'another':
      return 'names another client';
    default:
      return relation satisfies never;
  }
}

/** Why it has no target. */
export function conclusionOf({ tags, dynamic, rejections }: ClientExplanation): string {
  if (dynamic) return 'It is never synchronised: only clients made through the API are.';
  const about = tags.filter(
    ({ relation }) => relation === 'by-id' || relation === 'by-name' || relation === 'by-pattern',
  );
  if (rejections.length > 0) return 'Its declaration leads nowhere, and nothing is written for it.';
  if (about.length > 0) return 'It is left out (none): nothing is written for it, and what was written stays.';
  return 'No tag is about it: nothing is written for it.';
}

/** The tag that would lead it somewhere. */
export function claimAdvice(
  { tags, dynamic, pool, ownTag, rejections, orphans }: ClientExplanation,
  { deployment }: Standpoint,
): readonly Advice[] {
  if (dynamic || rejections.length > 0) return [];
  const naming = tags.find(({ relation }) => relation === 'by-id' || relation === 'by-name');
  const near = tags.find(({ relation }) => relation === 'near');
  const left = orphans.map(({ parameter, place }) => `${parameter}@${place}`).join(' ');
  const value = left || (near?.value ?? exampleTarget(pool, deployment, 'NAME'));
  return [
    {
      what: left ? 'To declare it where it stands:' : 'To declare it:',
      command: tagPool(pool, naming?.tag ?? ownTag, value),
    },
  ];
}

/**
 * Invariant 10: only calls that it may make, only under the prefixes, only for regular clients that were declared there,
 * and nobody's place is taken who is there and still claims it.
 */
import type { Chronicle, Written } from '../chronicle.ts';
import type { Tags } from './contest.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, standing } from './paper.ts';
import { isDeclaredThere, isLegal } from './taking.ts';
import { basesOf, before, placesIn, sightedBy, tagsDuring } from './window.ts';

const allowed: ReadonlySet<string> = new Set([
  ...['DescribeUserPool', 'ListUserPoolClients', 'DescribeUserPoolClient', 'ListUserPoolClientSecrets'],
  ...[
    'GetParameter',
    'GetParameters',
    'DescribeParameters',
    'PutParameter',
    'AddTagsToResource',
    'ListTagsForResource',
  ],
  ...['GetResources', 'GetQueueAttributes', 'SendMessageBatch', 'ChangeMessageVisibility', 'DeleteMessage'],
]);

export function judgeInside(evidence: Evidence): readonly Violation[] {
  const { chronicle, deployed } = evidence;
  const found: string[] = [];
  for (const { deployment, operation, input } of chronicle.calls) {
    const rules = deployed.find(({ rules }) => rules.name === deployment)?.rules;
    if (rules === undefined) continue;
    if (!allowed.has(operation)) found.push(`${rules.name} calls ${operation}`);
    const name =
      operation === 'PutParameter' ? input.Name : operation === 'AddTagsToResource' ? input.ResourceId : undefined;
    if (typeof name === 'string' && !rules.prefixes.some((prefix) => name.startsWith(prefix)))
      found.push(`${rules.name} calls ${operation} for ${name}, outside of its prefixes`);
    if (operation === 'AddTagsToResource' || operation === 'PutParameter')
      found.push(...strangeTags(input.Tags).map((key) => `${rules.name} sets the tag ${key}`));
  }
  const ours = chronicle.writes.filter(({ deployment }) => deployment !== undefined);
  found.push(...ours.flatMap((written) => wrongOccupants(written, evidence)));
  return found.map((sentence) => ({ invariant: 'inside', found: sentence }));
}

function strangeTags(tags: unknown): readonly string[] {
  const keys = Array.isArray(tags) ? tags.map((tag: { readonly Key?: unknown }) => String(tag.Key)) : [];
  return keys.filter((key) => key !== 'ssm-sync:managed' && !key.startsWith('ssm-sync:owner:'));
}

/** Of a version whose base is not what stood, only who came in newly against every base is looked at. */
function wrongOccupants(written: Written, { chronicle, deployed }: Evidence): readonly string[] {
  const rules = deployed.find(({ rules }) => rules.name === written.deployment)?.rules;
  if (rules === undefined) return [];
  const sighted = sightedBy(written, chronicle, deployed);
  const tags = tagsBefore(written, chronicle);
  const bases = basesOf(written, chronicle);
  const stood = before(written, chronicle);
  return placesIn(sighted, written.name).flatMap((place) => {
    const idIn = (version: Written): string | undefined => standing(blockAt(version.version, place), 'clientId');
    const id = idIn(written);
    if (id === undefined || bases.some((base) => idIn(base) === id)) return [];
    const where = `${place} of ${written.name} (version ${written.version.version})`;
    const take = { id, place, parameter: written.name, rules, sighted, tags };
    if (!isDeclaredThere(take))
      return [`${id} was written at ${where}, and no regular client of that id was declared there`];
    const taken = stood && bases.includes(stood) ? idIn(stood) : undefined;
    if (isLegal({ ...take, taken })) return [];
    return [`${id} got ${where}${taken === undefined ? '' : ` from ${taken}`}, to which others have a better right`];
  });
}

/** What tags the run can have seen: until it tagged the parameter itself, for this write. */
function tagsBefore({ name, run, order }: Written, chronicle: Chronicle): readonly Tags[] {
  const began = run?.began ?? order;
  const own = chronicle.calls.findLast(
    (call) => call.run === run && call.operation === 'AddTagsToResource' && call.input.ResourceId === name,
  );
  return tagsDuring(name, began, Math.min(order, own?.order ?? order) - 1, chronicle);
}

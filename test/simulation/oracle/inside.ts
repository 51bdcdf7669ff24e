/**
 * Invariant 10: only calls that it may make, only under the prefixes, only for regular clients that were declared there,
 * and nobody's place is taken who is there and still claims it.
 */
import type { Written } from '../chronicle.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, standing } from './paper.ts';
import { basesOf, before, placesIn, type Sighted, sightedBy } from './window.ts';

const allowed: ReadonlySet<string> = new Set([
  ...['DescribeUserPool', 'ListUserPoolClients', 'DescribeUserPoolClient', 'ListUserPoolClientSecrets'],
  ...['GetParameter', 'GetParameters', 'DescribeParameters', 'PutParameter', 'AddTagsToResource', 'ListTagsForResource'],
  ...['GetResources', 'GetQueueAttributes', 'SendMessageBatch', 'ChangeMessageVisibility'],
]);

export function judgeInside(evidence: Evidence): readonly Violation[] {
  const { chronicle, deployed } = evidence;
  const found: string[] = [];
  for (const { deployment, operation, input } of chronicle.calls) {
    const rules = deployed.find(({ rules }) => rules.name === deployment)?.rules;
    if (rules === undefined) continue;
    if (!allowed.has(operation)) found.push(`${rules.name} calls ${operation}`);
    const name = operation === 'PutParameter' ? input.Name : operation === 'AddTagsToResource' ? input.ResourceId : undefined;
    if (typeof name === 'string' && !rules.prefixes.some((prefix) => name.startsWith(prefix)))
      found.push(`${rules.name} calls ${operation} for ${name}, outside of its prefixes`);
    if (operation === 'AddTagsToResource') found.push(...strangeTags(input.Tags).map((key) => `${rules.name} sets the tag ${key}`));
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
  const sighted = sightedBy(written, chronicle, deployed);
  const bases = basesOf(written, chronicle);
  const stood = before(written, chronicle);
  return placesIn(sighted, written.name).flatMap((place) => {
    const id = standing(blockAt(written.version, place), 'clientId');
    const idBefore = (base: Written): string | undefined => standing(blockAt(base.version, place), 'clientId');
    if (id === undefined || bases.some((base) => idBefore(base) === id)) return [];
    const where = `${place} of ${written.name} (version ${written.version.version})`;
    if (!sighted.some((pool) => claims(pool, id, place, written.name).some((isSo) => isSo)))
      return [`${id} was written at ${where}, and no regular client of that id was declared there`];
    const taken = stood && bases.includes(stood) ? idBefore(stood) : undefined;
    if (taken === undefined) return [];
    const always = sighted.some((pool) => claims(pool, taken, place, written.name).every((isSo) => isSo));
    return always ? [`${id} took ${where} from ${taken}, which lives and claims it`] : [];
  });
}

/** Whether the client claims the place, in each state that the run can have seen of the pool. */
function claims({ wishes }: Sighted, id: string, place: string, parameter: string): readonly boolean[] {
  return wishes.map((seen) =>
    seen.some((wish) => wish.client.id === id && wish.place === place && wish.parameter === parameter),
  );
}

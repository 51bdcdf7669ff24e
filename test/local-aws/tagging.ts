/**
 * The embedded Resource Groups Tagging API: an index of tags, never the truth. It learns of changes when they happen
 * and shows them after a lag; it goes on listing a user pool that is gone, and a resource that once had tags.
 */
import { createHash } from 'node:crypto';
import type { GetResourcesOutput } from '@aws-sdk/client-resource-groups-tagging-api';
import type { TagListener } from './collaborators.ts';
import { AwsError, type Json, type Service, type Site } from './service.ts';
import type { Persistent } from './state.ts';
import { invalid, readRequest } from './tagging-request.ts';

const tokenLifetime = 15 * 60_000;
/** A deleted user pool can be listed for this long. */
const afterlife = 30 * 24 * 3_600_000;

type Tags = Readonly<Record<string, string>>;

/** A change of a resource's tags, seen from `visibleAt` on; `tags` undefined: the resource is gone. */
interface Change {
  readonly visibleAt: number;
  readonly tags: Tags | undefined;
}

interface Resource {
  readonly arn: string;
  readonly tags: Tags;
}

export interface Tagging extends Service, TagListener, Persistent {
  /** A deleted resource leaves the index at last, before its thirty days are over. */
  forget(arn: string): void;
}

export function createTagging(options: {
  readonly site: Site;
  /** Virtual time in milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a change takes to show; asked at each change. */
  readonly lagMilliseconds: number | (() => number);
  /** `sparse` (the default): a query begins with an empty page that carries a token, as AWS's may. */
  readonly pages?: 'sparse' | 'full';
}): Tagging {
  const { now, lagMilliseconds, pages = 'sparse' } = options;
  const history = new Map<string, Change[]>();
  const prefix = `arn:${options.site.partition}:`;

  return {
    target: 'ResourceGroupsTaggingAPI_20170126',
    name: 'tagging',
    operations: { GetResources: (input) => getResources(list(), input, now(), pages === 'sparse') },
    tagged(arn, tags) {
      if (!arn.startsWith(prefix)) throw new Error(`${arn} is no resource of this site`);
      const changes = history.get(arn) ?? [];
      // A resource that never had a tag is not in the index.
      if (changes.length === 0 && Object.keys(tags ?? {}).length === 0) return;
      const lag = typeof lagMilliseconds === 'number' ? lagMilliseconds : lagMilliseconds();
      // Late, but never in the wrong order.
      const visibleAt = Math.max(now() + lag, changes.at(-1)?.visibleAt ?? 0);
      history.set(arn, [...changes, { visibleAt, tags: tags === undefined ? undefined : { ...tags } }]);
    },
    forget: (arn) => void history.delete(arn),
    save: () => history,
    restore(saved) {
      for (const [arn, changes] of saved as typeof history) history.set(arn, changes);
    },
  };

  function list(): Resource[] {
    const arns = [...history.keys()].sort();
    return arns.flatMap((arn) => {
      const tags = shownTags(arn, history.get(arn) ?? [], now());
      return tags === undefined ? [] : [{ arn, tags }];
    });
  }
}

/** What the index shows of a resource, undefined when it shows nothing. */
function shownTags(arn: string, changes: readonly Change[], at: number): Tags | undefined {
  const visible = changes.filter(({ visibleAt }) => visibleAt <= at);
  const last = visible.at(-1);
  if (last === undefined || last.tags !== undefined) return last?.tags;
  const lingers = typeOf(arn) === 'cognito-idp:userpool' && at - last.visibleAt < afterlife;
  return lingers ? visible.findLast(({ tags }) => tags !== undefined)?.tags : undefined;
}

/** `arn:aws:cognito-idp:…:userpool/x` is a `cognito-idp:userpool`. */
function typeOf(arn: string): string {
  const [, , service = '', , , resource = ''] = arn.split(':');
  return `${service}:${resource.split('/')[0] ?? ''}`;
}

/** A page is a window over the whole index, filtered afterwards: it can be short or empty while it carries a token. */
function getResources(index: readonly Resource[], input: Json, at: number, sparse: boolean): Json {
  const { types, filters, arns, size, token } = readRequest(input);
  const query = createHash('sha256')
    .update(JSON.stringify([types, filters, size]))
    .digest('base64url');
  const after = token === '' ? undefined : readToken(token, query, at);
  const asked = arns === undefined ? index : index.filter(({ arn }) => arns.includes(arn));
  const rest = after === undefined ? asked : asked.filter(({ arn }) => arn > after);
  const window =
    sparse && after === undefined && arns === undefined ? [] : rest.slice(0, arns === undefined ? size : undefined);
  const matching = window.filter(
    ({ arn, tags }) =>
      (types.length === 0 || types.includes(typeOf(arn)) || types.includes(typeOf(arn).split(':')[0] ?? '')) &&
      filters.every(({ key, values }) => hasTag(tags, key, values)),
  );
  const isLast = window.length === rest.length;
  return {
    PaginationToken: isLast ? '' : makeToken(query, at, window.at(-1)?.arn ?? ''),
    ResourceTagMappingList: matching.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  } satisfies GetResourcesOutput;
}

/** Keys and values match exactly; no value at all means any. */
function hasTag(tags: Tags, key: string, values: readonly string[]): boolean {
  const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
  return value !== undefined && (values.length === 0 || values.includes(value));
}

function makeToken(query: string, at: number, after: string): string {
  return Buffer.from(JSON.stringify([query, at, after])).toString('base64url');
}

function readToken(token: string, query: string, at: number): string {
  const [givenQuery, madeAt, after] = parseToken(token);
  if (givenQuery !== query || typeof madeAt !== 'number' || typeof after !== 'string') {
    throw invalid('The specified PaginationToken is not valid.');
  }
  if (at - madeAt < tokenLifetime) return after;
  throw new AwsError(
    'PaginationTokenExpiredException',
    'A PaginationToken is valid for a maximum of 15 minutes. Your request was denied because the specified ' +
      'PaginationToken has expired.',
  );
}

function parseToken(token: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

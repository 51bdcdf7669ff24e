/** What a call has to be allowed: one action on one resource, under what the request says. */
import type { Cognito } from '../cognito/service.ts';
import type { ParameterStore } from '../parameter-store/parameter-store.ts';
import type { Json, Site } from '../service.ts';
import type { Switches } from '../switches.ts';
import type { Context } from './condition-keys.ts';

export interface Check {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/** What a call's checks depend on beside the call: tags, the keys that parameters lie under, whose dead letters go where. */
export interface Surroundings {
  readonly site: Site;
  readonly switches: Pick<Switches, 'defaultTier' | 'keyLeftOutOfOverwrite'>;
  readonly parameters: Pick<ParameterStore, 'names' | 'versions' | 'tagsOf'>;
  readonly pools: Pick<Cognito, 'tagsOf'>;
  readonly queues: { sourcesOf(deadLetterArn: string): readonly { readonly arn: string }[] };
}

/** The checks of one operation. None for what a request lacks: the operation itself refuses such a request. */
export type Mapping = (input: Json, surroundings: Surroundings) => readonly Check[];

/** The texts of a member that is one or a list of them; none when it is missing. */
export function textsOf(member: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(member) ? member : [member];
  return list.filter((text) => typeof text === 'string' && text !== '').map(String);
}

/** The objects of a list; none when it is missing. */
export function objectsOf(member: unknown): readonly Json[] {
  const list: readonly unknown[] = Array.isArray(member) ? member : [];
  return list.filter((value) => typeof value === 'object' && value !== null).map((value) => ({ ...value }));
}

/** The tags that a resource has, as condition keys. */
export function resourceTags(tags: Readonly<Record<string, string>>, prefix = 'aws:ResourceTag'): Context {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));
}

/** The tags that a request gives, as condition keys; nothing when it gives none. */
export function requestTags(tags: Readonly<Record<string, string>>): Context {
  const keys = Object.keys(tags);
  return keys.length === 0 ? {} : { ...resourceTags(tags, 'aws:RequestTag'), 'aws:TagKeys': keys };
}

import { claimsOf } from '../../core/claim.ts';
import { parseDeclarations } from '../../core/declaration.ts';
import { CommandError } from '../command-error.ts';
import type { PoolTags } from '../template.ts';
import { printable } from '../terminal.ts';
import type { PluginSettings } from './serverless-file.ts';

/** The tags of one user pool that stand for what the plugin was told. */
export interface Replacement {
  /** The pool's id; where that is unknown, what the file says instead. */
  readonly pool: string;
  readonly isPoolKnown: boolean;
  readonly tags: PoolTags;
  /** What stands in the tags and has to be replaced first. */
  readonly unknown: readonly string[];
  readonly parameters: readonly string[];
  readonly notes: readonly string[];
}

/** One pool each. A client that several files name gets one tag, for two would be a fault. @throws CommandError */
export function replacementsOf(settings: readonly PluginSettings[], tagPrefix: string): readonly Replacement[] {
  const byPool = Map.groupBy(settings, ({ userPoolId }) => userPoolId.text);
  return [...byPool].map(([pool, ofPool]) => replacementOf(pool, ofPool, tagPrefix));
}

function replacementOf(pool: string, settings: readonly PluginSettings[], tagPrefix: string): Replacement {
  const notes: string[] = [];
  const unknown = new Set<string>();
  const isPoolKnown = settings.every(({ userPoolId }) => userPoolId.unknown.length === 0);
  if (isPoolKnown && !/^(?=.{1,55}$)[\w-]+_[0-9a-zA-Z]+$/.test(pool)) {
    throw new CommandError(
      `${filesOf(settings)}: userPoolId is ${printable(JSON.stringify(pool))}.`,
      'Accepted: the id of a user pool, such as eu-west-1_AbCdEfGhI.',
    );
  }
  const tags = new Map<string, string[]>();
  for (const setting of settings) {
    const { appClientName: client, parameterName: parameter } = setting;
    for (const variable of [...client.unknown, ...parameter.unknown]) unknown.add(variable);
    const [path, wasRelative] = normalised(parameter.text, parameter.unknown);
    if (wasRelative)
      notes.push(`${setting.file}: the parameter ${parameter.text} is ${path} in a tag; to AWS both are the same.`);
    const [subject, missing] = client.unknown.length > 0 ? [client.text] : subjectFor(client.text, tagPrefix);
    if (missing !== undefined) {
      unknown.add(subject);
      notes.push(`${setting.file}: a tag cannot name the client ${client.text}: ${missing}. Name it by its id.`);
    }
    const key = `${tagPrefix}:${subject}`;
    if (client.unknown.length + parameter.unknown.length === 0) check(setting, path, tagPrefix);
    const paths = tags.get(key) ?? [];
    if (!paths.includes(path)) tags.set(key, [...paths, path]);
  }
  return {
    pool,
    isPoolKnown,
    tags: Object.fromEntries([...tags].map(([key, paths]) => [key, tagValue(key, paths, settings)])),
    unknown: [...unknown],
    parameters: [...new Set([...tags.values()].flat())],
    notes,
  };
}

/** With its slash. A name that begins with a variable may have one already. */
function normalised(name: string, unknown: readonly string[]): readonly [path: string, wasRelative: boolean] {
  if (name.startsWith('/') || unknown.some((variable) => name.startsWith(variable))) return [name, false];
  return [`/${name}`, true];
}

/** How a tag's key names the client, and why not by its name. */
function subjectFor(name: string, tagPrefix: string): readonly [subject: string, problem?: string] {
  const key = `${tagPrefix}:${name}`;
  const [declaration] = parseDeclarations({ [key]: 'none' }, tagPrefix);
  const problem = !/^[A-Za-z0-9 _.:/=+@-]*$/.test(name)
    ? 'its name has characters that a tag’s key cannot have'
    : key.length > 128
      ? 'its name is too long for a tag’s key'
      : declaration?.subject.by !== 'name'
        ? 'its name would be read as something else'
        : undefined;
  return problem === undefined ? [name] : [`<id of the client ${name}>`, problem];
}

/** A pool and a client to try the tag on: only the grammar is looked at. */
const pool = {
  id: 'eu-west-1_AbCdEfGhI',
  name: '',
  arn: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x',
  tags: {},
};
const client = { id: '1example23456789abcdefghij', name: '' };

function check({ file, parameterName }: PluginSettings, path: string, tagPrefix: string): void {
  const key = `${tagPrefix}:${client.id}`;
  const anywhere = {
    name: 'import',
    region: 'eu-west-1',
    tagPrefix,
    targets: [{ prefix: '/' }],
    create: 'always',
  } as const;
  const declarations = parseDeclarations({ [key]: path }, tagPrefix);
  const { rejected } = claimsOf(client, declarations, pool, anywhere);
  const [, odd] = /([ @:])/.exec(path) ?? [];
  const [rejection] = rejected.map(({ rejection }) => rejection);
  const problem =
    odd === undefined ? rejection?.code === 'target-invalid' && rejection.problem : `has ${JSON.stringify(odd)}`;
  if (!problem) return;
  throw new CommandError(
    `${printable(file)}: parameterName is ${printable(JSON.stringify(parameterName.text))}, which ${problem}.`,
    'Accepted: the name of a parameter, such as /layered-apis/orders/prod.',
  );
}

function tagValue(key: string, paths: readonly string[], settings: readonly PluginSettings[]): string {
  const value = paths.join(' ');
  if (value.length <= 256) return value;
  throw new CommandError(
    `${filesOf(settings)}: the value of tag ${printable(key)} would have ${value.length} characters; AWS accepts 256.`,
    'Import fewer files at once, and give the client shorter parameter names.',
  );
}

function filesOf(settings: readonly PluginSettings[]): string {
  return [...new Set(settings.map(({ file }) => printable(file)))].join(', ');
}

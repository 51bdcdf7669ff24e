/** A cloud assembly: the folder that the CDK synthesises into, with one stack's template and its files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate, type Template } from './template.ts';

export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** Where the files are that the template names, by their keys in the asset bucket. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files: Readonly<
    Record<string, { source: { path: string }; destinations: Readonly<Record<string, { objectKey: string }>> }>
  >;
}

/** Throws unless there is just one stack in it. */
export function readAssembly(folder: string): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const { artifacts } = read('manifest.json') as { artifacts: Readonly<Record<string, Artifact>> };
  const all = Object.entries(artifacts);
  const stacks = all.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) throw new Error(`${folder} holds ${stacks.length} stacks, not one.`);
  const [id, { properties: { templateFile = '', stackName = id } = {} }] = stack;
  const files = all.flatMap(([, { type, properties: { file } = {} }]) =>
    type === 'cdk:asset-manifest' && file !== undefined ? [file] : [],
  );
  const assets = files.flatMap((file) =>
    Object.values((read(file) as AssetManifest).files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    ),
  );
  return { stackName, template: checkTemplate(read(templateFile) as Template), assets: new Map(assets) };
}

/**
 * How the function becomes one file: the options that NodejsFunction would give to esbuild, and less of the SDK in it.
 * Aliases would do for credentials and event streams. Errors and package files stand behind relative imports, which no
 * option reaches, and NodejsFunction takes no plugin; so this asks esbuild itself. docs/performance.md has what each gave.
 *
 * As a program it writes the bundle into the folder that is its argument: CDK wants its bundling synchronous, and
 * esbuild with plugins is not.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** The usual recipe: modules with the SDK inside. Without mainFields its CommonJS is taken, which is larger. */
export function recipe(outputDirectory: string) {
  return {
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: ['lambdas/reconciler/lambda.ts'],
    outfile: join(outputDirectory, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/** Files of the SDK, and what is read instead of their text. */
const instead: readonly { readonly file: RegExp; readonly text: (text: string) => string }[] = [
  {
    // Lambda puts the role's credentials into the environment, for as long as that lives. The search through profiles,
    // SSO, web identities and metadata services brings clients of its own, and node:http with undici behind it.
    file: /[/\\]credential-provider-node[/\\]dist-es[/\\]index\.js$/,
    text: () => "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  },
  {
    // No operation that we call streams events.
    file: /[/\\]core[/\\]dist-es[/\\]submodules[/\\]event-streams[/\\]index\.js$/,
    text: () => 'export const EventStreamSerde = undefined;',
  },
  {
    // Each client knows every error of its service by a class. An error that it does not know is the service's base
    // class with AWS's own name, and lambdas/aws/errors.ts goes by names. A call that is marked as pure, and whose
    // result nobody wants, is left out, and the class with it. So is its schema once its keys are no longer computed:
    // what is computed might do something.
    file: /[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/,
    text: (text) => {
      const values = new Map([...text.matchAll(/^const (_\w+) = ("\w+");$/gm)].map(([, name, value]) => [name, value]));
      return text
        .replaceAll(/^n0_registry\.registerError/gm, '/* @__PURE__ */ $&')
        .replaceAll(/\[(_\w+)\]:/g, (computed, name: string) => (values.has(name) ? `${values.get(name)}:` : computed));
    },
  },
  {
    // Only the version is read.
    file: /[/\\]client-[\w-]+[/\\]package\.json$/,
    text: (text) => JSON.stringify({ version: (JSON.parse(text) as { readonly version: string }).version }),
  },
];

const lessOfTheSdk: Plugin = {
  name: 'less-of-the-sdk',
  setup(bundling) {
    for (const { file, text } of instead) {
      bundling.onLoad({ filter: file }, async ({ path }) => ({
        contents: text(await readFile(path, 'utf8')),
        loader: path.endsWith('.json') ? 'json' : 'js',
      }));
    }
  },
};

/** Writes `index.mjs` into this folder. */
export async function bundle(outputDirectory: string): Promise<void> {
  await build({ ...recipe(outputDirectory), plugins: [lessOfTheSdk] });
}

const [, , folder] = process.argv;
if (import.meta.main && folder !== undefined) await bundle(folder);

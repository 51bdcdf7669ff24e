import type { ParameterMetadata, ParameterSight } from '../../../lambdas/core/parameter.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import type { Parameters, UserPools } from '../../../lambdas/pass/ports.ts';

/** The ports of a pass, of functions and in memory: a test states what is answered, and whatever else is asked fails it. */

export const metadata: ParameterMetadata = { tier: 'Standard', keyId: 'alias/aws/ssm' };

export function userPools(stated: Partial<UserPools> = {}): UserPools {
  const asked = { pool: unasked('a pool'), clients: unasked('clients') };
  return { ...asked, client: unasked('a client'), secretCount: unasked('secrets'), ...stated };
}

export function parameters(stated: Partial<Parameters> = {}): Parameters {
  return {
    read: unasked('parameters'),
    metadata: unasked('metadata'),
    tags: unasked('tags'),
    tag: unasked('tagging'),
    create: unasked('a creation'),
    layers: unasked('layers'),
    update: unasked('an update'),
    ...stated,
  };
}

function unasked(what: string): () => Promise<never> {
  return () => Promise.reject(new Error(`${what}: nobody was to ask for that`));
}

/** Parameters with all their versions. */
export class Store {
  readonly #versions = new Map<string, Secret[]>();

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(texts)) this.write(name, text);
  }

  /** What stands in each parameter. */
  get texts(): Readonly<Record<string, string | undefined>> {
    return Object.fromEntries([...this.#versions].map(([name, versions]) => [name, versions.at(-1)?.reveal()]));
  }

  /** Another writer's write, or one of ours; the new version. */
  write(name: string, text: string): number {
    const versions = [...(this.#versions.get(name) ?? []), new Secret(text)];
    this.#versions.set(name, versions);
    return versions.length;
  }

  sight(name: string, version = this.#versions.get(name)?.length ?? 0): ParameterSight {
    const value = this.#versions.get(name)?.at(version - 1);
    if (version === 0 || value === undefined) return { kind: 'absent' };
    return { kind: 'present', parameter: { version, type: 'SecureString', dataType: 'text', value } };
  }

  /** The port to it; `stated` is answered otherwise. */
  port(stated: Partial<Parameters> = {}): Parameters {
    return parameters({
      read: async (names) => new Map(names.map((name) => [name, this.sight(name)])),
      metadata: async (names) => new Map(names.map((name) => [name, metadata])),
      tags: async () => new Map(),
      tag: async () => {},
      create: async (name, value) => {
        if (this.#versions.has(name)) return 'exists';
        this.write(name, value.reveal());
        return 'created';
      },
      update: async (name, value) => this.write(name, value.reveal()),
      layers: async (name, version, text) => {
        const below = (this.#versions.get(name) ?? []).slice(0, version - 1);
        const newest = below.findLastIndex((value) => !value.equals(text)) + 1;
        return { now: this.sight(name), before: this.sight(name, newest), version: newest };
      },
      ...stated,
    });
  }
}

/** How many calls of `call` were ever under way at once. */
export function counted<Answer>(call: () => Answer): { readonly call: () => Promise<Answer>; most(): number } {
  let underWay = 0;
  let most = 0;
  return {
    most: () => most,
    call: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      // Longer than it takes to begin ten: all that may begin has begun before any of these goes on.
      for (let turn = 0; turn < 100; turn++) await Promise.resolve();
      underWay -= 1;
      return call();
    },
  };
}

import { CallError } from '../../core/findings.ts';
import type { Layers } from '../../core/overtaken.ts';
import type { Tags } from '../../core/ownership.ts';
import type { ParameterMetadata, ParameterSight } from '../../core/parameter.ts';
import type { Secret } from '../../core/secret.ts';
import type { Parameters } from '../../pass/ports.ts';

/**
 * Parameters that are written until the person stops it. What has begun with one is finished: its write is looked at,
 * and another writer's version that it went over is put back. What has not begun fails as `out-of-time`. It knows the
 * versions it has made, so that what one pool's pass wrote is not taken for somebody else's by the next.
 */
export class Interruptible implements Parameters {
  readonly #parameters: Parameters;
  readonly #signal: AbortSignal;
  readonly #begun = new Set<string>();
  readonly #made = new Map<string, number>();

  constructor(parameters: Parameters, signal: AbortSignal) {
    this.#parameters = parameters;
    this.#signal = signal;
  }

  read(names: readonly string[]): Promise<ReadonlyMap<string, ParameterSight>> {
    return this.#parameters.read(names);
  }

  metadata(names: readonly string[]): Promise<ReadonlyMap<string, ParameterMetadata>> {
    return this.#parameters.metadata(names);
  }

  tags(name: string): Promise<Tags | undefined> {
    return this.#parameters.tags(name);
  }

  layers(name: string, version: number, text: Secret): Promise<Layers> {
    return this.#parameters.layers(name, version, text);
  }

  async tag(name: string, tags: Tags): Promise<void> {
    this.#stopUnlessBegun(name, 'AddTagsToResource');
    await this.#parameters.tag(name, tags);
  }

  async create(name: string, value: Secret, tags?: Tags): Promise<'created' | 'exists'> {
    this.#begin(name, 'PutParameter');
    const created = await this.#parameters.create(name, value, tags);
    if (created === 'created') this.#made.set(name, 1);
    return created;
  }

  async update(name: string, value: Secret, as: { readonly type: string } & ParameterMetadata): Promise<number> {
    this.#begin(name, 'PutParameter');
    const version = await this.#parameters.update(name, value, as);
    this.#made.set(name, version);
    return version;
  }

  /** The newest version of the parameter that was made here. */
  versionMade(name: string): number | undefined {
    return this.#made.get(name);
  }

  #begin(name: string, operation: string): void {
    this.#stopUnlessBegun(name, operation);
    this.#begun.add(name);
  }

  /** Tags alone are no beginning: sweeps put them right. */
  #stopUnlessBegun(name: string, operation: string): void {
    if (this.#signal.aborted && !this.#begun.has(name)) throw new CallError({ code: 'out-of-time', operation });
  }
}

/**
 * What this AWS remembers of what went on. A test sees everything; an AWS that runs for days keeps the newest of each
 * kind, so that it does not grow, and tells who listens.
 */
export class Ledger<Entry> {
  /** Oldest first. */
  readonly entries: Entry[] = [];
  readonly #limit: number;
  readonly #listeners = new Set<(entry: Entry) => void>();

  /** `limit`: how many are kept at least; up to twice as many are. */
  constructor(limit: number = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    if (this.entries.length > 2 * this.#limit) this.entries.splice(0, this.entries.length - this.#limit);
    for (const listener of this.#listeners) listener(entry);
  }

  /** Calls `listener` with every entry from now on. */
  listen(listener: (entry: Entry) => void): void {
    this.#listeners.add(listener);
  }
}

/**
 * Chance that a seed fixes. Each purpose has a stream of its own, by name, so that one draw more for one thing does not
 * change all others.
 */
export class Chance {
  #state: number;

  constructor(seed: number, stream: string) {
    this.#state = hash(`${seed}/${stream}`);
  }

  /** In [0, 1). Mulberry32: 32 bits of state, and every state comes up once before any comes up again. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  isLucky(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }

  /** One of these, each as often as its weight says. */
  weigh<Item>(weights: readonly (readonly [number, Item])[]): Item {
    let rest = this.next() * weights.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of weights) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return this.pick(weights)[1];
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed;
}

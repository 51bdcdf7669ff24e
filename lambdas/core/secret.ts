/**
 * A value that nobody may print. JSON, template strings, `util.inspect`, loggers and error messages
 * all show `[secret]`; only `reveal()` gives the value, and only the code that writes to Parameter
 * Store calls it. Documents count as secrets too: they hold other people's.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Every call is a place to review. */
  reveal(): string {
    return this.#value;
  }

  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.toPrimitive](): string {
    return '[secret]';
  }

  /** What Node's `util.inspect` and `console` ask for; by its registered name, since core imports no `node:`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

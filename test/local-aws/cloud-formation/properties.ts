/**
 * The properties of one resource, resolved, as its handler takes them: each by name and kind. What no handler takes is
 * refused in the end, so that nothing in a template is silently without effect.
 */
import type { Json } from '../service.ts';

export class Properties {
  readonly #where: string;
  readonly #values: Json;
  readonly #taken = new Set<string>();
  readonly #parts: Properties[] = [];

  /** `where` names it in what is thrown, e.g. `Events (AWS::SQS::Queue)`. */
  constructor(values: unknown, where: string) {
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      throw new Error(`${where} is no set of properties.`);
    }
    this.#values = { ...values };
    this.#where = where;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** As it stands. */
  value(name: string): unknown {
    this.#taken.add(name);
    return this.#values[name];
  }

  text(name: string, otherwise?: string): string {
    return this.#of(name, otherwise, (value) => (typeof value === 'string' ? value : undefined), 'a text');
  }

  /** CloudFormation takes numbers as texts too. */
  number(name: string, otherwise?: number): number {
    const read = (value: unknown): number | undefined =>
      typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : undefined;
    return this.#of(name, otherwise, read, 'a number');
  }

  flag(name: string, otherwise?: boolean): boolean {
    const read = (value: unknown): boolean | undefined =>
      value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
    return this.#of(name, otherwise, read, 'true or false');
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map(String);
  }

  part(name: string): Properties {
    return this.#part(this.value(name), name);
  }

  parts(name: string): readonly Properties[] {
    return this.#list(name).map((part, index) => this.#part(part, `${name}[${index}]`));
  }

  /** Only this value is understood. */
  only(name: string, ...known: readonly (string | boolean | undefined)[]): void {
    const value = this.value(name);
    if (known.some((one) => one === value)) return;
    throw new Error(
      `${this.#where}: ${name} is ${JSON.stringify(value)}, and only ${known.join(' or ')} is known here.`,
    );
  }

  /** Takes no notice of these, for a reason each. */
  ignore(reasons: Readonly<Record<string, string>>): void {
    for (const name of Object.keys(reasons)) this.#taken.add(name);
  }

  /** Throws for a property that nobody took. */
  finish(): void {
    const left = Object.keys(this.#values).find((name) => !this.#taken.has(name));
    if (left !== undefined) throw new Error(`${this.#where} has the property ${left}, which is not known here.`);
    for (const part of this.#parts) part.finish();
  }

  #of<Value>(
    name: string,
    otherwise: Value | undefined,
    read: (value: unknown) => Value | undefined,
    what: string,
  ): Value {
    const value = this.value(name);
    const found = value === undefined ? otherwise : read(value);
    if (found === undefined) throw new Error(`${this.#where}: ${name} is ${JSON.stringify(value)}, not ${what}.`);
    return found;
  }

  #list(name: string): readonly unknown[] {
    const value = this.value(name) ?? [];
    if (!Array.isArray(value)) throw new Error(`${this.#where}: ${name} is no list.`);
    return value;
  }

  #part(values: unknown, name: string): Properties {
    const part = new Properties(values, `${this.#where}: ${name}`);
    this.#parts.push(part);
    return part;
  }
}

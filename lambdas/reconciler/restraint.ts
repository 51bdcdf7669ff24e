const hour = 3_600_000;

/** Restorations of one parameter that a function environment does within an hour. */
const most = 5;

/**
 * How often what somebody edits is put right at once. Another controller may put its own version back as soon as ours
 * stands: then two would write all day, and the hundred versions that Parameter Store keeps would be gone in minutes.
 * Sweeps go on.
 */
export class Restraint {
  readonly #times = new Map<string, number[]>();

  /** Notes that the parameter was put right; `now` in milliseconds since the epoch. */
  note(parameter: string, now: number): void {
    for (const [name, times] of this.#times) if ((times.at(-1) ?? 0) <= now - hour) this.#times.delete(name);
    this.#times.set(parameter, [...this.#within(parameter, now), now]);
  }

  /** Whether the parameter was put right so often that it is left to the sweep. */
  holds(parameter: string, now: number): boolean {
    return this.#within(parameter, now).length >= most;
  }

  #within(parameter: string, now: number): readonly number[] {
    return (this.#times.get(parameter) ?? []).filter((time) => time > now - hour);
  }
}

/** What many seeds come to: how many failed, how fast they were, what was called, what struck, how much memory was held. */
import type { Figures, Trial } from './trial.ts';

export class Summary {
  readonly failed: Trial[] = [];
  readonly heaps: number[] = [];
  #seeds = 0;
  readonly #figures = new Map<string, number>();

  add(trial: Trial): void {
    this.#seeds += 1;
    if (trial.violations.length > 0) this.failed.push(trial);
    for (const [what, count] of Object.entries(trial.figures)) {
      this.#figures.set(what, (this.#figures.get(what) ?? 0) + count);
    }
  }

  get seeds(): number {
    return this.#seeds;
  }

  /** `seconds`: how long they took together. */
  lines(seconds: number): readonly string[] {
    const figures: Figures = Object.fromEntries(
      [...this.#figures].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
    return [
      `${this.#seeds} seeds in ${seconds.toFixed(1)} s, ${(this.#seeds / seconds).toFixed(1)} a second; ${this.failed.length} failed`,
      ...Object.entries(figures).map(([what, count]) => `${String(count).padStart(9)}  ${what}`),
      ...(this.heaps.length > 0
        ? [`heap in use, MB a thread: ${this.heaps.map((bytes) => (bytes / 2 ** 20).toFixed(0)).join(' ')}`]
        : []),
      ...(this.failed.length > 0 ? [`failed: ${this.failed.map(({ seed }) => seed).join(' ')}`] : []),
    ];
  }
}

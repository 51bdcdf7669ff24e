/** More would only make each wait longer: three passes at pools of their own use up what there is to read. */
const most = 4;

/**
 * Whose turn it is to look, among the passes of one batch: few at once, in the order of their messages, and of one pool
 * one at a time. So the first have begun to write while others look, and where the time is too short for all, some are
 * done.
 */
export class LookingTurns {
  readonly #looks = new Map<string, Promise<unknown>>();

  /** Runs `look` when its turn has come. */
  async take<Seen>(userPoolId: string, look: () => Promise<Seen>): Promise<Seen> {
    while (this.#looks.has(userPoolId) || this.#looks.size >= most) {
      // How another's look ended is for that pass to say.
      await Promise.race(this.#looks.values()).catch(() => undefined);
    }
    const seen = look();
    this.#looks.set(userPoolId, seen);
    return seen.finally(() => this.#looks.delete(userPoolId));
  }
}

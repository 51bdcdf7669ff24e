/** Time, as far as a pass needs it: milliseconds since the epoch. The real one is the machine's; tests move theirs by hand. */
export interface Clock {
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when aborted before. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

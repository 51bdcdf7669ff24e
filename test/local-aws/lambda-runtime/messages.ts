/** What a process that runs a function and the Lambda that keeps it say to one another. */

/** What it is started with. */
export interface Start {
  /** The module that holds the handler, and the handler's name in it. */
  readonly module: string;
  readonly handler: string;
  /** The world's time, milliseconds since the epoch. */
  readonly now: number;
  /** How often as fast as the machine's it goes. */
  readonly speed: number;
  /** The process that keeps it, and without which it has no work. */
  readonly parent: number;
}

/** One event to work on. What of the context cannot be sent the process makes itself. */
export interface Work {
  readonly event: unknown;
  readonly context: Readonly<Record<string, unknown>>;
  /** When the run is killed, milliseconds since the epoch, in the world's time. */
  readonly deadline: number;
  /** The world's time. */
  readonly now: number;
}

export type Report =
  /** It can work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'said'; readonly text: string; readonly level: 'log' | 'error' }
  /** JSON, as the runtime answers. */
  | { readonly kind: 'returned'; readonly answer: string }
  | { readonly kind: 'failed'; readonly error: string };

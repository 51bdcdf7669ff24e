/**
 * Why a command did not do what was asked, in words for the person who asked: what was found, and in `next` what to do.
 * Exit code 1.
 */
export class CommandError extends Error {
  readonly next: string | undefined;

  constructor(message: string, next?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CommandError';
    this.next = next;
  }
}

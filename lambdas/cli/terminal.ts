import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** The person's side: what they read on stdout, what is said to them beside it on stderr, and what they answer. */
export interface Terminal {
  /** Columns to wrap at; undefined: not a terminal, so lines stay whole. */
  readonly width: number | undefined;
  /** Whether somebody is there to be asked. */
  readonly interactive: boolean;
  /** A line of the result. */
  print(line?: string): void;
  /** A line beside the result. */
  say(line: string): void;
  /** One line that is written over again and again; undefined takes it away. Nothing where stderr is no terminal. */
  status(line: string | undefined): void;
  paint(style: Style, text: string): string;
  /** Undefined: no answer came. */
  ask(question: string, signal?: AbortSignal): Promise<string | undefined>;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/**
 * The text with everything made visible that a terminal would obey or hide: control characters, marks of direction.
 * Names of clients and pools are other people's.
 */
export function printable(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character === '\t' ? '\\t' : character === '\n' ? '\\n' : `\\u{${code.toString(16)}}`;
  });
}

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

/** The terminal of a process. Colours by NO_COLOR, FORCE_COLOR and whether stdout is a terminal. */
export function createTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  let shown = false;
  const status = (line: string | undefined): void => {
    if (!stderr.isTTY || (line === undefined && !shown)) return;
    stderr.write(`\r\u001B[K${line === undefined ? '' : line.slice(0, (stderr.columns ?? 80) - 1)}`);
    shown = line !== undefined;
  };
  return {
    width: stdout.isTTY ? Math.max(40, stdout.columns ?? 80) : undefined,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    print: (line = '') => {
      status(undefined);
      stdout.write(`${line}\n`);
    },
    say: (line) => {
      status(undefined);
      stderr.write(`${line}\n`);
    },
    status,
    paint: (style, text) => styleText(style, text, { stream: stdout }),
    async ask(question, signal) {
      const asking = createInterface({ input: stdin, output: stderr });
      // Without this Ctrl-C at the question would be swallowed.
      asking.once('SIGINT', () => {
        stderr.write('\n');
        process.emit('SIGINT');
      });
      try {
        return await Promise.race([
          asking.question(question, signal ? { signal } : {}),
          new Promise<undefined>((resolve) => asking.once('close', () => resolve(undefined))),
        ]);
      } catch {
        return undefined;
      } finally {
        asking.close();
      }
    },
  };
}

/** Lines of at most `width` columns, broken between words, and not after our own name: it may begin a command. */
export function wrap(text: string, width: number | undefined): readonly string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<!cognito-ssm-sync) /)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

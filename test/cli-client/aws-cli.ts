/**
 * The AWS CLI, version 1 or 2, pointed at an embedded AWS: run without a shell, in an environment that knows no other
 * account, profile or proxy of this machine.
 */
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import type { Aws } from '../local-aws/local-aws.ts';
import { findProgram } from '../program.ts';

export interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** It has no such command: it is older than the operation. */
  readonly unknown: boolean;
  /** What it printed, parsed. @throws Error that quotes nothing of it: there may be secrets in it */
  json(): unknown;
}

type Variables = Readonly<Record<string, string>>;

/** `words` follow `aws`; `variables` are set beside this AWS's own. */
export type AwsCli = (words: readonly string[], variables?: Variables) => Promise<CliAnswer>;

/** A command takes 0.7 s of work; so much is a hang even on a busy machine. */
const patienceMilliseconds = 45_000;

/** Its path; undefined, and one line that says what did not run, where there is none. */
export function findAws(what: string): string | undefined {
  const program = findProgram('aws');
  if (program === undefined) console.log(`aws is not on the PATH: ${what} did not run.`);
  return program;
}

/** `program`: its path; `url`: where `aws` is served. */
export function createAwsCli(program: string, aws: Aws, url: string): AwsCli {
  const environment = { ...inherited(), ...pointingAt(aws, url) };
  return (words, variables = {}) =>
    new Promise((resolve, reject) => {
      const options = { env: { ...environment, ...variables }, timeout: patienceMilliseconds, maxBuffer: 2 ** 24 };
      execFile(program, words, options, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code;
        if (typeof exitCode === 'number') return resolve(answerOf(exitCode, stdout, stderr));
        // The error itself would quote the command with its values.
        reject(new Error(`${called(words)} was not run to its end: ${exitCode ?? error?.signal ?? 'no reason'}`));
      });
    });
}

/** The service and the operation: the words that cannot be secret. */
export function called([service = '', operation = '']: readonly string[]): string {
  return `aws ${service} ${operation}`;
}

function inherited(): Variables {
  const entries = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(entries.filter(([name = '']) => !/^AWS_|_PROXY$/i.test(name)));
}

function pointingAt({ site, callers }: Aws, url: string): Variables {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: site.region,
    // Version 1 knows only this name of it.
    AWS_DEFAULT_REGION: site.region,
    AWS_ACCESS_KEY_ID: callers.person.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'anything',
    AWS_PAGER: '',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function answerOf(exitCode: number, stdout: string, stderr: string): CliAnswer {
  return {
    exitCode,
    stdout,
    stderr,
    unknown: exitCode !== 0 && /invalid choice/i.test(stderr),
    json() {
      try {
        return JSON.parse(stdout);
      } catch {
        throw new Error(`the AWS CLI printed ${stdout.length} characters that are not JSON`);
      }
    },
  };
}

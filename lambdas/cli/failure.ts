import { errorName } from '../aws/errors.ts';
import { CallError, sentence } from '../core/findings.ts';
import { CommandError } from './command-error.ts';

/** What is told of a failed command: a sentence, and what to do next. */
export interface Told {
  readonly message: string;
  readonly next?: string;
}

/** Errors of signing in, by the SDK's names. */
const signIn: Told = {
  message: 'AWS does not know who you are.',
  next: 'Sign in (aws sso login), or choose credentials with --profile or AWS_PROFILE.',
};
const known: Readonly<Record<string, Told>> = {
  CredentialsProviderError: signIn,
  TokenProviderError: signIn,
  ExpiredTokenException: signIn,
  ExpiredToken: signIn,
  UnrecognizedClientException: signIn,
  InvalidClientTokenId: signIn,
  InvalidSignatureException: signIn,
  ECONNREFUSED: {
    message: 'AWS cannot be reached: the connection was refused.',
    next: 'Check the network, and AWS_ENDPOINT_URL if it is set.',
  },
  ENOTFOUND: {
    message: 'AWS cannot be reached: its name is not known here.',
    next: 'Check the network, the region, and AWS_ENDPOINT_URL if it is set.',
  },
};

/** The words for what a command threw. Of an error that is not ours only its name is told: its text may quote anything. */
export function tell(error: unknown): Told {
  if (error instanceof CommandError) return { message: error.message, ...(error.next && { next: error.next }) };
  if (error instanceof CallError) return tellCall(error);
  // The SDK has no name for it.
  if (error instanceof Error && /^Region (is missing|not accepted)/.test(error.message)) {
    return {
      message: 'No region is chosen, or none that can be.',
      next: 'Say --region, or set AWS_REGION or the profile’s region.',
    };
  }
  const name = errorName(error);
  return (
    known[name] ?? {
      message: `Something unexpected happened: ${name}.`,
      next: 'Run it again with --debug and report what it shows.',
    }
  );
}

function tellCall({ finding }: CallError): Told {
  if ('error' in finding && known[finding.error]) return known[finding.error] ?? signIn;
  if (finding.code === 'call-refused') {
    const { operation, error, requestId } = finding;
    return {
      message: `${operation} was refused with ${error} (request ${requestId}).`,
      next: 'Check that your permissions allow it (docs/cli.md lists what each command needs).',
    };
  }
  if (finding.code === 'call-failed') {
    const { operation, error, requestId } = finding;
    return { message: `${operation} failed with ${error} (request ${requestId}).`, next: 'Try again in a minute.' };
  }
  return { message: sentence(finding) };
}

/** What a scenario is: calls in order, as data. */
import type { MemberOf, Operation } from './operations.ts';

/** Members by the operation's own names; their values are free, since AWS must also refuse what is malformed. */
type Input<Name extends Operation> = {
  readonly [Member in MemberOf<Name>]?: unknown;
};

/**
 * The step's name, its operation and its input. A text `$step.Member.Member` in the input stands for what that step of
 * the same scenario was answered. `every page`: the call is repeated as long as it is answered with a token, and the
 * answers are compared as one: how many each page holds, and all of them together.
 */
export type Step = {
  [Name in Operation]: readonly [name: string, operation: Name, input: Input<Name>, paging?: 'every page'];
}[Operation];

export interface Scenario {
  /** In short, unique among all scenarios. */
  readonly subject: string;
  /** What the comparison shows, to be read after "agree" or "differ as listed". */
  readonly promise: string;
  readonly steps: readonly Step[];
}

import type { Deployment } from '../../core/deployment.ts';
import type { PoolSight } from './looking.ts';

/** Something that would change what was explained, and the command that does it where one does. */
export interface Advice {
  readonly what: string;
  readonly command?: string;
}

/** What advice depends on besides: what runs in the account. */
export interface Standpoint {
  readonly deployment: Deployment;
  readonly mode: 'apply' | 'report';
  /** Whether a function is deployed, which acts by itself. */
  readonly deployed: boolean;
  /** The pool as it was looked at. */
  sightOf(userPoolId: string): PoolSight | undefined;
}

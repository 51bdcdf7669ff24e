import type { Block, Failure } from './findings.ts';
import type { Secret } from './secret.ts';

/** A parameter as `GetParameters` shows it. Its whole value is a secret: it holds other people's. */
export interface Parameter {
  readonly version: number;
  /** `String`, `StringList` or `SecureString`. */
  readonly type: string;
  /** `text`, `json`, `jsonc`, … */
  readonly dataType: string;
  readonly value: Secret;
  /** When this version was written (ISO 8601). Only told to people; nothing is decided by it. */
  readonly changedAt?: string;
  /** What stands there instead, where an update of ours went over this value. It must not stay like that. */
  readonly stands?: Secret;
}

/** What looking at a parameter gave. A failed read is never an absent parameter. */
export type ParameterSight =
  | { readonly kind: 'present'; readonly parameter: Parameter }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly finding: Failure | Block };

/** What only `DescribeParameters` shows, and what an update must send back as read. */
export interface ParameterMetadata {
  /** `Standard`, `Advanced` or `Intelligent-Tiering`. */
  readonly tier: string;
  readonly keyId?: string;
  /** The version when it was described, which is later than it was read. */
  readonly version?: number;
}

/** Bytes of UTF-8 that a tier holds. Intelligent tiering grows into Advanced, which its owner has chosen. */
export function sizeLimit(tier: string): number {
  return tier === 'Standard' ? 4096 : 8192;
}

/** The length of a text in bytes of UTF-8, which is what Parameter Store counts. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

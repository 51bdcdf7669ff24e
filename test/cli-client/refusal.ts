/** A command that this AWS must refuse, and in which words of AWS's. `$ENDPOINT` stands for its url. */
export interface Refusal {
  readonly when: string;
  readonly command: string;
  readonly code: string;
  readonly operation: string;
  /** Part of the sentence. */
  readonly says: string;
  readonly variables?: Readonly<Record<string, string>>;
}

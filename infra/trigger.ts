/**
 * One message shape: the pattern of a rule on the default bus, and its input transformer, which lets identity through
 * and nothing else.
 */
export interface Trigger {
  readonly name: string;
  readonly description: string;
  readonly pattern: object;
  /** Variables of the template, by JSON path. The pattern asks for each or every event has it, so none is ever missing. */
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/** Where this deployment is; another account's events can be forwarded to this bus, and are not ours. */
export interface Origin {
  readonly account: string;
  readonly region: string;
}

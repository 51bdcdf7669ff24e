import type { Caller, Json } from './service.ts';

/** Told of every change of a resource's tags, at once; what it then shows, and when, is its own affair. */
export interface TagListener {
  /** `tags` undefined: the resource is gone. */
  tagged(arn: string, tags: Readonly<Record<string, string>> | undefined): void;
}

/** Told of every mutating Cognito call, after its effect or refusal; makes the CloudTrail record and puts it on the bus. */
export interface Trail {
  record(call: {
    readonly eventName: string;
    readonly caller: Caller;
    readonly requestId: string;
    /** The API's own member names (`UserPoolId`); the trail turns them into its own (`userPoolId`) and redacts. */
    readonly request: Json;
    readonly response: Json | null;
    readonly errorCode?: string;
    readonly errorMessage?: string;
  }): void;
}

/** Where services put the events they emit by themselves, e.g. `Parameter Store Change`. */
export interface EventSink {
  publish(event: {
    readonly source: string;
    readonly detailType: string;
    readonly detail: Json;
    readonly resources?: readonly string[];
  }): void;
}

/** Which operation a request is for. */
import { AwsError, type Operation, type Service } from './service.ts';

export interface Route {
  readonly service: Service;
  readonly operation: string;
  readonly perform: Operation;
}

/** What is said of whatever is not here. */
export function absent(what: string): string {
  return `This AWS has no ${what}. docs/local.md lists what it has.`;
}

export class Routes {
  readonly #services: ReadonlyMap<string, Service>;

  constructor(services: readonly Service[]) {
    this.#services = new Map(services.map((service) => [service.target, service]));
  }

  /** `target`: the header `X-Amz-Target`. Throws `UnknownOperationException`. */
  find(target: string): Route {
    const dot = target.lastIndexOf('.');
    const named = target.slice(0, dot);
    // Some SDKs put a namespace before it: `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`.
    const service = this.#services.get(named.slice(named.lastIndexOf('.') + 1));
    const operation = target.slice(dot + 1);
    const perform = service && Object.hasOwn(service.operations, operation) && service.operations[operation];
    if (!perform) throw new AwsError('UnknownOperationException', absent(target));
    return { service, operation, perform };
  }
}

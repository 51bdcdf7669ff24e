/**
 * How people, pipelines and CloudFormation call the embedded AWS here: past the SDK, which would take half of a seed's
 * time. The dispatcher, IAM, quotas and CloudTrail see the same call.
 */
import type { CallerName } from '../local-aws/callers.ts';
import type { LocalAws } from '../local-aws/local-aws.ts';
import { AwsError, type Json } from '../local-aws/service.ts';

const services = {
  cognito: { target: 'AWSCognitoIdentityProviderService', signing: 'cognito-idp' },
  ssm: { target: 'AmazonSSM', signing: 'ssm' },
} as const;

/** Throttled calls are made again after a second, this often. */
const mostTries = 30;

export class Account {
  readonly #aws: LocalAws;

  constructor(aws: LocalAws) {
    this.#aws = aws;
  }

  /** @throws AwsError as AWS refuses it */
  async call(as: CallerName, service: keyof typeof services, operation: string, input: Json): Promise<Json> {
    const { target, signing } = services[service];
    const request = {
      target: `${target}.${operation}`,
      body: JSON.stringify(input),
      credential: { accessKeyId: this.#aws.callers[as].accessKeyId, region: this.#aws.site.region, service: signing },
    };
    for (let tries = 1; ; tries += 1) {
      const { result } = await this.#aws.dispatcher.dispatch(request);
      if (!(result instanceof AwsError)) return result;
      if (tries === mostTries || !/^(Throttling|TooManyRequests)/.test(result.code)) throw result;
      await this.#aws.clock.sleep(1000);
    }
  }
}

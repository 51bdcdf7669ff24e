/** Stacks with the construct in them, synthesised as the app does it but without its bundle, and read as a deployed stack would be. */
import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { vi } from 'vitest';
import { CognitoSsmSync } from '../../infra/cognito-ssm-sync.ts';
import type { CognitoSsmSyncProps } from '../../infra/props.ts';

// The CDK loads its parts when they are first used: a first stack takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

export const account = '123456789012';
export const region = 'eu-west-1';

/** The context of cdk.json: the feature flags. */
export const flags: Readonly<Record<string, unknown>> = JSON.parse(readFileSync('cdk.json', 'utf8')).context;

interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The smallest deployment, with these properties changed. `prepare` may put what they need into the stack. */
export function synthesise(
  props: Partial<CognitoSsmSyncProps> | ((stack: Stack) => Partial<CognitoSsmSyncProps>) = {},
) {
  const app = new App({ context: { ...flags, 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Host');
  const chosen = typeof props === 'function' ? props(stack) : props;
  const construct = new CognitoSsmSync(stack, 'CognitoSsmSync', { targets: [{ prefix: '/layered-apis/' }], ...chosen });
  const template = Template.fromStack(stack).toJSON();
  return { construct, deployed: new Deployed(template.Resources) };
}

/** A template's resources with the values that AWS would put into them. */
class Deployed {
  readonly #resources: Readonly<Record<string, Resource>>;

  constructor(resources: Readonly<Record<string, Resource>>) {
    this.#resources = resources;
  }

  /** Properties of all resources of this type. */
  all(type: string): readonly Resource['Properties'][] {
    return Object.values(this.#resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => this.#resolve(Properties) as Resource['Properties']);
  }

  /** Of the one resource of this type. */
  one(type: string): Resource['Properties'] {
    const [first, ...others] = this.all(type);
    if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} resources of ${type}`);
    return first;
  }

  /** As they stand in the template, by their ids: what is not a property. */
  raw(): Readonly<Record<string, Resource>> {
    return this.#resources;
  }

  types(): readonly string[] {
    return [...new Set(Object.values(this.#resources).map(({ Type }) => Type))].sort();
  }

  #resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
    if (more.length === 0 && name === 'Ref') return this.#ref(String(argument));
    if (more.length === 0 && name === 'Fn::GetAtt') return this.#attribute(argument);
    if (more.length === 0 && name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => this.#resolve(part)).join(separator);
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#resolve(item)]));
  }

  #ref(id: string): string {
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'Host',
    };
    const name = this.#name(id);
    if (this.#resources[id]?.Type === 'AWS::SQS::Queue')
      return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
    if (this.#resources[id]?.Type === 'AWS::Cognito::UserPool') return `${region}_${id.slice(0, 9)}`;
    return pseudo[id] ?? name;
  }

  #attribute(argument: unknown): string {
    const [id, attribute] = argument as [string, string];
    const type = this.#resources[id]?.Type ?? '';
    if (attribute === 'QueueName' || attribute === 'Name') return this.#name(id);
    if (attribute !== 'Arn') throw new Error(`no sample for ${attribute} of ${type}`);
    const place = `${region}:${account}`;
    switch (type) {
      case 'AWS::SQS::Queue':
        return `arn:aws:sqs:${place}:${this.#name(id)}`;
      case 'AWS::Events::Rule':
        return `arn:aws:events:${place}:rule/${this.#name(id)}`;
      case 'AWS::Logs::LogGroup':
        return `arn:aws:logs:${place}:log-group:${this.#name(id)}:*`;
      case 'AWS::CloudWatch::Alarm':
        return `arn:aws:cloudwatch:${place}:alarm:${this.#name(id)}`;
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${id}`;
      case 'AWS::KMS::Key':
        return `arn:aws:kms:${place}:key/${id}`;
      default:
        return `arn:aws:${type}:${place}:${id}`;
    }
  }

  /** The physical name; what has none is called as in the template. */
  #name(id: string): string {
    const { QueueName, Name, LogGroupName, FunctionName, AlarmName } = this.#resources[id]?.Properties ?? {};
    return String(QueueName ?? Name ?? LogGroupName ?? FunctionName ?? AlarmName ?? id);
  }
}

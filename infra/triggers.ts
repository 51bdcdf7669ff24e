import { parameterTriggers } from './parameter-triggers.ts';
import type { Origin, Trigger } from './trigger.ts';

/**
 * The one room in which CloudTrail's event names are known: which calls mean that a pool or a client is to be looked
 * at, and what of the event is forwarded: identity and nothing else, for a raw record may carry a secret.
 */
const exists = [{ exists: true }];

/** All triggers, for one account and region and the prefixes that the deployment may write under. */
export function triggers(origin: Origin, prefixes: readonly string[]): readonly Trigger[] {
  const trigger = (
    name: string,
    description: string,
    eventNames: readonly string[],
    required: object,
    identity: Readonly<Record<string, string>>,
    message: string,
  ): Trigger => ({
    name,
    description,
    pattern: {
      source: ['aws.cognito-idp'],
      'detail-type': ['AWS API Call via CloudTrail'],
      account: [origin.account],
      region: [origin.region],
      detail: {
        eventSource: ['cognito-idp.amazonaws.com'],
        eventName: eventNames,
        // A refused call is recorded too.
        errorCode: [{ exists: false }],
        ...required,
      },
    },
    inputPaths: { at: '$.detail.eventTime', ...identity },
    inputTemplate: `{"v":1,"at":<at>,${message}}`,
  });
  const userPoolId = '$.detail.requestParameters.userPoolId';

  return [
    trigger(
      'clients',
      'A client was changed, or its secrets: look at that client',
      ['UpdateUserPoolClient', 'AddUserPoolClientSecret', 'DeleteUserPoolClientSecret'],
      { requestParameters: { userPoolId: exists, clientId: exists } },
      { userPoolId, clientId: '$.detail.requestParameters.clientId' },
      '"kind":"clients","userPoolId":<userPoolId>,"clientIds":[<clientId>]',
    ),
    trigger(
      'pool',
      'Clients came or went, or the domain or the pool changed: look at the whole pool',
      [
        'CreateUserPoolClient',
        'DeleteUserPoolClient',
        'CreateUserPoolDomain',
        'UpdateUserPoolDomain',
        'DeleteUserPoolDomain',
        'UpdateUserPool',
        'DeleteUserPool',
      ],
      { requestParameters: { userPoolId: exists } },
      { userPoolId },
      '"kind":"pool","userPoolId":<userPoolId>',
    ),
    trigger(
      'new-pool',
      'A pool was created, perhaps with tags: its id is in the answer only',
      ['CreateUserPool'],
      { responseElements: { userPool: { id: exists } } },
      { userPoolId: '$.detail.responseElements.userPool.id' },
      '"kind":"pool","userPoolId":<userPoolId>',
    ),
    trigger(
      'tags',
      'A pool was tagged or untagged: only its ARN is said',
      ['TagResource', 'UntagResource'],
      { requestParameters: { resourceArn: exists } },
      { userPoolArn: '$.detail.requestParameters.resourceArn' },
      '"kind":"pool","userPoolArn":<userPoolArn>',
    ),
    ...parameterTriggers(origin, prefixes),
  ];
}

/** A list that is longer than a page, in all the ways in which the AWS CLI walks one. */
import type { Journey } from './journey.ts';

export const pages = {
  'all clients, however many pages': {
    command: "cognito-idp list-user-pool-clients --user-pool-id $LARGE --query 'length(UserPoolClients)'",
  },
  'the first five, by pages of two': {
    command: 'cognito-idp list-user-pool-clients --user-pool-id $LARGE --max-items 5 --page-size 2',
    learn: { NEXT: 'NextToken' },
  },
  'all that come after these': {
    command:
      'cognito-idp list-user-pool-clients --user-pool-id $LARGE --starting-token $NEXT' +
      " --query 'UserPoolClients[].ClientId'",
  },
  'one page, and no more': {
    command: 'cognito-idp list-user-pool-clients --user-pool-id $LARGE --no-paginate --query length(UserPoolClients)',
  },
} as const satisfies Journey;

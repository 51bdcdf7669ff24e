import type { Rule } from '../../core/credentials.ts';

/** Each rule in words: why the key holds what it holds, and what would make it hold something else. */
export const ruleTexts: Readonly<Record<Rule, { readonly why: string; readonly otherwise: string }>> = {
  'id-ours': {
    why: 'the id of the client that has the place',
    otherwise: 'It changes when another client gets the place.',
  },
  'url-kept': {
    why: 'stands there already and is one of the pool’s token endpoints',
    otherwise: 'It stays until the pool has that domain no more; remove the key by hand to get the preferred one.',
  },
  'url-preferred': {
    why: 'the pool’s preferred token endpoint: its custom domain, else its prefix domain',
    otherwise: 'A custom domain of the pool would be preferred for what is not written yet.',
  },
  'url-kept-without-domain': {
    why: 'the pool has no domain, so what stands there stays',
    otherwise: 'Give the pool a domain.',
  },
  'url-removed': {
    why: 'the pool has no domain, and no other pool’s endpoint may meet this client’s secret',
    otherwise: 'Give the pool a domain.',
  },
  'secret-kept-unseen': {
    why: 'a secret stands there for this client, which was not looked at',
    otherwise: 'A pass that looks at the client decides anew.',
  },
  'secret-needs-client': {
    why: 'not decided: the client was not looked at',
    otherwise: 'A pass that looks at the client decides.',
  },
  'secret-shown': {
    why: 'the secret that Cognito shows',
    otherwise: 'A secret that is added to the client changes nothing here: what stands there stays.',
  },
  'secret-only-one': {
    why: 'another value stands there, and the client has one secret only: the one that Cognito shows',
    otherwise: 'It would stay if the client had a second secret: then it would count as rotated.',
  },
  'secret-superseded': {
    why: 'the client has several secrets and another than the shown one stands there: it was rotated',
    otherwise: 'Delete the secrets that were added, and the original comes back.',
  },
  'secret-of-none': {
    why: 'a public client has no secret',
    otherwise: 'Nothing, as long as the client has no secret.',
  },
  'secret-kept-hidden': {
    why: 'Cognito no longer shows the client’s secret, so the one that stands there stays',
    otherwise: 'What is put there by hand together with the client’s id stays.',
  },
  'secret-unreadable': {
    why: 'the client has a secret that Cognito no longer shows, and none stands there for it',
    otherwise: 'Put the secret there by hand together with the client’s id, or replace the client.',
  },
  'secret-unknown': {
    why: 'how many secrets the client has could not be read, and it is never taken for public',
    otherwise: 'Allow cognito-idp:ListUserPoolClientSecrets, or try again.',
  },
  'secret-needs-count': {
    why: 'not decided: the client’s secrets were not counted',
    otherwise: 'A pass that counts them decides.',
  },
  'client-unknown': {
    why: 'the client could not be read',
    otherwise: 'Allow cognito-idp:DescribeUserPoolClient, or try again.',
  },
};

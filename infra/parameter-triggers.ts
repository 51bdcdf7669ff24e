import type { Origin, Trigger } from './trigger.ts';

/**
 * Parameter Store's own events, which need no trail: somebody overwrote a SecureString under an allowed prefix, so look
 * whether our credentials still stand in it. Our own writes come back by them, too. Creating and deleting are not asked
 * for: a pass for an event never creates, and what is made anew has no owner yet.
 */
export function parameterTriggers({ account, region }: Origin, prefixes: readonly string[]): readonly Trigger[] {
  return shared(outermost(prefixes)).map((names, index) => ({
    name: index === 0 ? 'parameters' : `parameters-${index + 1}`,
    description: 'A parameter was overwritten: look at the clients whose credentials stand in it',
    pattern: {
      source: ['aws.ssm'],
      'detail-type': ['Parameter Store Change'],
      account: [account],
      region: [region],
      detail: { operation: ['Update'], type: ['SecureString'], name: names },
    },
    // The event is its own record: of when it happened, its envelope alone knows.
    inputPaths: { at: '$.time', name: '$.detail.name' },
    inputTemplate: '{"v":1,"at":<at>,"kind":"parameter","name":<name>}',
  }));
}

/** Without those that lie under another: what the outer one matches, the inner one would match again. */
function outermost(prefixes: readonly string[]): readonly string[] {
  return prefixes.filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)));
}

/**
 * EventBridge takes patterns of 2,048 characters. Without names ours has 186, the account's and the region's among them
 * (`ap-southeast-1`); the rest is left for blanks, should CloudFormation put any. One prefix has a
 * thousand at most, so each fits.
 */
const charactersOfNames = 1500;

/** The prefixes as matchers, as many in one pattern as it holds. */
function shared(prefixes: readonly string[]): readonly (readonly object[])[] {
  const patterns: object[][] = [];
  for (const prefix of prefixes) {
    const last = patterns.at(-1);
    const matcher = { prefix };
    if (last && JSON.stringify([...last, matcher]).length <= charactersOfNames) last.push(matcher);
    else patterns.push([matcher]);
  }
  return patterns;
}

/**
 * AWS's REST-JSON protocol around the dispatcher: method and path say what is asked for, members stand in the path and
 * in the query. Only operations that read are here, so no body is looked at.
 */
import { credentialIn } from './authorization.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { WireAnswer } from './json-protocol.ts';
import { AwsError, type Json } from './service.ts';
import type { WebRequest } from './web.ts';

export type RestRequest = Pick<WebRequest, 'method' | 'path' | 'query' | 'headers'>;

interface RestRoute {
  /** A service's target and one of its operations. */
  readonly target: string;
  /** Of a GET. A name in braces stands for one segment, the member of that name. */
  readonly path: string;
  /** Members by their names in the query; the numbers among them are said. */
  readonly texts: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, string>>;
}

/** From the models of Lambda (2015-03-31) and of EventBridge Scheduler (2021-06-30). */
const routes: readonly RestRoute[] = [
  {
    target: 'AWSLambda.GetFunctionConfiguration',
    path: '/2015-03-31/functions/{FunctionName}/configuration',
    texts: { Qualifier: 'Qualifier' },
  },
  {
    target: 'AWSLambda.ListEventSourceMappings',
    path: '/2015-03-31/event-source-mappings',
    texts: { FunctionName: 'FunctionName', EventSourceArn: 'EventSourceArn', Marker: 'Marker' },
    numbers: { MaxItems: 'MaxItems' },
  },
  { target: 'AWSScheduler.GetSchedule', path: '/schedules/{Name}', texts: { groupName: 'GroupName' } },
];

/** Errors that these services say with 403, where the JSON protocols say 400. */
const forbidden: readonly string[] = [
  'AccessDeniedException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
];

/** Undefined: nothing here has such a path. Throws `NoAnswer` when the connection breaks. */
export async function answerRest(dispatcher: Dispatcher, request: RestRequest): Promise<WireAnswer | undefined> {
  const asked = askedFor(request);
  if (asked === undefined) return undefined;
  const { requestId, result } = await dispatcher.dispatch({
    target: asked.target,
    body: JSON.stringify(asked.input),
    credential: credentialIn(request.headers.authorization),
  });
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  if (!(result instanceof AwsError)) return { status: 200, headers, body: JSON.stringify(result) };
  const { code, message } = result;
  return {
    status: forbidden.includes(code) ? 403 : result.status,
    headers: { ...headers, 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, Message: message }),
  };
}

function askedFor({ method, path, query }: RestRequest): { readonly target: string; readonly input: Json } | undefined {
  if (method !== 'GET') return undefined;
  for (const { target, path: template, texts, numbers = {} } of routes) {
    const named = membersIn(path, template);
    if (named === undefined) continue;
    const given = (names: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
      Object.entries(names).flatMap(([name, member]) => {
        const value = query.get(name);
        return value === null ? [] : [[member, value] as const];
      });
    const counted = given(numbers).map(([member, value]) => [member, /^-?\d+$/.test(value) ? Number(value) : value]);
    return { target, input: { ...named, ...Object.fromEntries([...given(texts), ...counted]) } };
  }
  return undefined;
}

/** A slash at the end is taken, as older SDKs send one. Undefined: the path is another. */
function membersIn(path: string, template: string): Readonly<Record<string, string>> | undefined {
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  const wanted = template.split('/');
  if (given.length !== wanted.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = decoded(given[index] ?? '');
    const member = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (text === undefined || (member === undefined ? text !== segment : text === '')) return undefined;
    if (member !== undefined) members[member] = text;
  }
  return members;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

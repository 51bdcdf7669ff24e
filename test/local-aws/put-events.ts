/** `PutEvents` of EventBridge: what callers may put on the bus. Sources of AWS's own services are refused. */
import { AwsError, type Json } from './service.ts';

interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources: readonly string[];
}

/** `publish` gives the event's id. Refused entries are in the answer, each by itself. */
export function putEvents(input: Json, publish: (event: NewEvent) => string): Json {
  const entries: readonly Json[] = Array.isArray(input.Entries) ? input.Entries : [];
  if (entries.length < 1 || entries.length > 10) {
    throw new AwsError('ValidationException', 'Entries must have length between 1 and 10.');
  }
  const results = entries.map((entry): Json => {
    const event = readEntry(entry);
    return 'ErrorCode' in event ? { ...event } : { EventId: publish(event) };
  });
  return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
}

function readEntry(entry: Json): NewEvent | { ErrorCode: string; ErrorMessage: string } {
  const { Source: source, DetailType: detailType, Detail: text, EventBusName: bus, Resources: resources } = entry;
  if (typeof source !== 'string' || source === '') return refused('InvalidArgument', 'Parameter Source is not valid.');
  if (source.startsWith('aws.')) return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (typeof detailType !== 'string' || detailType === '') {
    return refused('InvalidArgument', 'Parameter DetailType is not valid.');
  }
  if (bus !== undefined && bus !== 'default')
    return refused('ResourceNotFoundException', 'There is only the default bus.');
  const detail = typeof text === 'string' ? parse(text) : undefined;
  if (detail === undefined) return refused('MalformedDetail', 'Detail is malformed.');
  return { source, detailType, detail, resources: Array.isArray(resources) ? resources.map(String) : [] };
}

function parse(text: string): Json | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? { ...detail } : undefined;
  } catch {
    return undefined;
  }
}

function refused(ErrorCode: string, ErrorMessage: string): { ErrorCode: string; ErrorMessage: string } {
  return { ErrorCode, ErrorMessage };
}

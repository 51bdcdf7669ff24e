/** One trail of CloudTrail: what it is told to log, and whether that holds the writes that become events. */

export interface EventSelector {
  readonly ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly IncludeManagementEvents: boolean;
  readonly ExcludeManagementEventSources?: readonly string[];
}

type Comparison = 'Equals' | 'StartsWith' | 'EndsWith' | 'NotEquals' | 'NotStartsWith' | 'NotEndsWith';

export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly ({ readonly Field: string } & {
    readonly [Compared in Comparison]?: readonly string[];
  })[];
}

export interface TrailDefinition {
  readonly name: string;
  readonly bucketName: string;
  readonly multiRegion: boolean;
  readonly globalServices: boolean;
  readonly validatesFiles: boolean;
  readonly logging: boolean;
  /** Empty, and no advanced ones either: all management events. */
  readonly selectors: readonly EventSelector[];
  /** Instead of the others. */
  readonly advancedSelectors: readonly AdvancedEventSelector[];
}

export interface TrailState extends TrailDefinition {
  readonly arn: string;
  logging: boolean;
  /** Milliseconds since the epoch; undefined: never. */
  startedAt: number | undefined;
  stoppedAt: number | undefined;
}

/** What a trail has that was told nothing. */
export const everything: EventSelector = { ReadWriteType: 'All', IncludeManagementEvents: true };

/** As most accounts have one. */
export const implicitTrail: TrailDefinition = {
  name: 'management-events',
  bucketName: 'management-events-123456789012',
  multiRegion: true,
  globalServices: true,
  validatesFiles: true,
  logging: true,
  selectors: [],
  advancedSelectors: [],
};

/**
 * Whether a call of Cognito that changes something is logged: one selector that takes it is enough (CloudTrail User
 * Guide, "Logging management events"). Of advanced selectors the fields are known that choose among management events
 * by category, by reading and writing, and by service; one with another field is taken not to fit.
 */
export function logsWrites({ selectors, advancedSelectors }: TrailDefinition): boolean {
  if (advancedSelectors.length > 0) return advancedSelectors.some(takesWrites);
  return selectors.length === 0 || selectors.some(takesManagementWrites);
}

const cognito = 'cognito-idp.amazonaws.com';

function takesManagementWrites({
  ReadWriteType,
  IncludeManagementEvents,
  ExcludeManagementEventSources = [],
}: EventSelector): boolean {
  return IncludeManagementEvents && ReadWriteType !== 'ReadOnly' && !ExcludeManagementEventSources.includes(cognito);
}

/** All fields must fit. Without the category there is no such selector. */
function takesWrites({ FieldSelectors }: AdvancedEventSelector): boolean {
  const call: Readonly<Record<string, string>> = {
    eventCategory: 'Management',
    readOnly: 'false',
    eventSource: cognito,
  };
  return (
    FieldSelectors.some(({ Field }) => Field === 'eventCategory') &&
    FieldSelectors.every((selector) => {
      const value = call[selector.Field];
      if (value === undefined) return false;
      const { Equals, StartsWith, EndsWith, NotEquals = [], NotStartsWith = [], NotEndsWith = [] } = selector;
      return (
        (Equals?.includes(value) ?? true) &&
        (StartsWith?.some((text) => value.startsWith(text)) ?? true) &&
        (EndsWith?.some((text) => value.endsWith(text)) ?? true) &&
        !NotEquals.includes(value) &&
        !NotStartsWith.some((text) => value.startsWith(text)) &&
        !NotEndsWith.some((text) => value.endsWith(text))
      );
    })
  );
}

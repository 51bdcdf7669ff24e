/** CloudTrail's trails: those of the account, what clients ask of them, and starting and stopping them. */
import type { GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail';
import { flag, optionalTexts, text } from './members.ts';
import { AwsError, type Json, type Operation, type Service, type Site } from './service.ts';
import { everything, logsWrites, type TrailDefinition, type TrailState } from './trail.ts';
import { trailNameIn } from './trail-names.ts';
import { seconds, type Wire } from './wire.ts';

export class Trails implements Service {
  readonly target = 'CloudTrail_20131101';
  readonly name = 'cloudtrail';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #site: Site;
  readonly #now: () => number;
  readonly #trails = new Map<string, TrailState>();

  constructor(site: Site, now: () => number) {
    this.#site = site;
    this.#now = now;
    this.operations = {
      DescribeTrails: (input) => this.#describe(input),
      GetTrailStatus: (input) => ({ ...statusOf(this.#named(text(input, 'Name'))) }),
      GetEventSelectors: (input) => selectorsOf(this.#named(text(input, 'TrailName'))),
      StartLogging: (input) => this.#switch(this.#named(text(input, 'Name')), true),
      StopLogging: (input) => this.#switch(this.#named(text(input, 'Name')), false),
    };
  }

  /** Makes or replaces a trail; its ARN. */
  put(trail: TrailDefinition): string {
    const { partition, region, account } = this.#site;
    const arn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${trail.name}`;
    const startedAt = trail.logging ? this.#now() : undefined;
    this.#trails.set(trail.name, { ...trail, arn, startedAt, stoppedAt: undefined });
    return arn;
  }

  /** Whether calls that change something become events: a trail that logs them is enough. */
  get logging(): boolean {
    return [...this.#trails.values()].some((trail) => trail.logging && logsWrites(trail));
  }

  /** Starts or stops every trail of the account, as somebody might. */
  set logging(logging: boolean) {
    for (const trail of this.#trails.values()) this.#switch(trail, logging);
  }

  #switch(trail: TrailState, logging: boolean): Json {
    if (trail.logging !== logging) {
      trail.logging = logging;
      if (logging) trail.startedAt = this.#now();
      else trail.stoppedAt = this.#now();
    }
    return {};
  }

  /** Shadows of other regions' trails there are none: there is one region. */
  #describe(input: Json): Json {
    flag(input, 'includeShadowTrails');
    const wanted = optionalTexts(input, 'trailNameList') ?? [];
    const names = wanted.map((reference) => trailNameIn(reference, this.#site));
    const all = [...this.#trails.values()];
    // One that is not there is left out without a word.
    const trails = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
    return { trailList: trails.map((trail) => this.#shown(trail)) };
  }

  #named(reference: string): TrailState {
    const trail = this.#trails.get(trailNameIn(reference, this.#site));
    if (trail) return trail;
    const { account } = this.#site;
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${reference} for the user: ${account}`);
  }

  #shown(trail: TrailState): Wire<Trail> {
    const { selectors, advancedSelectors } = trail;
    const custom = selectors.length > 0 && JSON.stringify(selectors) !== JSON.stringify([everything]);
    return {
      Name: trail.name,
      TrailARN: trail.arn,
      HomeRegion: this.#site.region,
      S3BucketName: trail.bucketName,
      IsMultiRegionTrail: trail.multiRegion,
      IncludeGlobalServiceEvents: trail.globalServices,
      LogFileValidationEnabled: trail.validatesFiles,
      HasCustomEventSelectors: custom || advancedSelectors.length > 0,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    };
  }
}

/** The texts are CloudTrail's own doubles of the times; one that never was is empty. */
function statusOf({ logging, startedAt, stoppedAt }: TrailState): Wire<GetTrailStatusResponse> {
  return {
    IsLogging: logging,
    ...(startedAt !== undefined && { StartLoggingTime: seconds(startedAt) }),
    ...(stoppedAt !== undefined && { StopLoggingTime: seconds(stoppedAt) }),
    TimeLoggingStarted: textOf(startedAt),
    TimeLoggingStopped: textOf(stoppedAt),
  };
}

function textOf(time: number | undefined): string {
  return time === undefined ? '' : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function selectorsOf({ arn, selectors, advancedSelectors }: TrailState): Json {
  if (advancedSelectors.length > 0) return { TrailARN: arn, AdvancedEventSelectors: advancedSelectors };
  const given = selectors.length === 0 ? [everything] : selectors;
  return {
    TrailARN: arn,
    EventSelectors: given.map((selector) => ({
      DataResources: [],
      ...selector,
      ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
    })),
  };
}

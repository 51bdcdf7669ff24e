/** A trail, which makes CloudTrail's events come, and the bucket that it writes to. S3 itself is not here. */
import type { AdvancedEventSelector, EventSelector } from '../trail.ts';
import type { Made, Maker } from './making.ts';
import type { Properties } from './properties.ts';

const noFiles = 'there are no files here';

export const makeTrail: Maker = ({ stack, properties, madeUpName }): Made => {
  const name = properties.text('TrailName', madeUpName());
  const arn = stack.account.cloudTrail.put({
    name,
    bucketName: properties.text('S3BucketName'),
    logging: properties.flag('IsLogging'),
    multiRegion: properties.flag('IsMultiRegionTrail', false),
    globalServices: properties.flag('IncludeGlobalServiceEvents', false),
    validatesFiles: properties.flag('EnableLogFileValidation', false),
    selectors: properties.parts('EventSelectors').map(readSelector),
    advancedSelectors: properties.parts('AdvancedEventSelectors').map(readAdvancedSelector),
  });
  return { ref: name, attributes: { Arn: arn } };
};

function readSelector(selector: Properties): EventSelector {
  const kind = selector.text('ReadWriteType', 'All');
  const ReadWriteType = readWriteTypes.find((known) => known === kind);
  if (ReadWriteType === undefined) throw new Error(`There is no ReadWriteType ${kind}.`);
  return {
    ReadWriteType,
    IncludeManagementEvents: selector.flag('IncludeManagementEvents', true),
    ExcludeManagementEventSources: selector.texts('ExcludeManagementEventSources'),
  };
}

const readWriteTypes = ['All', 'WriteOnly', 'ReadOnly'] as const;

function readAdvancedSelector(selector: Properties): AdvancedEventSelector {
  return {
    ...(selector.has('Name') && { Name: selector.text('Name') }),
    FieldSelectors: selector.parts('FieldSelectors').map((field) => ({
      Field: field.text('Field'),
      ...Object.fromEntries(
        comparisons.filter((name) => field.has(name)).map((name) => [name, field.texts(name)] as const),
      ),
    })),
  };
}

const comparisons = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'];

export const makeBucket: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({
    BucketEncryption: noFiles,
    LifecycleConfiguration: noFiles,
    OwnershipControls: noFiles,
    PublicAccessBlockConfiguration: noFiles,
  });
  const name = properties.text('BucketName', madeUpName(63).toLowerCase());
  return { ref: name, attributes: { Arn: `arn:${stack.account.site.partition}:s3:::${name}` } };
};

export const makeBucketPolicy: Maker = ({ properties, madeUpName }): Made => {
  properties.ignore({ Bucket: noFiles, PolicyDocument: 'nobody asks for a file, so it is never evaluated' });
  return { ref: madeUpName() };
};

/** A trail, which makes CloudTrail's events come, and the bucket that it writes to. S3 itself is not here. */
import { arnIn, type Made, type Maker } from './making.ts';

const noFiles = 'there are no files here';

export const makeTrail: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({
    S3BucketName: noFiles,
    EnableLogFileValidation: noFiles,
    IsMultiRegionTrail: 'there is one region',
    IncludeGlobalServiceEvents: 'no service here is global',
  });
  const name = properties.text('TrailName', madeUpName());
  const writes = properties.parts('EventSelectors').map((selector) => {
    selector.only('ReadWriteType', 'All', 'WriteOnly', 'ReadOnly');
    return selector.flag('IncludeManagementEvents', true) && selector.value('ReadWriteType') !== 'ReadOnly';
  });
  // A trail without selectors logs all management events.
  if (properties.flag('IsLogging') && (writes.length === 0 || writes.includes(true))) {
    stack.account.cloudTrail.logging = true;
  }
  return { ref: name, attributes: { Arn: arnIn(stack.account.site, 'cloudtrail', `trail/${name}`) } };
};

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

import { describe, expect, test } from 'vitest';
import { account, region, synthesise } from './synthesis.ts';

const { deployed, construct } = synthesise({ deploymentName: 'sync', trail: true });
const bucket = deployed.one('AWS::S3::Bucket');
const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/sync-trail`;
const bucketName = 'the-bucket';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition: unknown;
}

/** The bucket's policy, with a name for the bucket that has none yet. */
function statements(): readonly Statement[] {
  const { PolicyDocument } = deployed.one('AWS::S3::BucketPolicy');
  const named = JSON.stringify(PolicyDocument).replaceAll(/arn:aws:s3:::\w+/g, `arn:aws:s3:::${bucketName}`);
  return (JSON.parse(named) as { Statement: Statement[] }).Statement;
}

describe('the trail', () => {
  test('is not made unless it is asked for', () => {
    const without = synthesise().deployed;
    expect(without.types().filter((type) => /CloudTrail|S3/.test(type))).toEqual([]);
    expect(synthesise({ trail: false }).deployed.types()).toEqual(without.types());
    expect(synthesise().construct.trailBucket).toBeUndefined();
  });

  test('makes a trail and a bucket and nothing else: no function that empties it, no role, no key', () => {
    const more = deployed.types().filter((type) => !synthesise().deployed.types().includes(type));
    expect(more).toEqual(['AWS::CloudTrail::Trail', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
    for (const type of ['AWS::Lambda::Function', 'AWS::Logs::LogGroup']) expect(deployed.all(type)).toHaveLength(1);
    expect(deployed.all('AWS::IAM::Role')).toHaveLength(2);
  });

  test('logs the management write events of this region, no data events, and is on', () => {
    expect(deployed.one('AWS::CloudTrail::Trail')).toEqual({
      TrailName: 'sync-trail',
      S3BucketName: expect.any(String),
      IsLogging: true,
      IsMultiRegionTrail: false,
      IncludeGlobalServiceEvents: false,
      EnableLogFileValidation: true,
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }],
    });
  });

  test('has a name that CloudTrail accepts, whatever the deployment’s: 3 to 128 characters', () => {
    for (const deploymentName of ['A', 'x'.repeat(40)]) {
      const { TrailName } = synthesise({ deploymentName, trail: true }).deployed.one('AWS::CloudTrail::Trail');
      expect(TrailName).toMatch(/^[A-Za-z][A-Za-z0-9-]{1,126}[A-Za-z0-9]$/);
    }
  });

  test('waits for the bucket’s policy, for CloudTrail tries the bucket when the trail is made', () => {
    const resources = deployed.raw();
    const [[policyId] = []] = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::S3::BucketPolicy');
    const [trail] = Object.values(resources).filter(({ Type }) => Type === 'AWS::CloudTrail::Trail');
    expect(trail?.DependsOn).toContain(policyId);
  });
});

describe('the bucket of the trail', () => {
  test('is encrypted, closed to the public, without ACLs, and forgets in 90 days', () => {
    expect(bucket).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: {
        Rules: [
          { Status: 'Enabled', ExpirationInDays: 90, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        ],
      },
    });
  });

  test('outlives the stack, and its policy with it', () => {
    const kept = Object.values(deployed.raw()).filter(({ Type }) => Type.startsWith('AWS::S3::'));
    expect(kept.map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy])).toEqual([
      ['Retain', 'Retain'],
      ['Retain', 'Retain'],
    ]);
    expect(construct.trailBucket).toBeDefined();
  });

  test('can be written by CloudTrail alone, for this trail alone, under this account’s folder', () => {
    const allowed = statements().filter(({ Effect }) => Effect === 'Allow');
    const principal = { Service: 'cloudtrail.amazonaws.com' };
    expect(allowed).toEqual([
      {
        Sid: 'AWSCloudTrailAclCheck',
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucketName}`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      },
      {
        Sid: 'AWSCloudTrailWrite',
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${account}/*`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ]);
  });

  test('refuses everybody who does not use TLS 1.2 or newer', () => {
    const refused = statements().filter(({ Effect }) => Effect === 'Deny');
    const everything = [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`];
    expect(
      refused.map(({ Principal, Action, Resource, Condition }) => ({ Principal, Action, Resource, Condition })),
    ).toEqual(
      [{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }].map(
        (Condition) => ({
          Principal: { AWS: '*' },
          Action: 's3:*',
          Resource: everything,
          Condition,
        }),
      ),
    );
  });
});

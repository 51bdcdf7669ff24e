import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** As long as CloudTrail's own event history shows the same events. */
const kept = Duration.days(90);

/**
 * For an account without a trail, for without one no event ever comes: a trail of this region's management write
 * events, and the bucket it must have. Nobody here reads the bucket; the events come by the default bus. It logs no
 * data events, which are charged; the first copy of management events is free.
 */
export class EventTrail extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, deploymentName: string) {
    super(scope, id);
    const { account } = Stack.of(this);
    const trailName = `${deploymentName}-trail`;
    this.bucket = this.#bucket();
    const trailArn = Stack.of(this).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trailName });
    this.#allow('AWSCloudTrailAclCheck', 's3:GetBucketAcl', this.bucket.bucketArn, { 'aws:SourceArn': trailArn });
    this.#allow('AWSCloudTrailWrite', 's3:PutObject', this.bucket.arnForObjects(`AWSLogs/${account}/*`), {
      'aws:SourceArn': trailArn,
      's3:x-amz-acl': 'bucket-owner-full-control',
    });
    const trail = new CfnTrail(this, 'Trail', {
      trailName,
      s3BucketName: this.bucket.bucketName,
      isLogging: true,
      // Other regions and global services are not looked at from here.
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      eventSelectors: [{ includeManagementEvents: true, readWriteType: 'WriteOnly' }],
    });
    // CloudTrail tries the bucket when the trail is made.
    if (this.bucket.policy) trail.node.addDependency(this.bucket.policy);
  }

  #bucket(): Bucket {
    const bucket = new Bucket(this, 'Records', {
      // S3's own key: a record holds no secret, and a customer key costs a dollar a month and can stop the trail.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // No versions: no file is written twice, and the digests show one that was changed or taken away.
      versioned: false,
      lifecycleRules: [{ expiration: kept, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      // Who did what outlives the stack, which could not delete a bucket with files in it anyway. It empties itself.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // What stays must stay closed to plain HTTP.
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds a log itself. A log of who reads it would need another bucket, which has none either.',
    });
    return bucket;
  }

  /** CloudTrail may do this for this trail; the condition keeps other accounts' trails out. */
  #allow(sid: string, action: string, resource: string, conditions: Readonly<Record<string, string>>): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
        actions: [action],
        resources: [resource],
        conditions: { StringEquals: conditions },
      }),
    );
  }
}

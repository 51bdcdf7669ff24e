/** Requests about parameters that AWS refuses, and moto mostly does not. */
import type { Difference } from '../difference.ts';

const refused = { paths: ['outcome'], ours: 'ValidationException (400)', moto: 'answered', right: 'ours' } as const;

export const malformedParameterDifferences: readonly Difference[] = [
  {
    ...refused,
    steps: [
      'names: a slash inside, none in front',
      'names: a slash at the end',
      'names: a space inside',
      'names: a star',
      'names: an empty level',
      'names: longer than an ARN may be',
    ],
    why: 'SDK model, PutParameterRequest.Name: a leading slash in a hierarchy, only a-zA-Z0-9_.- and /, no spaces, at most 1011 characters with the ARN.',
  },
  {
    steps: ['names: sixteen levels'],
    paths: ['outcome'],
    ours: 'HierarchyLevelLimitExceededException (400)',
    moto: 'answered',
    right: 'ours',
    why: 'SDK model, PutParameterRequest.Name: "Parameter hierarchies are limited to a maximum depth of fifteen levels."',
  },
  {
    ...refused,
    steps: [
      'names: empty',
      'spellings: read none',
      'labels: no labels',
      'history: pages of nothing',
      'deletion: delete too many',
      'deletion: delete none',
      'malformed filters: pages too large',
      'malformed tags of parameters: key too long',
      'malformed tags of parameters: value too long',
    ],
    why: 'API Reference, length and range constraints of PSParameterName, ParameterNameList, ParameterLabelList, MaxResults, TagKey and TagValue.',
  },
  {
    ...refused,
    steps: ['malformed tags of parameters: key with a brace', 'malformed tags of parameters: value with a star'],
    why: 'API Reference, Tag: keys and values match `^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$`.',
  },
  {
    ...refused,
    steps: ['malformed tags of parameters: reserved key'],
    why: 'AWS documentation on tagging: keys that begin with aws: are reserved for AWS.',
  },
  {
    steps: ['malformed tags of parameters: too many'],
    paths: ['outcome'],
    ours: 'TooManyTagsError (400)',
    moto: 'answered',
    right: 'ours',
    why: 'SDK model, AddTagsToResource: "Most resources can have a maximum of 50 tags."',
  },
  {
    steps: ['malformed tags of parameters: no such type'],
    paths: ['outcome'],
    ours: 'ValidationException (400)',
    moto: 'InvalidResourceType (400)',
    right: 'both',
    why: 'SDK model: ResourceTypeForTagging is an enum, and InvalidResourceType an error of the operation; which one meets a value outside of the enum is not said.',
  },
  {
    ...refused,
    right: 'both',
    steps: ['spellings: read one twice'],
    why: 'The API Reference of GetParameters does not say whether a name may come twice.',
  },
  {
    ...refused,
    moto: 'ParameterNotFound (400)',
    steps: ['spellings: read a malformed name'],
    why: 'SDK model, GetParameter: with spaces in the name "the request fails with a ValidationException error"; seen on AWS in localstack/localstack#7712.',
  },
  {
    ...refused,
    moto: 'ParameterNotFound (400)',
    right: 'both',
    steps: ['deletion: delete a malformed name'],
    why: 'The API Reference promises ValidationException for spaces in names of other operations, not of DeleteParameter.',
  },
  {
    ...refused,
    steps: ['encryption: a key for a text'],
    why: 'SDK model, PutParameterRequest.KeyId: "To use a custom KMS key, choose the SecureString data type with the Key ID parameter."',
  },
  {
    ...refused,
    steps: ['malformed writes: value that names a parameter'],
    why: 'SDK model, PutParameterRequest.Value: "You can\'t include values wrapped in double brackets".',
  },
  {
    ...refused,
    steps: ['malformed writes: unknown tier'],
    why: 'SDK model, ParameterTier: Standard, Advanced, Intelligent-Tiering.',
  },
  {
    ...refused,
    right: 'moto',
    steps: ['malformed writes: no image'],
    why: 'SDK model, PutParameterRequest.DataType: an invalid AMI id is answered with success and refused later. Nothing here writes AMI ids, so ours refuses at once.',
  },
  {
    steps: ['malformed writes: pattern that is none'],
    paths: ['outcome'],
    ours: 'InvalidAllowedPatternException (400)',
    moto: 'answered',
    right: 'ours',
    why: 'SDK model, InvalidAllowedPatternException: "The request doesn\'t meet the regular expression requirement."',
  },
  {
    steps: ['malformed writes: policies that are no JSON'],
    paths: ['outcome'],
    ours: 'InvalidPolicyAttributeException (400)',
    moto: 'answered',
    right: 'ours',
    why: 'SDK model, PutParameterRequest.Policies: it takes a JSON array; InvalidPolicyAttributeException: "A policy attribute or its value is invalid."',
  },
];

/** The data types this store knows, and what each of them wants of a value. */
import { type ParseError, parse } from 'jsonc-parser';
import { invalid } from '../members.ts';

interface DataType {
  readonly needsAdvanced: boolean;
  /** The parameter types that may bear it. */
  readonly types: readonly string[];
  accepts(value: string): boolean;
}

const every = ['String', 'StringList', 'SecureString'];
const single = ['String', 'SecureString'];

const dataTypes = new Map<string, DataType>([
  ['text', { needsAdvanced: false, types: every, accepts: () => true }],
  [
    'aws:ec2:image',
    { needsAdvanced: false, types: ['String'], accepts: (value) => /^ami-[0-9a-f]{8,17}$/.test(value) },
  ],
  ['url', { needsAdvanced: true, types: single, accepts: (value) => URL.canParse(value) }],
  ['json', { needsAdvanced: true, types: single, accepts: isJson }],
  ['jsonc', { needsAdvanced: true, types: single, accepts: isJsonWithComments }],
]);

/** The bearer of an AMI id cannot become anything else, nor anything else become one. */
const fixed = 'aws:ec2:image';

export function needsAdvanced(dataType: string): boolean {
  return find(dataType).needsAdvanced;
}

/** Refuses an unknown data type, one that the parameter's type or history excludes, and a value that is not of it. */
export function checkDataType(dataType: string, previous: string | undefined, type: string, value: string): void {
  const { types, accepts } = find(dataType);
  if (previous !== undefined && previous !== dataType && (previous === fixed || dataType === fixed)) {
    throw invalid(`You can't change the data type of a parameter from ${previous} to ${dataType}.`);
  }
  if (!types.includes(type)) throw invalid(`The data type ${dataType} isn't supported for parameters of type ${type}.`);
  if (!accepts(value)) throw invalid(`The parameter value isn't valid for the data type ${dataType}.`);
}

function find(dataType: string): DataType {
  const found = dataTypes.get(dataType);
  if (found === undefined) {
    throw invalid(`The following data type is not supported: ${dataType} (Data type names are all lowercase.)`);
  }
  return found;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Comments and trailing commas are legal in `jsonc`. */
function isJsonWithComments(value: string): boolean {
  const errors: ParseError[] = [];
  parse(value, errors, { allowTrailingComma: true });
  return errors.length === 0;
}

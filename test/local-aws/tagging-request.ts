/** A request to the Resource Groups Tagging API, read as AWS's model declares it. */
import { AwsError, type Json } from './service.ts';

export interface ResourceQuery {
  /** `service:type` or `service`; any of them; none asks for all. */
  readonly types: readonly string[];
  /** All of them must hold, each by any of its values; no values: any value. */
  readonly filters: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** Exactly these resources, on one page. */
  readonly arns: readonly string[] | undefined;
  /** Resources a page, 1 to 100. */
  readonly size: number;
  /** Empty: the first page. */
  readonly token: string;
}

/** What a `GetResources` request asks for; `InvalidParameterException` when it may not be asked. */
export function readRequest(input: Json): ResourceQuery {
  const types = readTexts(input, 'ResourceTypeFilters', 100, 256);
  const filters = readList(input, 'TagFilters', 50).map(readTagFilter);
  const size = input.ResourcesPerPage ?? 50;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 100) {
    throw invalid('ResourcesPerPage must be a whole number between 1 and 100.');
  }
  const token = input.PaginationToken ?? '';
  if (typeof token !== 'string') throw invalid('PaginationToken must be a string.');
  if (input.TagsPerPage !== undefined || input.IncludeComplianceDetails === true) {
    throw invalid('TagsPerPage and IncludeComplianceDetails are not supported here.');
  }
  const arns = input.ResourceARNList === undefined ? undefined : readTexts(input, 'ResourceARNList', 100, 1011);
  const others = types.length > 0 || filters.length > 0 || token !== '' || input.ResourcesPerPage !== undefined;
  if (arns !== undefined && others) throw invalid('ResourceARNList cannot be combined with filters or pages.');
  return { types, filters, arns, size, token };
}

function readTagFilter(filter: unknown): { readonly key: string; readonly values: readonly string[] } {
  if (typeof filter !== 'object' || filter === null) throw invalid('A tag filter must be a structure.');
  const { Key: key = undefined, Values: values = [] } = { ...filter } as Json;
  if (typeof key !== 'string' || key.length < 1 || key.length > 128) {
    throw invalid('The key of a tag filter must have 1 to 128 characters.');
  }
  return { key, values: readTexts({ Values: values }, 'Values', 20, 256) };
}

function readTexts(input: Json, member: string, maximum: number, length: number): string[] {
  return readList(input, member, maximum).map((value) => {
    if (typeof value !== 'string' || value.length > length) throw invalid(`${member} holds what it may not.`);
    return value;
  });
}

function readList(input: Json, member: string, maximum: number): readonly unknown[] {
  const value = input[member] ?? [];
  if (!Array.isArray(value) || value.length > maximum) throw invalid(`${member} must be a list of at most ${maximum}.`);
  return value;
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

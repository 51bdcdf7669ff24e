import type { Claim } from './claim.ts';
import { managedKeys } from './credentials.ts';
import { type DocumentFault, parseDocument, type Stored, type Syntax } from './document/document.ts';
import type { Block, Failure } from './findings.ts';
import type { ParameterSight } from './parameter.ts';

/** What a parameter shows at a place: rows 0, 2 and 3 stop every claim to it. */
export type View =
  | { readonly kind: 'absent' }
  | { readonly kind: 'open'; readonly stored: ReadonlyMap<string, Stored> }
  | { readonly kind: 'stopped'; readonly finding: Failure | Block };

export function viewPlace({ parameter, place }: Pick<Claim, 'parameter' | 'place'>, sight: ParameterSight): View {
  if (sight.kind === 'absent') return sight;
  if (sight.kind === 'unreadable') return { kind: 'stopped', finding: sight.finding };
  const { type, value } = sight.parameter;
  if (type !== 'SecureString') return { kind: 'stopped', finding: { code: 'parameter-not-secure', parameter, type } };
  const document = parseDocument(value, syntaxOf(sight));
  const stored = isFault(document) ? document : document.read(place, managedKeys);
  return isFault(stored) ? { kind: 'stopped', finding: invalid(parameter, stored) } : { kind: 'open', stored };
}

/** What stands at the place under our keys. */
export function storedIn(view: View): ReadonlyMap<string, Stored> {
  return view.kind === 'open' ? view.stored : new Map();
}

/** What the parameter's text is read as. */
export function syntaxOf(sight: ParameterSight): Syntax {
  return sight.kind === 'present' && sight.parameter.dataType === 'jsonc' ? 'jsonc' : 'json';
}

/** A fault of the document, or one that the editor found in its own work. */
export type Problem = DocumentFault | { readonly problem: 'not-editable'; readonly where: string };

export function isFault<Fault extends Problem>(result: Fault | object): result is Fault {
  return 'problem' in result;
}

const problems: Readonly<Record<Problem['problem'], string>> = {
  'byte-order-mark': 'it begins with a byte order mark',
  'not-json': 'it is not JSON',
  'not-an-object': 'it is not a JSON object',
  'duplicate-key': 'a key stands there twice',
  'not-an-object-on-the-way': 'something else stands where an object has to be',
  'nested-too-deeply': 'it is nested too deeply',
  'not-editable': 'it cannot be edited without touching what is not ours',
};

/** The finding that a fault of the parameter's document is. */
export function invalid(parameter: string, { problem, where }: Problem): Block {
  return { code: 'document-invalid', parameter, problem: `${problems[problem]} (${where})` };
}

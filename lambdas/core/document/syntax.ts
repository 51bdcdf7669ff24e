import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { DocumentFault, Syntax } from './document.ts';

/**
 * Strict reading of JSON and JSONC into a syntax tree with offsets. jsonc-parser repairs what it can and goes on; here
 * a text either is legal to the letter or is a fault, because editing a repaired reading would write broken text.
 */

/** jsonc-parser's tree, as it is when it has reported no error: every property has its key, colon and value. */
export type JsonNode = ObjectNode | ArrayNode | StringNode | ScalarNode;

export interface ObjectNode extends Node {
  readonly type: 'object';
  readonly children: Property[];
}

export interface Property extends Node {
  readonly type: 'property';
  readonly colonOffset: number;
  readonly children: [StringNode, JsonNode];
}

interface ArrayNode extends Node {
  readonly type: 'array';
  readonly children: JsonNode[];
}

/** `value` is the decoded string. */
interface StringNode extends Node {
  readonly type: 'string';
  readonly value: string;
}

interface ScalarNode extends Node {
  readonly type: 'number' | 'boolean' | 'null';
}

/** Levels of nesting. The parser recurses and overflows at 6,000 to 8,000 levels, which fit into 8 KB; nobody needs 256. */
const deepest = 256;

/** The tree of a text that is one legal JSON object, or the fault in it. */
export function parseObject(text: string, syntax: Syntax): ObjectNode | DocumentFault {
  if (text.startsWith('\uFEFF')) return { problem: 'byte-order-mark', where: position(text, 0) };
  const { tooDeep, plain } = scan(text);
  if (tooDeep !== undefined) return { problem: 'nested-too-deeply', where: position(text, tooDeep) };

  const errors: ParseError[] = [];
  const comments = syntax === 'jsonc';
  // Sound where no error is reported; the tree is not looked at otherwise.
  const root = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments }) as JsonNode;
  const accepted = errors.length === 0 && isJson(comments ? plain : text);
  if (!accepted) return { problem: 'not-json', where: position(text, errors[0]?.offset) };
  return root.type === 'object' ? root : { problem: 'not-an-object', where: `the document is a JSON ${root.type}` };
}

/** The second opinion: what every consumer of the parameter will read it with. Its message quotes the text and is dropped. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Without recursion: the offset of the first bracket that is too deep, and the text as plain JSON if it is legal JSONC. */
function scan(text: string): { readonly tooDeep?: number; readonly plain: string } {
  const scanner = createScanner(text, true);
  const tokens: string[] = [];
  let depth = 0;
  // By position, not until its end token: behind a comment that never ends, the scanner gives no token of length zero.
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const token = text.slice(scanner.getTokenOffset(), scanner.getPosition());
    if (token === '{' || token === '[') depth += 1;
    if (depth > deepest) return { tooDeep: scanner.getTokenOffset(), plain: '' };
    if (token === '}' || token === ']') {
      depth -= 1;
      if (tokens.at(-1) === ',') tokens.pop();
    }
    tokens.push(token);
  }
  return { plain: tokens.join(' ') };
}

/** Line and column of an offset, both from 1; the column counts UTF-16 units, as editors do. */
function position(text: string, offset = text.length): string {
  const before = text.slice(0, offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return `line ${before.split(/\r\n?|\n/).length}, column ${offset - lineStart + 1}`;
}

/** The offset behind a node. */
export function endOf({ offset, length }: Node): number {
  return offset + length;
}

import * as fc from 'fast-check';

/**
 * How generated documents look: a model of tokens and gaps, and the styles that fill the gaps which say nothing.
 * `JSON.stringify` never prints one, since it knows one layout only.
 */

/** A gap's own white space and comments; undefined takes what the document's style has there. */
export type Gap = string | undefined;

export interface Value {
  readonly open: '{' | '[' | '';
  /** The spelling of a scalar. */
  readonly text: string;
  readonly items: readonly Item[];
  readonly end: Gap;
  readonly trailingComma: boolean;
}

export interface Item {
  /** The spelling of a key; unused in arrays. */
  readonly key: string;
  readonly gaps: readonly [Gap, Gap, Gap, Gap];
  readonly value: Value;
}

interface Style {
  readonly line: string;
  readonly unit: string;
  readonly pad: string;
  readonly gap: string;
  readonly colon: readonly [string, string];
  readonly start: string;
  readonly end: string;
}

export const styles: fc.Arbitrary<Style> = fc
  .oneof(
    fc.constantFrom(
      { line: '', unit: '', pad: '', gap: '', colon: ['', ''] as const },
      { line: '', unit: '', pad: '', gap: ' ', colon: ['', ' '] as const },
      { line: '', unit: '', pad: ' ', gap: ' ', colon: [' ', ' '] as const },
    ),
    fc.record({
      line: fc.constantFrom('\n', '\r\n'),
      unit: fc.constantFrom('  ', '    ', '\t', ''),
      pad: fc.constant(''),
      gap: fc.constant(''),
      colon: fc.constantFrom(['', ' '] as const, [' ', ' '] as const, ['', ''] as const),
    }),
  )
  .chain((inner) =>
    fc
      .record({ start: fc.constantFrom('', '\n', ' \r\n'), end: fc.constantFrom('', '\n', '\r\n', ' ') })
      .map((outer) => ({ ...inner, ...outer })),
  );

/** The text of a value whose members stand `depth` + 1 levels deep. */
export function render(value: Value, style: Style, depth: number): string {
  const { line, unit, pad, gap, colon } = style;
  if (value.open === '') return value.text;
  const close = value.open === '{' ? '}' : ']';
  const indentation = line && line + unit.repeat(depth + 1);
  const items = value.items.map(({ key, gaps: [before, afterKey, afterColon, afterValue], value: inner }, index) => {
    const lead = before ?? (indentation || (index === 0 ? pad : gap));
    const name = value.open === '{' ? `${key}${afterKey ?? colon[0]}:${afterColon ?? colon[1]}` : '';
    return lead + name + render(inner, style, depth + 1) + (afterValue ?? '');
  });
  const comma = value.trailingComma && items.length > 0 ? ',' : '';
  const end = items.length > 0 ? (line && line + unit.repeat(depth)) || pad : '';
  return value.open + items.join(',') + comma + (value.end ?? end) + close;
}

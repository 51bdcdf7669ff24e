import type { Style, Terminal } from '../terminal.ts';

/** A cell of a printed table. */
interface Cell {
  readonly text: string;
  readonly style: Style | undefined;
  readonly align: 'left' | 'right';
}

export function cell(text: string, style?: Style, align: Cell['align'] = 'left'): Cell {
  return { text, style, align };
}

/** Prints rows with their columns aligned, two spaces between them and none at the end. */
export function printTable(rows: readonly (readonly Cell[])[], { print, paint }: Terminal): void {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  for (const row of rows) {
    const last = row.findLastIndex(({ text }) => text !== '');
    const cells = row.slice(0, last + 1).map(({ text, style, align }, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - text.length);
      const shown = style === undefined ? text : paint(style, text);
      return align === 'right' ? space + shown : column === last ? shown : shown + space;
    });
    print(cells.join('  '));
  }
}

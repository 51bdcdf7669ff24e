/** The little XML that AWS's older protocols need: elements of elements and texts. */
export type Content = string | Elements;
export interface Elements {
  readonly [name: string]: Content;
}

/** `attributes` are of the outermost element, written as they are. */
export function xml(root: string, content: Content, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attributes}>${inner(content)}</${root}>\n`;
}

function inner(content: Content): string {
  if (typeof content === 'string') return escaped(content);
  return Object.entries(content)
    .map(([name, child]) => `<${name}>${inner(child)}</${name}>`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What cannot stand in XML in any spelling (XML 1.0, section 2.2), and line ends, which parsers change. */
const unspeakable = /[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The unspeakable becomes a space. */
function escaped(text: string): string {
  return text.replace(unspeakable, ' ').replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

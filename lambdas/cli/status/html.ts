/**
 * HTML by a tagged template that escapes whatever is put in, so that no name can become markup: what is not escaped was
 * written as markup in this program. Values stand in text or in attributes between double quotes, nowhere else.
 */
export class Html {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
    return new Html(strings.reduce((text, string, index) => text + rendered(values[index - 1]) + string));
  }
}

/** Nothing is shown of `undefined`; lists are joined. */
type Value = string | number | undefined | Html | readonly Html[];

export const html = Html.of;

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  return typeof value === 'object' ? value.map(({ text }) => text).join('') : escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/**
 * What differs by nature becomes a placeholder: ids, times, tokens, secrets. The first user pool of a scenario is
 * `<pool 1>` on either side, wherever its id stands, so references are compared too. One for each scenario and side.
 */
export type Json = boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** Members that hold ids. What they hold is numbered as it turns up, and known again inside of other texts. */
const identities = new Map([
  ['UserPoolId', 'pool'],
  ['Id', 'pool'],
  ['ClientId', 'client'],
]);

/** Lists whose order AWS does not promise. */
const unordered = new Set([
  ...['Parameters', 'TagList', 'Tags', 'Labels'],
  ...['UserPools', 'UserPoolClients', 'ResourceServers', 'ResourceTagMappingList'],
]);

export class Normaliser {
  readonly #placeholders = new Map<string, string>();
  readonly #values = new Set<string>();

  /** Remembers what parameters are given, so that a value which shows although it should not is found out. */
  learn(input: unknown): void {
    visit(input, (member, text) => {
      if (member === 'Value') this.#values.add(text);
    });
  }

  normalise(answer: object): Json {
    visit(answer, (member, text) => {
      const kind = identities.get(member);
      if (kind !== undefined && !this.#placeholders.has(text)) this.#number(kind, text);
    });
    return this.#shape('', answer);
  }

  #number(kind: string, id: string): void {
    const earlier = [...this.#placeholders.values()].filter((placeholder) => placeholder.startsWith(`<${kind} `));
    this.#placeholders.set(id, `<${kind} ${earlier.length + 1}>`);
  }

  #shape(member: string, value: unknown): Json {
    if (value instanceof Date) return '<time>';
    if (Array.isArray(value)) {
      const elements = value.map((element) => this.#shape(member, element));
      return unordered.has(member) ? elements.sort(byText) : elements;
    }
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter(([, content]) => content !== undefined && content !== null);
      const isHidden = members.some(([, content]) => content === 'SecureString');
      return Object.fromEntries(
        members.map(([name, content]) => [
          name,
          isHidden && name === 'Value' ? this.#hidden(String(content)) : this.#shape(name, content),
        ]),
      );
    }
    if (typeof value === 'string') return this.#text(member, value);
    return typeof value === 'number' ? value : value === true;
  }

  /** Of an encrypted parameter. */
  #hidden(value: string): string {
    if (this.#values.has(value)) return value;
    return [...this.#values].some((known) => value.includes(known)) ? '<text that shows the value>' : '<ciphertext>';
  }

  #text(member: string, text: string): string {
    switch (member) {
      case 'ClientSecret':
        return /^[0-9a-v]{51,52}$/.test(text) ? '<secret>' : `<secret of another form>`;
      case 'NextToken':
      case 'PaginationToken':
        return text === '' ? text : '<token>';
      case 'AWSAccountId':
        return /^\d{12}$/.test(text) ? '<account>' : '<no account>';
      case 'CloudFrontDomain':
      case 'CloudFrontDistribution':
        return text.replace(/^[0-9a-z]+\./, '<distribution>.');
      default:
        return this.#withPlaceholders(text);
    }
  }

  /** Longer ids first: one can begin like another. */
  #withPlaceholders(text: string): string {
    const longestFirst = [...this.#placeholders].sort(([one], [other]) => other.length - one.length);
    return longestFirst.reduce((shown, [id, placeholder]) => shown.replaceAll(id, placeholder), text);
  }
}

function visit(value: unknown, see: (member: string, text: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [member, content] of Object.entries(value)) {
    if (typeof content === 'string') see(member, content);
    else visit(content, see);
  }
}

function byText(one: Json, other: Json): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

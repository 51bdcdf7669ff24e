/**
 * Looks for secrets in everything that was ever said: logs, metrics, errors, queue messages, terminal output. Each is
 * looked for in the forms in which it could slip out: clear, JSON-escaped, URL-encoded, and as base64, alone or behind
 * `id:` as in a Basic header.
 */
export interface Leak {
  /** Where it was found, e.g. `log`. */
  readonly where: string;
  readonly form: string;
}

/** A secret to look for; `owner` is the client id it belongs to, if it belongs to one. */
export interface Sought {
  readonly value: string;
  readonly owner?: string;
}

/** Every leak of these secrets in these texts. */
export function findLeaks(
  secrets: Iterable<Sought>,
  texts: Readonly<Record<string, Iterable<string>>>,
): readonly Leak[] {
  const haystacks = Object.entries(texts).map(([where, lines]) => ({ where, text: [...lines].join('\n') }));
  return [...secrets].flatMap((secret) =>
    Object.entries(forms(secret)).flatMap(([form, needle]) =>
      haystacks.filter(({ text }) => text.includes(needle)).map(({ where }) => ({ where, form })),
    ),
  );
}

function forms({ value, owner = '' }: Sought): Readonly<Record<string, string>> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return {
    clear: value,
    'JSON-escaped': JSON.stringify(value).slice(1, -1),
    'URL-encoded': encodeURIComponent(value),
    base64: base64(value),
    // The last group of four depends on what follows the secret.
    'Basic credentials': base64(`${owner}:${value}`).slice(0, -1),
    'base64url of Basic credentials': Buffer.from(`${owner}:${value}`).toString('base64url').slice(0, -1),
  };
}

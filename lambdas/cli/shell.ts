/** Words of a command line that a person may paste into a POSIX shell: what may be quoted is other people's text. */

/** The word as the shell reads it back, unquoted where nothing in it is special. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

import { isScalar, LineCounter, parseDocument, Scalar, visit } from 'yaml';
import { CommandError } from '../command-error.ts';
import { printable } from '../terminal.ts';
import { at, type Resolution, resolve, type Surroundings } from './variables.ts';

const plugin = 'serverless-app-client-credentials-to-ssm';

/** What the plugin is told in a file: one client, and the one parameter that its credentials go to. */
export interface PluginSettings {
  /** The file, as the person named it. */
  readonly file: string;
  readonly userPoolId: Setting;
  readonly appClientName: Setting;
  readonly parameterName: Setting;
  /** What is worth knowing of how it was read. */
  readonly notes: readonly string[];
}

/** A text, in which variables that the file does not decide stand as they are written. */
interface Setting {
  readonly text: string;
  readonly unknown: readonly string[];
}

const members = ['userPoolId', 'appClientName', 'parameterName'] as const;
const accepted = `custom:\n  ${plugin}:\n    userPoolId: …\n    appClientName: …\n    parameterName: …`;

/** Reads a `serverless.yml`. @throws CommandError that never quotes the file: it may hold secrets. */
export function readServerlessFile(file: string, text: string, stage: string | undefined): PluginSettings {
  const name = printable(file);
  const surroundings: Surroundings = { file: parse(name, text), stage };
  const custom = at(surroundings.file, ['custom']);
  const section = resolve(at(resolve(custom, surroundings).value, [plugin]), surroundings);
  if (section.value === undefined || section.value === null) throw noSection(name, custom);
  if (Array.isArray(section.value)) {
    throw new CommandError(
      `${name}: custom.${plugin} is a list, not a map.`,
      `The plugin takes one client. Accepted:\n${accepted}`,
    );
  }
  if (typeof section.value !== 'object') {
    throw new CommandError(
      `${name}: custom.${plugin} is ${section.unknown.length > 0 ? printable(String(section.value)) : kindOf(section.value)}, not a map.`,
      `It stands in another file? Import that one, with the section under custom:\n${accepted}`,
    );
  }
  const settings = members.map((member) => settingOf(at(section.value, [member]), surroundings));
  const [userPoolId, appClientName, parameterName] = settings;
  if (typeof userPoolId !== 'object' || typeof appClientName !== 'object' || typeof parameterName !== 'object') {
    const faults = members.flatMap((member, index) => {
      const setting = settings[index];
      return typeof setting === 'string' ? [`${member} is ${setting}`] : [];
    });
    throw new CommandError(`${name}: custom.${plugin} is incomplete: ${faults.join(', ')}.`, `Accepted:\n${accepted}`);
  }
  return { file, userPoolId, appClientName, parameterName, notes: notesOn(surroundings, section.value) };
}

function parse(name: string, text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent', merge: true, lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new CommandError(
      `${name} is not YAML that can be read: line ${line}, column ${col} (${error.code}).`,
      'Correct it, or import another file.',
    );
  }
  // What CloudFormation would put there is unknown: `!Ref Apis` is not the text Apis.
  visit(document, (key, node) => {
    if (key === 'key' || typeof node !== 'object' || node === null || !('tag' in node)) return undefined;
    const { tag } = node;
    if (typeof tag !== 'string' || !tag.startsWith('!')) return undefined;
    return new Scalar(new Intrinsic(isScalar(node) ? `${tag} ${String(node.value)}` : tag));
  });
  try {
    return document.toJS();
  } catch {
    throw new CommandError(`${name} is not YAML that can be read: its aliases grow beyond all bounds.`);
  }
}

/** A value that CloudFormation makes, as it is written. */
class Intrinsic {
  readonly written: string;

  constructor(written: string) {
    this.written = written;
  }
}

/** The text, or what there is instead of one. */
function settingOf(value: unknown, surroundings: Surroundings): Setting | string {
  const { value: found, unknown }: Resolution = resolve(value, surroundings);
  const intrinsic = intrinsicIn(found);
  if (intrinsic !== undefined) return { text: intrinsic, unknown: [intrinsic] };
  if (typeof found === 'number' || typeof found === 'boolean') return { text: String(found), unknown };
  if (typeof found === 'string' && found !== '') return { text: found, unknown };
  return kindOf(found);
}

/** Short and long forms: `!Ref Apis`, and `Ref: Apis` or `Fn::…`. */
function intrinsicIn(value: unknown): string | undefined {
  if (value instanceof Intrinsic) return value.written;
  if (typeof value !== 'object' || value === null) return undefined;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0 || !/^(Ref|Fn::\w+)$/.test(entry[0])) return undefined;
  return typeof entry[1] === 'string' ? `${entry[0]}: ${entry[1]}` : entry[0];
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || value === '') return 'empty';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

function noSection(name: string, custom: unknown): CommandError {
  const elsewhere = typeof custom === 'string' && custom.includes('${');
  return new CommandError(
    `${name} has no section custom.${plugin}${elsewhere ? `: custom is ${printable(custom)}` : ''}.`,
    elsewhere ? 'Import the file that it stands in, with the section under custom.' : `Accepted:\n${accepted}`,
  );
}

function notesOn({ file, stage }: Surroundings, section: unknown): readonly string[] {
  const own = at(file, ['provider', 'stage']);
  const isFixed = stage !== undefined && typeof own === 'string' && !own.includes('${') && own !== stage;
  return isFixed && JSON.stringify([section, at(file, ['custom'])]).includes('self:provider.stage')
    ? [`provider.stage is ${printable(own)}, whatever --stage says: \${self:provider.stage} is read as that.`]
    : [];
}

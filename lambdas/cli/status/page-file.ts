import { stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from '../command-error.ts';

/** Why a file cannot be written, by the system's names. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that is read-only',
  ENOSPC: 'no space is left there',
};

/** Looks whether a page could be written there; answers what writes it, over what was there. @throws CommandError */
export async function preparePageFile(file: string): Promise<(page: string) => Promise<void>> {
  await trying(file, async () => {
    if (!(await stat(dirname(file))).isDirectory()) throw fault('ENOTDIR');
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw fault('EISDIR');
  });
  return (page) => trying(file, () => writeFile(file, page));
}

async function trying(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CommandError(
      `${file} cannot be written: ${reasons[code] ?? code}.`,
      'Name a file in a folder that is yours: cognito-ssm-sync status --html status.html',
      error,
    );
  }
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

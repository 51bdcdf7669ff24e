/**
 * The certificate that the https hosts are trusted by, as a file for other programs. It stands in a folder that only
 * its owner may write: whoever could swap it could make himself trusted.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class WrongAuthorityFile extends Error {}

export class AuthorityFile {
  readonly path: string;
  readonly #own: boolean;

  /** At `path`, or in a folder of its own that goes when it goes. @throws WrongAuthorityFile */
  constructor(authority: string, path?: string) {
    this.#own = path === undefined;
    try {
      this.path = path ?? join(mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-')), 'authority.pem');
      writeFileSync(this.path, authority);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new WrongAuthorityFile(`The certificate cannot be written: ${reason}. Name a place with --authority FILE`);
    }
  }

  remove(): void {
    rmSync(this.#own ? dirname(this.path) : this.path, { recursive: true, force: true });
  }
}

/** Texts for the eyes: every secret that may be in one is put out of sight, wherever it stands. */
import type { World } from '../world.ts';

/** `name` says what stands instead of a secret. */
export function disguise(world: World, text: string, name: (secret: string) => string = () => '••••••••'): string {
  const secrets = [...world.aws.cognito.secretsEverMinted(), ...world.foreignSecrets];
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, name(secret)), text);
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';

const project = join(import.meta.dirname, '..');

/** The function's code: what infra/bundling.ts makes of lambdas/reconciler/lambda.ts, when the stack is bundled at all. */
export function reconcilerCode(): Code {
  return Code.fromAsset(project, {
    // Of the bundle: a change elsewhere in the project deploys nothing.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type; nothing is bundled in a container.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle(outputDirectory) {
          execFileSync(process.execPath, [join(project, 'infra/bundling.ts'), outputDirectory], { stdio: 'inherit' });
          return true;
        },
      },
    },
  });
}

/** What the function emits, by letting it: every telling of telemetry.ts once, with all that a pass can report. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Outcome, PassReport } from '../../lambdas/core/report.ts';
import { Telemetry } from '../../lambdas/reconciler/telemetry.ts';

export interface Emitted {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
}

const outcome: Outcome = { action: 'update', code: 'updated', reasons: ['url'], notes: [] };
const report: PassReport = {
  request: {
    kind: 'pool',
    userPoolId: 'eu-west-1_AbCdEfGhI',
    scope: 'pool',
    clientIds: [],
    at: '2026-11-20T10:00:00Z',
    settled: false,
  },
  state: 'done',
  outcomes: [outcome, { ...outcome, action: 'failed', code: 'call-failed' }],
  deferred: [],
};

/** Each metric's name with how it is emitted. */
export function emittedMetrics(serviceName: string): Readonly<Record<string, Emitted>> {
  const metrics = new Metrics({ namespace: 'CognitoSsmSync', serviceName });
  const telemetry = new Telemetry(new Logger({ serviceName, logLevel: 'SILENT' }), metrics);
  const now = Date.UTC(2026, 10, 20, 10, 1);
  telemetry.publish(report, now);
  telemetry.publish({ ...report, request: { ...report.request, sweep: '2026-11-20T10:00:00Z' } }, now);
  telemetry.sweepStarted('2026-11-20T10:00:00Z', 1);
  telemetry.apiCalls(3);
  const { _aws, ...values } = metrics.serializeMetrics();
  return Object.fromEntries(
    _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics: definitions }) =>
      definitions.map(({ Name, Unit }) => [
        Name,
        {
          namespace: Namespace,
          dimensions: Object.fromEntries(Dimensions.flat().map((name) => [name, String(values[name])])),
          unit: Unit,
        },
      ]),
    ),
  );
}

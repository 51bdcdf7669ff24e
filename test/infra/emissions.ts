/** What the function emits, found out by letting it: every telling of telemetry.ts once. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Outcome, PassReport } from '../../lambdas/core/report.ts';
import { Telemetry } from '../../lambdas/reconciler/telemetry.ts';

export interface Emitted {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
}

const outcome: Outcome = {
  action: 'update',
  code: 'updated',
  clientId: '1example23456789abcdefghij',
  clientName: 'orders',
  parameter: '/layered-apis/orders',
  place: 'auth.cognito',
  reasons: ['url', 'clientId', 'clientSecret'],
  notes: [],
};
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
  outcomes: [
    outcome,
    { ...outcome, notes: [{ code: 'lost-update-repaired', parameter: '/layered-apis/orders', version: 2 }] },
    { ...outcome, action: 'none', code: 'in-sync' },
    { ...outcome, action: 'failed', code: 'call-failed' },
  ],
  deferred: [],
  unowned: new Set<string>(),
};

/** Lets it tell everything once. */
function tellEverything(logger: Logger, metrics: Metrics): void {
  const telemetry = new Telemetry(logger, metrics);
  const now = Date.UTC(2026, 10, 20, 10, 1);
  telemetry.publish(report, now);
  telemetry.publish({ ...report, request: { ...report.request, sweep: '2026-11-20T10:00:00Z' } }, now);
  telemetry.sweepStarted('2026-11-20T10:00:00Z', 1);
  telemetry.sweepSkipped('2026-11-20T11:00:00Z');
  telemetry.messageInvalid('1', 'the body is not JSON');
  telemetry.failed(new Error('unexpected'));
  telemetry.apiCalls(3);
}

/** The fields of all log lines; of one that holds fields itself `field.inner`. */
export function emittedFields(): ReadonlySet<string> {
  const fields = new Set<string>();
  const read = (line: string): void => {
    for (const [name, value] of Object.entries(JSON.parse(line) as object)) {
      const inner = typeof value === 'object' && value !== null ? Object.keys(value) : [];
      for (const field of [name, ...inner.map((key) => `${name}.${key}`)]) fields.add(field);
    }
  };
  const logger = new Logger({ serviceName: 'any', logLevel: 'INFO' });
  Reflect.set(logger, 'console', { info: read, warn: read, error: read });
  tellEverything(logger, new Metrics({ namespace: 'CognitoSsmSync', serviceName: 'any' }));
  return fields;
}

/** Each metric's name with how it is emitted. */
export function emittedMetrics(serviceName: string): Readonly<Record<string, Emitted>> {
  const metrics = new Metrics({ namespace: 'CognitoSsmSync', serviceName });
  tellEverything(new Logger({ serviceName, logLevel: 'SILENT' }), metrics);
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

/** What only watches: alarms and dashboards. They are kept with the stack's resources, as data; nothing here rings. */
import { arnIn, forPeople, type Made, type Maker } from './making.ts';

const data = 'kept as data';

export const makeAlarm: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({
    AlarmDescription: forPeople,
    ...Object.fromEntries(
      [
        ...['ActionsEnabled', 'AlarmActions', 'OKActions', 'InsufficientDataActions', 'ComparisonOperator'],
        ...['DatapointsToAlarm', 'Dimensions', 'EvaluationPeriods', 'ExtendedStatistic', 'MetricName', 'Metrics'],
        ...['Namespace', 'Period', 'Statistic', 'Threshold', 'TreatMissingData', 'Unit'],
      ].map((name) => [name, data]),
    ),
  });
  const name = properties.text('AlarmName', madeUpName());
  return { ref: name, attributes: { Arn: arnIn(stack.account.site, 'cloudwatch', `alarm:${name}`) } };
};

export const makeDashboard: Maker = ({ properties, madeUpName }): Made => {
  // CloudWatch refuses a body that is no JSON.
  JSON.parse(properties.text('DashboardBody'));
  return { ref: properties.text('DashboardName', madeUpName()) };
};

/** Log groups. */
import { arnIn, type Made, type Maker } from './making.ts';

export const makeLogGroup: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({ RetentionInDays: 'lines are kept as long as there is this AWS' });
  const name = properties.text('LogGroupName', madeUpName());
  stack.logGroups.add(name);
  return { ref: name, attributes: { Arn: arnIn(stack.account.site, 'logs', `log-group:${name}:*`) } };
};

import { seedThatFinds } from './defect-table.ts';
import { defects } from './defects.ts';

for (const i of process.argv.slice(2).map(Number)) {
  const d = defects[i];
  if (d) console.log(i, d.invariant, d.what, await seedThatFinds(d));
}
process.exit();

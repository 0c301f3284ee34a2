/** What is predicted, as in the contract. */
type Task = 'regression' | 'classification' | 'generation';

/** What charts are called, what they say in words, and the heads of their tables. Values come written. */
export const charts = {
  numbers: 'Show the numbers',

  loss: 'Loss, lower is better',
  lossOf: (task: Task, target: string, by: string, log: boolean) =>
    `${task === 'generation' ? 'nats a token' : task === 'regression' ? `squared error of ${target}` : `cross-entropy of ${target}`}, by ${by}${log ? ', log scale' : ''}`,
  by: {
    epochs: { one: 'epoch', each: 'epoch', many: 'epochs' },
    rounds: { one: 'round', each: 'boosting round', many: 'boosting rounds' },
    checks: { one: 'check', each: 'check', many: 'checks' },
    iterations: { one: 'iteration', each: 'iteration', many: 'iterations' },
  },
  training: 'training',
  validation: 'validation',
  bestAt: (one: string, at: string) => `best, ${one} ${at}`,
  lossLabel: (
    by: { one: string; each: string; many: string },
    count: string,
    first: string,
    last: string,
    validation: string,
    best: string,
  ) =>
    `Loss by ${by.each}: after ${count} ${by.many} training went from ${first} to ${last}` +
    `${validation ? `, validation ended at ${validation}` : ''}${best ? `, best at ${by.one} ${best}` : ''}.`,

  density: 'Predicted against actual',
  densityOf: (squares: boolean, outside: string) =>
    (squares ? 'each square a small range of values, darker holds more rows' : 'each dot a row') +
    (outside ? `; ${outside} outside` : ''),
  actual: (target: string) => `actual ${target}`,
  predicted: 'predicted',
  rows: 'rows',
  densityLabel: (target: string, low: string, high: string, rows: string, near: string) =>
    `Predicted against actual ${target}, from ${low} to ${high}, ${rows}: half of them lie within ${near} of the diagonal.`,
  sliceHead: (target: string) => [
    `actual ${target} from`,
    'below',
    'rows',
    'mean actual',
    'mean predicted',
    'median error',
  ],

  residuals: 'Residuals',
  residualsOf: (rows: string, outside: string) =>
    `actual minus predicted, ${rows}${outside ? `; ${outside} outside` : ''}`,
  residual: 'actual minus predicted',
  within: (amount: string): [string, string] => ['80\u00a0% within', `±${amount}`],
  residualsLabel: (within: string, mode: string, below: string, above: string) =>
    `Residuals: most rows near ${mode}, 80\u00a0% within ${within}; ${below} of the rows are predicted too high, ${above} too low.`,
  binHead: ['from', 'below', 'rows'],

  roc: 'ROC curve',
  rocOf: (area: string) => `area under the curve ${area}, guessing is 0.5`,
  rocEach: 'each class against the others; guessing is the dashed diagonal',
  alarms: 'false alarms',
  found: (name: string) => `“${name}” found`,
  foundEach: 'found',
  threshold: (value: string) => `threshold ${value}`,
  foundAt: (found: string, alarms: string) => `${found} found, ${alarms} false alarms`,
  rocLabel: (curves: string) => `ROC curve: ${curves}.`,
  areaOf: (name: string, area: string) => `area ${area} for “${name}”`,
  rocHead: ['class', 'threshold', 'found', 'false alarms'],
};

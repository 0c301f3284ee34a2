/** What the heads of Results and Use say: all of them that the page needs before there is a model. Values come written. */
export const resultLines = {
  rows: ['row', 'rows'] as [string, string],
  empty: 'After the first run',
  running: 'When the run ends',
  lineTest: (rows: string) => `${rows} the model never saw`,
  lineTrain: (rows: string) => `on the ${rows} it learned from`,
  testRows: ['test row', 'test rows'] as [string, string],
};

/** The same of the Use section. */
export const useLines = {
  none: 'Train a model, or open a model file, to use it here.',
  lineNone: 'Predict and keep',
  line: (name: string, model: string, when: string) => `${name}, ${model}, ${when}`,
};

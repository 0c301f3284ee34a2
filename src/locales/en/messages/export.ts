import type { Message } from '../../message.ts';

export const exported = {
  'export.no-form': {
    message: 'A model of the type {model} cannot be written in this form.',
    hint: 'Save it as a model file: that opens in any Intab.',
  },
  'export.not-linear': {
    message: 'Only linear and logistic regression fit into a formula.',
    hint: 'For this model take the Python or JavaScript code, or the page that predicts.',
  },
  'export.too-long': {
    message: 'The formula would have {letters} characters; Excel takes {most}.',
    hint: 'Take the SQL, Python or JavaScript code instead.',
  },
  'export.too-large': {
    message: 'The file would have {megabytes} MB; in this form at most {most} MB can be opened again.',
    hint: 'Save the model file instead, or train a smaller model: fewer layers, trees or terms (max_features, min_df).',
  },
  'export.no-page': {
    message: 'The script of the page that predicts could not be loaded (status {status}).',
    hint: 'Reload Intab while the network is on, then export again.',
  },
  'export.no-predictions': {
    message: 'These predictions are no longer in memory.',
    hint: 'Predict again, then download the workbook.',
  },
  'export.too-many-rows': {
    message: 'There are {rows row|rows}; a sheet of Excel takes {most}.',
    hint: 'Download the predictions as CSV.',
  },
  'export.disagrees': {
    message: 'The {format} export answered {found} where the model answers {expected}, so it is not offered.',
    hint: 'Please report this; the model itself is fine: save it as a model file.',
  },
} as const satisfies Record<`export.${string}`, Message>;

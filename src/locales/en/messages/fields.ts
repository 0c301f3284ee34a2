import type { Message } from '../../message.ts';

/** Says what is wrong with the mapping of columns to factors and target. */
export const fields = {
  'fields.no-target': {
    message: 'No target was given, and no column is named “target”.',
    hint: 'Choose the column to predict: {columns}.',
  },
  'fields.unknown-column': { message: 'There is no column “{column}”.', hint: 'The columns are: {columns}.' },
  'fields.target-is-factor': {
    message: '“{column}” is both the target and a factor.',
    hint: 'Take it out of the factors, or predict another column.',
  },
  'fields.no-factors': {
    message: 'No factor is left to learn from.',
    hint: 'Choose at least one column beside the target.',
  },
  'fields.no-text': {
    message: 'There is no column of text to learn from. The columns are: {columns}.',
    hint: 'Name the column that holds the texts as a factor, or choose a model for tables.',
  },
  'fields.several-labels': {
    message: 'The cells of “{column}” are lists of labels, separated by “{separator}”: a row may have several.',
    hint: 'Set multi_label to false if each cell is one class.',
  },
  'fields.named-twice': {
    message: '“{column}” is named twice among the factors.',
    hint: 'Name it once, with all of its rules.',
  },
  'fields.empty-factor': {
    message: 'Every cell of “{column}” is missing, so nothing can be learned from it.',
    hint: 'Take it out of the factors.',
  },
  'fields.none-readable': {
    message: 'No cell of “{column}” can be read as a {kind}: {examples}.',
    hint: 'Choose the kind that its cells are (category, text), correct the file, or leave the column out.',
  },
  'fields.empty-target': {
    message: 'Every cell of the target “{column}” is missing.',
    hint: 'Choose another column to predict.',
  },
  'fields.text-factor': {
    message: '“{column}” holds text ({distinct} different ones), which {model} cannot learn from.',
    hint: 'Take it out of the factors, read it as a category, or choose a model for texts.',
  },
  'fields.text-as-category': {
    message: 'The text column “{column}” was asked for: its {distinct} different texts are used as categories.',
  },
  'fields.other-kind': {
    message: '“{column}” was read as {found}, but {kind} was asked for.',
    hint: 'Choose the kind of the column where it is read.',
  },
  'fields.target-not-number': {
    message: 'The target “{column}” holds {kind} cells such as “{example}” where a number is needed.',
    hint: 'Predict a number column, or choose a model that classifies.',
  },
  'fields.task-unsupported': {
    message: '{model} cannot do {task}.',
    hint: 'It does {tasks}: choose that, or another model.',
  },
  'fields.too-many-classes': {
    message: 'The target “{column}” has more than {most} different values, too many to be classes.',
    hint: 'Choose a column with at most {most} classes, or predict it as a number with a model that regresses.',
  },
  'fields.min-above-max': {
    message: 'For “{column}” the minimum {min} is above the maximum {max}, so no row would be left.',
    hint: 'Exchange the two, or leave one out.',
  },
  'fields.rule-unfit': {
    message: 'The rule {rule} does not fit “{column}”, whose cells are of kind {kind}.',
    hint: 'Use min, max, mean and median for numbers, enum and most_frequent for categories, or read the column as another kind.',
  },
  'fields.keep-unsupported': {
    message: '“{column}” is to keep its missing cells, but {model} cannot learn from missing cells.',
    hint: 'Drop the rows or fill the cells: drop, mean, median, most_frequent or a constant.',
  },
  'fields.all-numbers': { message: 'Number: all {cells} filled cells are numbers.' },
  'fields.most-numbers': {
    message: '{bad} of {cells} cells are not numbers: {examples}.',
    hint: 'Their rows are dropped if the column is used. Correct them, or read the column as a category or text.',
  },
  'fields.all-dates': { message: 'Date: all {cells} filled cells are dates.' },
  'fields.most-dates': {
    message: '{bad} of {cells} cells are not dates: {examples}.',
    hint: 'Their rows are dropped if the column is used. Correct them, or read the column as text.',
  },
  'fields.few-values': {
    message: 'Category: {distinct different value|different values} in {cells} cells, such as {examples}.',
  },
  'fields.two-words': { message: 'Yes or no: every filled cell is one of {examples}.' },
  'fields.many-values': {
    message:
      'Text: {distinct different value|different values} in {cells} cells, too many for a category, such as {examples}.',
  },
  'fields.no-cells': { message: 'Empty: every cell is missing.' },
  'fields.guess-by-name': { message: '“{column}” is predicted because of its name.' },
  'fields.guess-last': { message: '“{column}” is predicted because it is the last column that can be.' },
  'fields.looks-like-id': {
    message: '“{column}” looks like a number given to each row: {distinct} different values in {cells} cells.',
    hint: 'It says nothing about new rows. Leave it out; no row is lost.',
  },
  'fields.constant': {
    message: '“{column}” is {value} in every filled cell.',
    hint: 'Nothing can be learned from it. Leave it out; no row is lost.',
  },
  'fields.leak': {
    message: '“{column}” alone tells “{target}” almost exactly ({percent} %).',
    hint: 'If it is only known after the target is, leave it out; no row is lost, but the model will look less perfect.',
  },
  'fields.target-constant': {
    message: 'The target “{column}” is {value} in every filled cell.',
    hint: 'There is nothing to predict: choose another column.',
  },
  'fields.many-classes': {
    message: 'The target “{column}” has {classes} classes in {cells} cells, about {each} rows each.',
    hint: 'Few rows a class are hard to learn from: choose another column, or group the classes.',
  },
  'fields.many-classes-number': {
    message: 'The number column “{column}” has {classes} different values, each of which would be a class.',
    hint: 'Choose a model that predicts numbers, such as linear regression.',
  },
  'fields.missing-median': {
    message: '{rows row|rows} ({percent} %) would be dropped because “{column}” is missing there.',
    hint: 'Fill with the median: this keeps {rows row|rows}.',
  },
  'fields.missing-frequent': {
    message: '{rows row|rows} ({percent} %) would be dropped because “{column}” is missing there.',
    hint: 'Fill with the most frequent value: this keeps {rows row|rows}.',
  },
  'fields.many-unparsable': {
    message: '{rows row|rows} ({percent} %) would be dropped because “{column}” cannot be read there: {examples}.',
    hint: 'Read the column as a category instead: this keeps {rows row|rows}.',
  },
  'fields.many-unparsable-words': {
    message: '{rows row|rows} ({percent} %) would be dropped because “{column}” cannot be read there: {examples}.',
    hint: 'Correct these cells in the file, or name them as words that mean missing and fill them.',
  },
  'fields.target-unused': {
    message: 'The target “{column}” plays no part: the model learns to go on with the texts themselves.',
    hint: 'To learn answers too, write both into the template, such as {example}.',
  },
  'fields.not-used': {
    message: '{count column is|columns are} not used: {columns}.',
    hint: 'Text and empty columns become factors only where they are asked for.',
  },
} as const satisfies Record<`fields.${string}`, Message>;

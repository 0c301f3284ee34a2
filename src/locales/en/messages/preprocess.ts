import type { Message } from '../../message.ts';

/** Says what was learned or went wrong while columns became features. */
export const preprocess = {
  'preprocess.done': { message: '{factors factor|factors} became {features feature|features}.' },
  'preprocess.imputed': { message: '{cells missing cell|missing cells} of {column} became {value} ({rule}).' },
  'preprocess.dated': { message: '{column} became days since 1970-01-01 (UTC).' },
  'preprocess.scaled': { message: '{column} was scaled ({method}): minus {shift}, divided by {spread}.' },
  'preprocess.encoded': { message: '{column} was encoded ({way}): {levels level|levels} of the training rows.' },
  'preprocess.target-scaled': { message: 'The target {column} was scaled: minus {shift}, divided by {spread}.' },
  'preprocess.target-coded': { message: 'The target {column} has {classes class|classes} in the training rows.' },
  'preprocess.unseen': {
    message: '{column} has {cells cell|cells} with values that the training rows do not have: {values}.',
    hint: 'They count as none of the known values. Correct them if they are typing errors.',
  },
  'preprocess.wide': {
    message: '{column} became {features feature|features}, one for each of its values.',
    hint: 'Training gets slower and may fit noise: leave the column out if it only names the rows.',
  },
  'preprocess.all-missing': {
    message: 'Every training row has a missing cell in {column}.',
    hint: 'Leave the column out, or fill it with a constant.',
  },
  'preprocess.no-mean': {
    message: '{column} holds categories, and they have no {rule}.',
    hint: 'Fill its missing cells with most_frequent or a constant.',
  },
  'preprocess.bad-constant': {
    message: '“{value}” cannot fill {column}: it is not a {kind}.',
    hint: 'Give a {kind} as the constant.',
  },
  'preprocess.no-keep': {
    message: 'This model cannot learn from the missing cells of {column}.',
    hint: 'Drop those rows, or fill them with the mean, the median, the most frequent value or a constant.',
  },
  'preprocess.off': {
    message: '{column} is a {kind} column, and preprocess is off.',
    hint: 'Switch preprocess on, or leave the column out: without it only numbers can be learned from.',
  },
  'preprocess.off-missing': {
    message: '{column} has {cells missing cell|missing cells}, and preprocess is off.',
    hint: 'Switch preprocess on, or drop the rows with missing cells.',
  },
  'preprocess.target-not-number': {
    message: 'The target {column} holds “{value}”, which is not a number.',
    hint: 'Correct the cell, or choose a model that predicts classes.',
  },
} as const satisfies Record<`preprocess.${string}`, Message>;

import type { Message } from '../../message.ts';

/** Says what happened while a model was fitted. */
export const train = {
  'train.start': { message: 'Training {model} on {rows row|rows}, {features feature|features}.' },
  'train.done': { message: 'Trained in {seconds} s.' },
  'train.no-terms': {
    message: 'No term is left of {terms term|terms} in {texts text|texts}.',
    hint: 'Lower min_df, raise max_df, or choose another rule for what a word is.',
  },
  'train.terms-cut': {
    message: 'Of {found term|terms} the {kept} most frequent are kept, so that the model fits the memory of this tab.',
    hint: 'Raise min_df, or take fewer words in a row, to decide yourself what is left out.',
  },
  'train.one-class': {
    message: 'Every training row has the class “{label}”.',
    hint: 'A classifier needs at least two classes: add rows of another class or predict another column.',
  },
  'train.not-finite': {
    message: 'The loss became {value} in epoch {epoch}.',
    hint: 'Use a smaller learning rate (it was {rate}), or switch normalize on.',
  },
  'train.rolled-back': {
    message: 'The loss became {value} in epoch {epoch}: the best weights until then are kept, those of epoch {kept}.',
    hint: 'To train longer use a smaller learning rate (it was {rate}), or switch normalize on.',
  },
  'train.engine': { message: 'Trains on {engine}: {reason}.' },
  'train.no-memory': {
    message: 'The training rows and the network need about {megabytes} MB, more than this tab can get.',
    hint: 'Use fewer rows or factors, smaller hidden layers, or a browser with more memory.',
  },
  'train.device-lost': {
    message: 'The graphics processor ({engine}) went away: {detail}.',
    hint: 'Training goes on elsewhere where it can; else choose the engine “auto” or “simd” and train again.',
  },
  'train.no-engine': {
    message: 'The engine {engine} cannot train this network here: {detail}.',
    hint: 'Choose the engine “auto”: it takes the fastest that works.',
  },
  'train.no-features': {
    message: 'There is no feature to learn from.',
    hint: 'Choose at least one column beside the target.',
  },
  'train.not-a-number': {
    message: '“{name}” holds a number that is missing or too large to compute with.',
    hint: 'Fill or drop its missing cells, limit it with min and max, or leave the column out.',
  },
  'train.redundant': {
    message: '{features feature|features} can be computed from the others: {names}.',
    hint: 'Predictions are not affected. To read single coefficients, leave out columns that repeat each other.',
  },
  'train.not-converged': {
    message: 'The coefficients still moved after {iterations iteration|iterations}.',
    hint: 'Raise max_iter, switch normalize on, or give a smaller C.',
  },
  'train.no-memory-trees': {
    message: 'The training rows and their trees need about {megabytes} MB, more than this tab can get.',
    hint: 'Use fewer rows or factors, or a browser with more memory.',
  },
  'train.no-simd': {
    message: 'This browser cannot train this model: its WebAssembly has no SIMD.',
    hint: 'Update the browser (Chrome and Edge from 91, Firefox from 89, Safari from 16.4), or choose another model.',
  },
  'train.bad-direction': {
    message: 'The direction “{entry}” cannot be used: {problem}.',
    hint: 'Write “name +” or “name -” with commas between them. Number factors here: {known}.',
  },
  'train.rare-levels': {
    message: '{levels rare level|rare levels} of {column} count as missing: trees tell at most {most} apart.',
    hint: 'Leave the column out if its levels are nearly all different, such as names or ids.',
  },
  'train.stopped-early': {
    message:
      'Ended after {trees} of {most trees|trees}: the last {patience} did not lower the validation loss by {tol}.',
  },
  'train.settled': {
    message: 'Ended after epoch {epoch}: more than {patience epoch|epochs} in a row were not better by {tol}.',
  },
  'train.max-epochs': {
    message: 'The loss was still falling after {epochs epoch|epochs}.',
    hint: 'Raise max_iter for a closer fit.',
  },
  'train.no-weights': {
    message: 'The model {model} comes without model.safetensors, so it cannot be trained.',
    hint: 'Choose “none” to use it as it is, or a model that has a model.safetensors file.',
  },
  'train.other-labels': {
    message: 'The model knows the labels {labels}, but the column “{class}” is none of them.',
    hint: 'Train the head, the last layer or all of it: it then learns the labels of your rows.',
  },
  'train.no-labels': {
    message: 'Training needs a column with the right label of each text, and there is none.',
    hint: 'Choose a target, or “none” under “What is trained” to use the model as it is.',
  },
  'train.forecast': {
    message:
      'Forecast: about {seconds second|seconds} and {megabytes} MB for {steps step|steps} over {tokens token|tokens}.',
  },
  'train.pace': { message: 'After the first steps: about {seconds second|seconds} in all.' },
  'train.corpus': {
    message: 'Learns from {tokens token|tokens}, of {vocabulary} different ones, with {parameters} numbers.',
  },
  'train.sample': { message: 'After step {step} it writes: {text}' },
  'train.best-step': {
    message: 'The weights of step {step} of {steps} are kept: the validation loss was lowest, {loss}.',
  },
  'train.many-passes': {
    message: 'The texts were read {passes} times: much of them may be known by heart.',
    hint: 'Take fewer steps or more text; the numbers on test rows show whether it helped.',
  },
  'train.bad-width': {
    message: 'A width of {width} cannot be shared by {heads head|heads}.',
    hint: 'Give a multiple of {unit}.',
  },
  'train.text-too-short': {
    message: 'The training rows hold {tokens token|tokens} of text; at least {least} are needed.',
    hint: 'Add rows, or choose the column that holds the text.',
  },
  'train.model-too-large': {
    message: 'Training this way needs about {megabytes} MB; this tab can get about {most} MB.',
    hint: 'Train the head alone, or use shorter texts (max_length, now {length}), a smaller batch (now {batch}) or a smaller model.',
  },
  'train.best-epoch': {
    message: 'The weights of epoch {epoch} of {epochs} are kept: the validation loss was lowest, {loss}.',
  },
  'train.texts-cut': {
    message: '{rows text|texts} had more than {length} tokens and were cut there.',
    hint: 'What stands behind is not read. A larger max_length reads more, up to what the model takes.',
  },
} as const satisfies Record<`train.${string}`, Message>;

import type { Message } from '../../message.ts';

/** Says what happened to saved models and model files. */
export const model = {
  'model.saved': { message: 'Saved as “{name}”.' },
  'model.unknown': { message: 'No saved model has the id {id}.', hint: 'List the models with intab.models.list().' },
  'model.bad-recipe': {
    message: 'The model file holds a recipe that does not fit at {place}: {problem}.',
    hint: 'The file is damaged or was changed: ask for it again.',
  },
  'model.bad-size': {
    message: 'The parts of the model do not fit: {expected} numbers were expected, {found} are there.',
    hint: 'The model file is damaged or was changed: ask for it again, or train the model again.',
  },
  'model.storage-full': {
    message: 'The browser has no room left to keep “{name}”.',
    hint: 'It is still usable until this page closes: download the model file now, or remove models that you no longer need.',
  },
  'model.no-cache': {
    message: 'This page cannot keep a downloaded model: browsers allow that only on https and on localhost.',
    hint: 'Open Intab by https or on localhost, or choose the model’s files here.',
  },
  'model.storage-failed': {
    message: 'The browser did not keep “{name}”: {detail}.',
    hint: 'It is still usable until this page closes: download the model file now. A private window keeps nothing.',
  },
  'model.bad-link': {
    message: 'The link names no model file that may be fetched.',
    hint: 'Only https addresses and those of this site are. Download the file, then open it here.',
  },
  'model.not-a-model': {
    message: '{file} is not a model file.',
    hint: 'Choose a file that ends in .intab, as “Save model file” makes it.',
  },
  'model.cut': { message: '{file} is cut off: its end is missing.', hint: 'Download or copy the file again, whole.' },
  'model.too-many-members': {
    message: 'The model file holds {count} files; at most {most} are allowed.',
    hint: 'This is not how Intab writes model files. Ask for it again where it came from.',
  },
  'model.too-large': {
    message: 'Unpacked, the model file would take {megabytes} MB; at most {most} MB are allowed.',
    hint: 'This is not how Intab writes model files. Ask for it again where it came from.',
  },
  'model.bad-path': {
    message: 'The model file holds a file with the path “{member}”, which is not allowed.',
    hint: 'Somebody may have made it to do harm. Ask for it again where it came from.',
  },
  'model.duplicate-member': {
    message: 'The model file holds “{member}” twice.',
    hint: 'Somebody may have changed it. Ask for it again where it came from.',
  },
  'model.missing-member': {
    message: 'The model file lacks “{member}”.',
    hint: 'The file is damaged or was changed: ask for it again.',
  },
  'model.unlisted-member': {
    message: 'The model file holds “{member}”, which its list of contents does not name.',
    hint: 'Somebody added it. Ask for the file again where it came from.',
  },
  'model.bad-checksum': {
    message: '“{member}” in the model file is not what it was when it was saved.',
    hint: 'The file is damaged or was changed: ask for it again.',
  },
  'model.newer-version': {
    message: 'The model file has format {version}; this version of Intab reads up to format {known}.',
    hint: 'Reload the page to get the newest Intab, then open the file again.',
  },
  'model.bad-content': {
    message: '“{member}” in the model file cannot be used: {problem}.',
    hint: 'The file is damaged or was changed: ask for it again.',
  },
  'model.bad-safetensors': {
    message: '{file} is not a whole safetensors file: {problem}.',
    hint: 'Download the file again; if it stays so, ask whoever made the model.',
  },
  'model.not-a-writer': {
    message: 'A model of the kind {architecture} does not continue texts.',
    hint: 'Choose a causal language model, such as SmolLM2 or Qwen, with ONNX weights.',
  },
  'model.unsupported-architecture': {
    message: 'A model of the kind {architecture} cannot be used here as a text classifier.',
    hint: 'Choose a text classifier made from one of these: {known}.',
  },
  'model.missing-tensor': {
    message: 'The model’s weights lack “{name}”.',
    hint: 'config.json and model.safetensors must come from the same model: get both again.',
  },
  'model.bad-tensor': {
    message: 'In the model’s weights “{name}” is {found}; config.json says {expected}.',
    hint: 'config.json and model.safetensors must come from the same model: get both again.',
  },
  'model.missing-file': {
    message: 'The folder of the model {model} lacks {file}.',
    hint: 'It needs config.json, tokenizer.json (or vocab.txt), and onnx/model.onnx or model.safetensors.',
  },
  'model.bad-onnx': {
    message: 'ONNX Runtime cannot use the model: {problem}.',
    hint: 'The file may be damaged: download it again. A model with safetensors works too.',
  },
} as const satisfies Record<`model.${string}`, Message>;

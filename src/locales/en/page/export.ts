/** Texts of taking a model out into other programs. */
export const exportAs = {
  head: 'Take it elsewhere',
  make: 'Make',
  makeOf: (what: string) => `Make: ${what}`,
  making: 'Making and checking…',
  save: 'Save',
  saveOf: (what: string) => `Save: ${what}`,
  agreed: (rows: string) => `Checked here on ${rows}: agrees.`,
  agreedOn: (heldOut: string, synthetic: string) => `Checked here on ${heldOut} and ${synthetic}: agrees.`,
  large: (size: string) => `${size}: many mail programs refuse a file of this size.`,
  carries: {
    python: 'Not run here: it checks itself with --verify.',
    project: 'Not run here: verify.py checks it.',
    sql: 'Not run here: its second statement checks it.',
    workbook: 'Not run here: its sheet “Verify” checks it.',
  } as Record<string, string>,
  rows: ['made-up row', 'made-up rows'] as [string, string],
  heldOut: ['held-out row', 'held-out rows'] as [string, string],
  formats: {
    page: ['A page that predicts', 'one .html file: form, CSV in and out; no network; opens here again as a model'],
    onnx: ['ONNX', 'the model with its preprocessing, raw columns in, for ONNX Runtime anywhere'],
    python: ['Python', 'predict.py, needs numpy alone'],
    javascript: ['JavaScript', 'predict.mjs, needs nothing'],
    project: ['Python project', 'the whole run again in pandas and scikit-learn, with its numbers to compare'],
    sql: ['SQL', 'one SELECT over your table'],
    workbook: ['Excel', 'type into the cells, read the prediction'],
  } as Record<string, [string, string]>,
};

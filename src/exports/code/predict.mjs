// Predicts with a model made by Intab. No dependency; runs in Node, Deno, Bun and browsers.
//
//   node predict.mjs rows.json > predictions.json        rows.json: an array of objects, one a row
//   node predict.mjs --verify                            compares its answers with those of the app
//   import { predict, scores } from './predict.mjs'
//
// Cells may be numbers or text; '' and null are missing. A row that lacks a cell which nothing fills gets null.

import { openModel } from './answers.mjs';

export const { predict, scores, verify } = openModel(JSON.parse('__MODEL__'));

const [, script, asked] = globalThis.process?.argv ?? [];
if (script && import.meta.url === (await import('node:url')).pathToFileURL(script).href) {
  if (!asked) throw new Error('say which file: node predict.mjs rows.json');
  if (asked === '--verify') console.log(`agrees on ${verify()} rows`);
  else {
    const { readFileSync } = await import('node:fs');
    const rows = JSON.parse(readFileSync(asked, 'utf8'));
    console.log(
      JSON.stringify(
        rows.map((row) => ({ ...row, prediction: predict(row) })),
        null,
        1,
      ),
    );
  }
}

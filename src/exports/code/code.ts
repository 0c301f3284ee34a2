import { AppError } from '../../base/errors.ts';
import type { Proof } from '../../contract/result/exported.ts';
import { levelSpellings, type Scoring } from '../scoring.ts';
import answers from './answers.mjs?raw';
import grams from './grams.mjs?raw';
import gramsInPython from './grams.py?raw';
import { letterRanges } from './letters.ts';
import javascript from './predict.mjs?raw';
import python from './predict.py?raw';
import table from './table.mjs?raw';

/** A file of more letters than this is refused: editors and interpreters choke on a text of that length. */
const maxLetters = 2 ** 27;

/** Writes `predict.py`: numpy alone. The model is a JSON text inside one string, so that no name of the data is ever code. @throws AppError `export.too-large` */
export function toPython(scoring: Scoring, proof: Proof): string {
  const letters = letterRanges(scoring.model);
  const whole = python.replace('# __GRAMS__\n\n\n', () => (letters ? `${gramsInPython}\n\n` : ''));
  return withModel(whole, letters ? { ...scoring, letters } : scoring, proof);
}

/** Writes `predict.mjs`: no dependency, the modules that the app itself runs within it. @throws AppError `export.too-large` */
export function toJavaScript(scoring: Scoring, proof: Proof): string {
  const inlined = [answers, grams, table].map((text) =>
    text
      .replace(/^import .*\n+/gm, '')
      .replaceAll(/^export /gm, '')
      .trim(),
  );
  const whole = javascript.replace(/^(import .*\n)+/m, () => `${inlined.join('\n\n')}\n`);
  return withModel(whole, scoring, proof);
}

/** JSON's escapes inside a double-quoted string mean the same in Python and in JavaScript. `<` is escaped for pages that hold the script. */
function withModel(template: string, model: object, { rows, predictions }: Proof): string {
  const text = JSON.stringify(JSON.stringify({ ...model, proof: { rows, predictions } })).replaceAll('<', '\\u003c');
  if (text.length > maxLetters) {
    const megabytes = Math.ceil(text.length / 2 ** 20);
    throw new AppError('export.too-large', { megabytes, most: maxLetters / 2 ** 20 });
  }
  return template.replace(/(["'])__MODEL__\1/, () => text);
}

/** The linear part of a score in the columns' own units. */
export interface Term {
  column: string;
  /** What stands in for a missing cell; null = the row has no answer then. */
  fill: number | string | null;
  /** A number or date (in days) times a coefficient, or a coefficient a level. */
  weights: number | readonly (readonly [level: string, coefficient: number])[];
  date: boolean;
}

/** A score: intercept plus terms. */
export interface Score {
  intercept: number;
  terms: Term[];
}

/**
 * Gives a linear model's scores in the columns' own units: one, or one a class.
 * @throws AppError `export.not-linear`
 */
export function toScores({ model, factors, undo }: Scoring): Score[] {
  if (model.form !== 'linear') throw new AppError('export.not-linear', {});
  return model.coefficients.map((row, s) => {
    let intercept = model.intercepts[s];
    let at = 0;
    const multiplier = undo ? 1 / undo.factor : 1;
    const terms = factors.map((factor): Term => {
      if (factor.kind === 'text') throw new AppError('export.not-linear', {});
      const named = { column: factor.name, fill: factor.fill, date: factor.kind === 'date' };
      if (factor.kind === 'category') {
        const own = at;
        at += factor.levels.length;
        const weights = levelSpellings(factor).map(([level, index]) => [level, row[own + index] * multiplier] as const);
        return { ...named, weights };
      }
      const weight = row[at++] * factor.factor;
      intercept -= weight * factor.shift;
      return { ...named, weights: weight * multiplier };
    });
    return { intercept: intercept * multiplier + (undo?.shift ?? 0), terms };
  });
}

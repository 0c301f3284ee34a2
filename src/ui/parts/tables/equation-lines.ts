import type { Equation, LinearEquation } from '../../../contract/result/explanation.ts';

/** One line of the table of coefficients. */
export interface Term {
  feature: string;
  /** The factor, and the level where the feature is one of a category. */
  factor: string;
  level: string;
  coefficient: number;
}

/** Names the lines of an equation: one of a number or two classes, or one a class. */
export function equationLines(equation: Equation): { name: string; line: LinearEquation }[] {
  if (!('classes' in equation)) return [{ name: '', line: equation as LinearEquation }];
  return Object.entries(equation.classes as Record<string, LinearEquation>).map(([name, line]) => ({ name, line }));
}

/** Lists the terms of a line, the largest first; a feature `factor=level` is parted where the factor is known. */
export function equationTerms(line: LinearEquation, factors: readonly string[]): Term[] {
  const known = new Set(factors);
  return Object.entries(line.coefficients)
    .map(([feature, coefficient]) => {
      const end = known.has(feature) ? -1 : endOfFactor(feature, known);
      if (end < 0) return { feature, factor: feature, level: '', coefficient };
      return { feature, factor: feature.slice(0, end), level: feature.slice(end + 1), coefficient };
    })
    .sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
}

/** Finds the `=` that parts a feature from its factor, the longest that is known, or -1. */
function endOfFactor(feature: string, known: ReadonlySet<string>): number {
  let at = feature.lastIndexOf('=');
  while (at >= 0 && !known.has(feature.slice(0, at))) at = at === 0 ? -1 : feature.lastIndexOf('=', at - 1);
  return at;
}

/** Writes an equation with every digit, a line for each class: what Copy gives. */
export function writeEquation(equation: Equation, target: string): string {
  return equationLines(equation)
    .map(({ name, line }) => {
      const terms = Object.entries(line.coefficients).map(
        ([feature, value]) => `${value < 0 ? '-' : '+'} ${Math.abs(value)} * ${quoted(feature)}`,
      );
      return [`${quoted(name ? `${target}=${name}` : target)} = ${line.intercept}`, ...terms].join(' ');
    })
    .join('\n');
}

function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `[${name}]`;
}

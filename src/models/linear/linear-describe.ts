import type { FeatureInfo } from '../../contract/model/adapter.ts';
import type { Description } from '../../contract/model/family.ts';
import type { LinearArtifact } from '../../contract/model/artifact.ts';
import type { Equation, LinearEquation } from '../../contract/result/explanation.ts';
import type { Features } from '../../contract/model/features.ts';

/** Gives the equation of a linear model in the columns' own units, and the features that others make superfluous. */
export function describeLinear(artifact: LinearArtifact, features: readonly FeatureInfo[]): Description {
  const { redundant } = artifact;
  const names = features.map(({ name }) => name);
  const equation = makeEquation(artifact, { names, scale: features.map(({ scale }) => scale) });
  return { equation, ...(redundant?.length ? { redundant: [...redundant] } : {}) };
}

/**
 * Gives a linear model's equation in the columns' own units: the scaling of the features undone.
 * Two classes have one line, for the log odds of the last class; more have one a class.
 */
export function makeEquation(artifact: LinearArtifact, { names, scale }: Pick<Features, 'names' | 'scale'>): Equation {
  const lines = Array.from(artifact.intercepts, (_, s) => linearEquation(artifact, s, names, scale));
  const { classes } = artifact;
  if (!classes || lines.length === 1) return lines[0];
  return { classes: Object.fromEntries(classes.map((name, s) => [name, lines[s]])) };
}

function linearEquation(
  artifact: LinearArtifact,
  s: number,
  names: readonly string[],
  scale: Features['scale'],
): LinearEquation {
  const raw = names.map((_, j) => {
    const coefficient = artifact.coefficients[s * names.length + j];
    return artifact.space === 'raw' ? coefficient : coefficient * scale[j].factor;
  });
  const moved =
    artifact.space === 'raw' ? 0 : raw.reduce((sum, coefficient, j) => sum + coefficient * scale[j].shift, 0);
  return {
    intercept: artifact.intercepts[s] - moved,
    // fromEntries defines each name as a property of its own, `__proto__` included.
    coefficients: Object.fromEntries(names.map((name, j) => [name, raw[j]])),
  };
}

import type { Artifact, ArtifactByForm } from '../contract/model/artifact.ts';

/** A table of what some code does for single families; a family without a line is passed over. */
export type PerFamily<Result, Args extends unknown[] = []> = {
  [Form in keyof ArtifactByForm]?: (artifact: ArtifactByForm[Form], ...args: Args) => Result;
};

/** Looks up the line of an artifact's family and calls it; undefined where the table has none. */
export function forFamily<Result, Args extends unknown[]>(
  table: PerFamily<Result, Args>,
  artifact: Artifact,
  ...args: Args
): Result | undefined {
  const lines = table as Record<string, ((artifact: Artifact, ...args: Args) => Result) | undefined>;
  return Object.hasOwn(lines, artifact.form) ? lines[artifact.form]?.(artifact, ...args) : undefined;
}

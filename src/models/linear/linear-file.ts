import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes } from '../../base/zip.ts';
import type { LinearArtifact } from '../../contract/model/artifact.ts';
import type { ModelFile } from '../../contract/model/family.ts';
import { readJsonMember } from '../members.ts';

const Finite = v.pipe(v.number(), v.finite());

/** What `linear.json` holds: one intercept and one list of coefficients, or one of each a class. */
const LinearFile = v.strictObject({
  space: v.picklist(['raw', 'scaled']),
  features: v.array(v.string()),
  intercept: v.union([Finite, v.array(Finite)]),
  coefficients: v.union([v.array(Finite), v.array(v.array(Finite))]),
  classes: v.optional(v.array(v.string())),
  redundant: v.optional(v.array(v.string())),
});

/** A linear model in a bundle: `linear.json`. */
export const linearFile: ModelFile<LinearArtifact> = {
  members: (artifact) => [{ name: 'linear.json', bytes: toBytes(toLinearFile(artifact)) }],
  read: (members) => fromLinearFile(readJsonMember(members, 'linear.json')),
};

/** Writes a linear model as `linear.json`; every number keeps its last digit. */
function toLinearFile({ space, features, intercepts, coefficients, classes, redundant }: LinearArtifact): string {
  const width = features.length;
  const one = intercepts.length === 1;
  const row = (s: number) => Array.from(coefficients.subarray(s * width, (s + 1) * width));
  return JSON.stringify({
    space,
    features,
    intercept: one ? intercepts[0] : Array.from(intercepts),
    coefficients: one ? row(0) : Array.from(intercepts, (_, s) => row(s)),
    ...(classes ? { classes } : {}),
    ...(redundant ? { redundant } : {}),
  });
}

/** Reads `linear.json`. @throws AppError `model.bad-content` */
function fromLinearFile(content: unknown): LinearArtifact {
  const bad = (problem: string) => new AppError('model.bad-content', { member: 'linear.json', problem });
  const parsed = v.safeParse(LinearFile, content, { abortEarly: true });
  if (!parsed.success) throw bad(parsed.issues[0].message);
  const { space, features, intercept, coefficients, classes, redundant } = parsed.output;
  const intercepts = Float64Array.of(...[intercept].flat());
  const numbers = Float64Array.from(coefficients.flat());
  if (numbers.length !== intercepts.length * features.length) throw bad('coefficients and features differ in number');
  const allowed = !classes || classes.length === 2 ? [1, classes?.length] : [classes.length];
  if (!allowed.includes(intercepts.length)) throw bad('intercepts and classes differ in number');
  return {
    form: 'linear',
    space,
    features,
    intercepts,
    coefficients: numbers,
    ...(classes ? { classes } : {}),
    ...(redundant ? { redundant } : {}),
  };
}

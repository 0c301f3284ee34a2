import { AppError } from '../../base/errors.ts';
import type { Engine } from './engine.ts';
import type { FieldSpec } from './field.ts';
import { readRequest } from './request.ts';
import type { Plan } from './plan.ts';

/**
 * Writes a plan as the text of a `*.plan.json`: the request of the console interface without data. `engine`: the one that computed, so that
 * the same data give the same digits again. Secrets must be out of the plan already.
 */
export function toPlanFile(plan: Plan, engine: Engine): string {
  const { fields, target, targetField, task, modelType, modelParams, control, split, read, merge, name } = plan;
  const { kinds: _, notMissing: __, ...reading } = read;
  const { duplicates, missingColumn } = merge;
  const request = {
    ...(fields ? { factorParams: fields.map(toRules) } : {}),
    ...(target === null ? {} : { target }),
    ...(targetField ? { targetParams: withoutName(toRules(targetField)) } : {}),
    ...(task ? { task } : {}),
    modelType,
    modelParams,
    userPipelineControl: control,
    split,
    read: reading,
    merge: { ...(duplicates ? { duplicates } : {}), ...(missingColumn ? { missingColumn } : {}) },
    engine,
    ...(name === null ? {} : { name }),
  };
  return `${JSON.stringify(request, null, 2)}\n`;
}

/**
 * Reads a plan file.
 * @throws AppError `request.not-a-plan` when it is no JSON; `request.unknown-key`, `request.bad-value`
 */
export function readPlanFile(text: string): Plan {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new AppError('request.not-a-plan', {}, error);
  }
  if (typeof content !== 'object' || content === null) throw new AppError('request.not-a-plan', {});
  return readRequest({ ...content, datasetFiles: [new Blob()] }).plan;
}

function toRules({ kind, ...rules }: FieldSpec) {
  return { ...rules, ...(kind ? { type: kind } : {}) };
}

function withoutName<T extends { name: string }>({ name: _, ...rules }: T): Omit<T, 'name'> {
  return rules;
}

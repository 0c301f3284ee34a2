import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import { Recipe } from './recipe.ts';

/**
 * Reads a recipe out of a stranger's bundle.
 * @throws AppError `model.bad-recipe` says what does not fit
 */
export function readRecipe(given: unknown): Recipe {
  const parsed = v.safeParse(Recipe, given, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const location = (issue.path ?? []).map((step) => String(step.key)).join('.') || 'recipe';
  throw new AppError('model.bad-recipe', { place: location, problem: issue.message });
}

import { sha256 } from '../base/sha256.ts';
import { toBytes } from '../base/zip.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import { toModelMembers } from './model-members.ts';

/**
 * Gives a model's id: the first 16 hexadecimal digits of the SHA-256 of when it was made and what was learned. The same model has the same id
 * in every browser; its name and its report are no part of it.
 */
export async function modelId({
  madeAt,
  recipe,
  artifact,
}: Pick<Bundle, 'madeAt' | 'recipe' | 'artifact'>): Promise<string> {
  const members = await Promise.all(
    (await toModelMembers(artifact)).map(async ({ name, bytes }) => `${name} ${await sha256(bytes)}`),
  );
  const all = [madeAt, JSON.stringify(recipe), ...members].join('\n');
  return (await sha256(toBytes(all))).slice(0, 16);
}

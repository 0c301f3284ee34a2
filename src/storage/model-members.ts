import { AppError } from '../base/errors.ts';
import type { Member } from '../base/zip.ts';
import type { Artifact } from '../contract/model/artifact.ts';
import type { Members } from '../contract/model/family.ts';
import { listFamilies, requireFamily } from '../models/families.ts';

/** Writes what was learned as the files of a bundle, as its family has them. */
export async function toModelMembers(artifact: Artifact): Promise<Member[]> {
  return (await requireFamily(artifact).file.load()).members(artifact);
}

/**
 * Reads what was learned from the files of a bundle.
 * @throws AppError `model.missing-member`, `model.bad-content`
 */
export async function fromModelMembers(members: Members): Promise<Artifact> {
  const families = listFamilies();
  const family = families.find(({ file }) => members.has(file.main));
  if (!family) throw new AppError('model.missing-member', { member: families[0].file.main });
  return (await family.file.load()).read(members);
}

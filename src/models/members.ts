import { AppError } from '../base/errors.ts';
import { toText } from '../base/zip.ts';
import type { Members } from '../contract/model/family.ts';

/** Gives a member of a bundle. @throws AppError `model.missing-member` */
export function requireMember(members: Members, member: string): Uint8Array<ArrayBuffer> {
  const bytes = members.get(member);
  if (!bytes) throw new AppError('model.missing-member', { member });
  return bytes;
}

/** Reads a member as JSON; what it holds is still to be checked. @throws AppError `model.missing-member`, `model.bad-content` */
export function readJsonMember(members: Members, member: string): unknown {
  const bytes = requireMember(members, member);
  try {
    return JSON.parse(toText(bytes));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AppError('model.bad-content', { member, problem }, error);
  }
}

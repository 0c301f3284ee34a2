import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes, type Member } from '../../base/zip.ts';
import type { Members, ModelFile } from '../../contract/model/family.ts';
import { weightTypes, type CausalLmArtifact } from '../../contract/model/causal-lm-artifact.ts';
import { readJsonMember } from '../members.ts';
import { folderMembers, modelFiles } from '../transformer/transformer-file.ts';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(1));
/** What `writer.json` holds: how the model in `model/` is asked. */
const CausalLmFile = v.object({
  weights: v.picklist(weightTypes),
  positions: Whole,
  template: v.string(),
  rule: v.object({
    maxTokens: Whole,
    temperature: v.pipe(v.number(), v.minValue(0)),
    topP: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
    seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
    chat: v.optional(v.boolean(), false),
  }),
});

/** A language model in a bundle: `writer.json` (stored name) and the folder `model/`, laid out as Hugging Face has it. */
export const causalLmFile: ModelFile<CausalLmArtifact> = {
  members: toCausalLmMembers,
  read: (members) => fromCausalLmMembers(readJsonMember(members, 'writer.json'), members),
};

function toCausalLmMembers({ weights, positions, template, rule, files }: CausalLmArtifact): Member[] {
  return [
    { name: 'writer.json', bytes: toBytes(JSON.stringify({ weights, positions, template, rule })) },
    ...folderMembers(files),
  ];
}

/** Reads what `toCausalLmMembers` wrote. @throws AppError `model.bad-content` */
function fromCausalLmMembers(content: unknown, members: Members): CausalLmArtifact {
  const parsed = v.safeParse(CausalLmFile, content, { abortEarly: true });
  if (!parsed.success) {
    throw new AppError('model.bad-content', { member: 'writer.json', problem: parsed.issues[0].message });
  }
  return { form: 'writer', ...parsed.output, files: modelFiles(members) };
}

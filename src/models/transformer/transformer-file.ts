import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes, type Member } from '../../base/zip.ts';
import type { Members, ModelFile } from '../../contract/model/family.ts';
import type { ModelFile as FolderFile, TransformerArtifact } from '../../contract/model/transformer-artifact.ts';
import { readJsonMember } from '../members.ts';

/** The folder of a bundle that `from_pretrained` reads. */
const folder = 'model/';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What `transformer.json` holds: what the outputs of the model in `model/` mean here. */
const TransformerFile = v.object({
  classes: v.array(v.string()),
  outputs: v.array(v.array(Whole)),
  several: v.optional(v.boolean()),
  maxLength: v.pipe(Whole, v.minValue(1)),
});

/** A transformer in a bundle: `transformer.json` and the folder `model/`, laid out as Hugging Face has it. */
export const transformerFile: ModelFile<TransformerArtifact> = {
  members: toTransformerMembers,
  read: (members) => fromTransformerMembers(readJsonMember(members, 'transformer.json'), members),
};

function toTransformerMembers({ classes, outputs, several, maxLength, files }: TransformerArtifact): Member[] {
  return [
    { name: 'transformer.json', bytes: toBytes(JSON.stringify({ classes, outputs, several, maxLength })) },
    ...folderMembers(files),
  ];
}

/** Reads what `toTransformerMembers` wrote; what is in the folder is checked when it is opened. @throws AppError `model.bad-content` */
function fromTransformerMembers(content: unknown, members: Members): TransformerArtifact {
  const parsed = v.safeParse(TransformerFile, content, { abortEarly: true });
  if (!parsed.success) {
    throw new AppError('model.bad-content', { member: 'transformer.json', problem: parsed.issues[0].message });
  }
  return { form: 'transformer', ...parsed.output, files: modelFiles(members) };
}

/** Writes a model's folder as members. */
export function folderMembers(files: readonly FolderFile[]): Member[] {
  return files.map(({ path, bytes }) => ({ name: folder + path, bytes }));
}

/** Reads what `folderMembers` wrote. */
export function modelFiles(members: Members): FolderFile[] {
  return [...members].flatMap(([name, bytes]) =>
    name.startsWith(folder) ? [{ path: name.slice(folder.length), bytes }] : [],
  );
}

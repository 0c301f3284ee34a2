import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes, type Member } from '../../base/zip.ts';
import type { ModelFile, TransformerArtifact } from '../../contract/model/transformer-artifact.ts';

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

/** Writes a transformer as `transformer.json` and the folder `model/`, laid out as Hugging Face has it. */
export function toTransformerMembers({ classes, outputs, several, maxLength, files }: TransformerArtifact): Member[] {
  return [
    { name: 'transformer.json', bytes: toBytes(JSON.stringify({ classes, outputs, several, maxLength })) },
    ...folderMembers(files),
  ];
}

/** Reads what `toTransformerMembers` wrote; what is in the folder is checked when it is opened. @throws AppError `model.bad-content` */
export function fromTransformerMembers(
  content: unknown,
  members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): TransformerArtifact {
  const parsed = v.safeParse(TransformerFile, content, { abortEarly: true });
  if (!parsed.success) {
    throw new AppError('model.bad-content', { member: 'transformer.json', problem: parsed.issues[0].message });
  }
  return { form: 'transformer', ...parsed.output, files: modelFiles(members) };
}

/** Writes a model's folder as members. */
export function folderMembers(files: readonly ModelFile[]): Member[] {
  return files.map(({ path, bytes }) => ({ name: folder + path, bytes }));
}

/** Reads what `folderMembers` wrote. */
export function modelFiles(members: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): ModelFile[] {
  return [...members].flatMap(([name, bytes]) =>
    name.startsWith(folder) ? [{ path: name.slice(folder.length), bytes }] : [],
  );
}

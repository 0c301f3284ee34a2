import { AppError } from '../base/errors.ts';
import { fileName } from '../base/file-name.ts';
import { sha256 } from '../base/sha256.ts';
import { toBytes, unzip, zip, type Member } from '../base/zip.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { Members } from '../contract/model/family.ts';
import type { Plan } from '../contract/request/plan.ts';
import { withMetricKind, withoutMetricKind } from '../contract/result/metric-kind.ts';
import type { Report } from '../contract/result/result.ts';
import { check, Manifest, PlanFile, RecipeFile, ReportFile } from './bundle-schema.ts';
import { writeCard } from './card.ts';
import { migrated } from './migrate.ts';
import { modelId } from './model-id.ts';
import { fromPageFile } from './page-file.ts';
import { readJsonMember, requireMember } from '../models/members.ts';
import { fromModelMembers, toModelMembers } from './model-members.ts';

/** The format that this version writes, and the newest that it reads. */
const version = 2;
const maxMembers = 256;
const maxBytes = 2 ** 30;
/** Bytes that a file may always inflate to; above that, at most `maxRatio` times the file. */
const freeBytes = 2 ** 26;
const maxRatio = 200;

/** Writes a bundle as the `*.intab` file: one zip, with the SHA-256 of every member in its manifest. The same bundle gives the same bytes. */
export async function toBundleFile(bundle: Bundle): Promise<File> {
  const { name, madeAt, madeBy, modelType, task, target, factors, recipe, plan, report, artifact, author, licence } =
    bundle;
  const { form } = artifact;
  const members: Member[] = [
    { name: 'plan.json', bytes: toJson(plan) },
    { name: 'recipe.json', bytes: toJson({ modelType, task, target, factors, recipe }) },
    { name: 'report.json', bytes: toJson(withoutMetricKind(withoutLocations(report))) },
    { name: 'card.md', bytes: toBytes(writeCard(bundle)) },
    ...(await toModelMembers(artifact)),
  ];
  const sums = await Promise.all(members.map(async (member) => [member.name, await sha256(member.bytes)]));
  const given = { ...(author ? { author } : {}), ...(licence ? { licence } : {}) };
  const listed = Object.fromEntries(sums);
  const manifest: Manifest = { format: 'intab', version, name, madeAt, madeBy, form, ...given, members: listed };
  const file = zip([{ name: 'manifest.json', bytes: toJson(manifest) }, ...members]);
  return new File([file], fileName(name, '.intab'), { type: 'application/zip' });
}

/**
 * Reads a bundle file from anywhere, or the one that a page that predicts holds. Nothing in it is executed or fetched, and nothing is inflated beyond
 * what is allowed.
 * The id is computed from what was learned: the same file twice gives the same id.
 * @throws AppError `model.not-a-model`, `model.cut`, `model.too-many-members`, `model.too-large`, `model.bad-path`, `model.duplicate-member`,
 * `model.missing-member`, `model.unlisted-member`, `model.bad-checksum`, `model.newer-version`, `model.bad-content`
 */
export async function readBundleFile(file: Blob): Promise<Bundle> {
  const name = file instanceof File ? file.name : 'Blob';
  if (file.size > maxBytes) throw tooLarge(file.size);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const members = openZip(name, fromPageFile(bytes) ?? bytes);
  const manifest = readManifest(name, members);
  await checkSums(manifest, members);
  const json = (member: string) => readJsonMember(members, member);
  const learned = check(RecipeFile, 'recipe.json', json('recipe.json'));
  const report = withMetricKind(check(ReportFile, 'report.json', json('report.json')) as unknown as Report);
  const plan = check(PlanFile, 'plan.json', json('plan.json')) as unknown as Plan;
  const artifact = await fromModelMembers(members);
  if (artifact.form !== manifest.form) {
    const problem = `the manifest says ${manifest.form}, the model is ${artifact.form}`;
    throw new AppError('model.bad-content', { member: 'manifest.json', problem });
  }
  const { madeAt, madeBy, author, licence } = manifest;
  const id = await modelId({ madeAt, recipe: learned.recipe, artifact });
  return {
    version,
    id,
    name: manifest.name,
    madeAt,
    madeBy,
    ...learned,
    plan,
    artifact,
    report: { ...withoutLocations(report), modelId: id },
    ...(author ? { author } : {}),
    ...(licence ? { licence } : {}),
  };
}

/** Leaves out where a model was published: publishing it changes nothing of what is published, and a stranger’s word for it is none. */
function withoutLocations({ published: _, ...report }: Report): Report {
  return report;
}

/** Unpacks the zip, refusing before anything is inflated what no bundle has. */
function openZip(file: string, bytes: Uint8Array): Members {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) throw new AppError('model.not-a-model', { file });
  const names = new Set<string>();
  const max = Math.min(maxBytes, Math.max(freeBytes, bytes.length * maxRatio));
  let size = 0;
  try {
    const members = unzip(bytes, (member) => {
      if (names.size >= maxMembers)
        throw new AppError('model.too-many-members', { count: names.size + 1, most: maxMembers });
      if (names.has(member.name)) throw new AppError('model.duplicate-member', { member: member.name });
      if (!isPlainPath(member.name)) throw new AppError('model.bad-path', { member: member.name });
      names.add(member.name);
      size += member.size;
      if (size > max) throw tooLarge(size, max);
    });
    return new Map(members.map((member) => [member.name, member.bytes]));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('model.cut', { file }, error);
  }
}

/** Is true for a relative path of plain names: no `..`, no drive, no backslash, no control characters. */
function isPlainPath(path: string): boolean {
  return path.length <= 200 && path.split('/').every((part) => /^[\w][\w .-]*$/.test(part));
}

function readManifest(file: string, members: Members): Manifest {
  if (!members.has('manifest.json')) throw new AppError('model.not-a-model', { file });
  const content = readJsonMember(members, 'manifest.json');
  const found = (content as { version?: unknown } | null)?.version;
  if (typeof found === 'number' && found > version)
    throw new AppError('model.newer-version', { version: found, known: version });
  return check(Manifest, 'manifest.json', migrated(content, new Set(members.keys())));
}

/** Compares every member with its checksum: nothing missing, nothing added, nothing changed. */
async function checkSums({ members: sums }: Manifest, members: Members): Promise<void> {
  for (const member of Object.keys(sums)) requireMember(members, member);
  for (const [member, bytes] of members) {
    if (member === 'manifest.json') continue;
    if (!Object.hasOwn(sums, member)) throw new AppError('model.unlisted-member', { member });
    if ((await sha256(bytes)) !== sums[member]) throw new AppError('model.bad-checksum', { member });
  }
}

function tooLarge(bytes: number, max = maxBytes): AppError {
  return new AppError('model.too-large', { megabytes: Math.ceil(bytes / 2 ** 20), most: Math.floor(max / 2 ** 20) });
}

function toJson(content: unknown): Uint8Array<ArrayBuffer> {
  return toBytes(JSON.stringify(content, null, 1));
}

import { AppError } from '../base/errors.ts';
import { fileName } from '../base/file-name.ts';
import { toBytes } from '../base/zip.ts';
import type { Bundle } from '../contract/model/bundle.ts';
import type { Exported, ExportFormat, Proof } from '../contract/result/exported.ts';
import { requireFamily } from '../models/families.ts';
import { readBundleFile, toBundleFile } from '../storage/bundle-file.ts';
import { fromPageFile, toPageFile } from '../storage/page-file.ts';
import { openModel } from './code/answers.mjs';
import { toJavaScript, toPython } from './code/code.ts';
import { toSql } from './code/sql.ts';
import { toWorkbook } from './code/workbook.ts';
import { toOnnx } from './onnx/onnx.ts';
import { runOnnx } from './onnx/runtime.ts';
import { toProject } from './project/project.ts';
import { checkProof } from './proof.ts';
import { toScoring } from './scoring.ts';

/** What an export needs of the app around it. */
export interface ExportTools {
  /** The script of the page that predicts. */
  pageCode(): Promise<string>;
  /** Predicts rows with a model, as the app does. */
  predict(bundle: Bundle, rows: Proof['rows']): Promise<Proof['predictions']>;
}

/** What an export is checked by. Test rows of the run are for checking alone: they never stand in a file. */
export interface Proofs {
  synthetic: Proof;
  heldOut: Proof | null;
}

/** A page of more bytes is refused: its model is one string, and browsers have an end of those. */
const maxPageBytes = 2 ** 28;

/**
 * Writes a model in another program's words. What can run here is run on the proofs' rows and must agree; Python and what is made of it carry the
 * made-up rows and check themselves.
 * @throws AppError `export.no-form`, `export.not-linear`, `export.too-long`, `export.too-large`, `export.disagrees`
 */
export async function exportModel(
  bundle: Bundle,
  format: ExportFormat,
  proofs: Proofs,
  tools: ExportTools,
): Promise<Exported> {
  const { synthetic } = proofs;
  const file = (content: BlobPart, ending: string, type: string) =>
    new File([content], fileName(bundle.name, ending), { type });
  // Code is imported by its name.
  const code = (text: string, name: string, type: string) => new File([toBytes(text)], name, { type });
  const unrun = (content: File) => ({ file: content, agreed: 0, heldOut: 0 });
  switch (format) {
    case 'page': {
      const page = await toPage(bundle, await tools.pageCode());
      const inside = fromPageFile(new Uint8Array(await page.arrayBuffer()));
      const read = await readBundleFile(new Blob(inside ? [inside] : []));
      const agreed = await agreeing('page', proofs, (rows) => tools.predict(read, rows));
      return { file: file(page, '.html', 'text/html'), ...agreed };
    }
    case 'onnx': {
      const [model, scoring] = [toOnnx(bundle), toScoring(bundle)];
      const agreed = await agreeing('ONNX', proofs, (rows) => runOnnx(model, scoring, rows));
      return { file: file(model, '.onnx', 'application/octet-stream'), ...agreed };
    }
    case 'javascript': {
      const scoring = toScoring(bundle);
      const text = toJavaScript(scoring, synthetic);
      // The same functions and the same JSON as in the file: a page may not run a file that it made.
      const { predict } = openModel(
        JSON.parse(JSON.stringify({ ...scoring, proof: synthetic })) as typeof scoring & { proof: Proof },
      );
      const agreed = await agreeing('JavaScript', proofs, async (rows) => rows.map(predict));
      return { file: code(text, 'predict.mjs', 'text/javascript'), ...agreed };
    }
    case 'python':
      return unrun(code(toPython(toScoring(bundle), synthetic), 'predict.py', 'text/x-python'));
    case 'project':
      return unrun(file(toProject(bundle, synthetic), '.zip', 'application/zip'));
    case 'sql':
      return unrun(file(toBytes(toSql(toScoring(bundle), synthetic)), '.sql', 'application/sql'));
    case 'workbook': {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return unrun(file(await toWorkbook(toScoring(bundle), synthetic), '.xlsx', type));
    }
  }
}

async function toPage(bundle: Bundle, code: string): Promise<Blob> {
  if (!requireFamily(bundle.artifact).runsInPage) throw new AppError('export.no-form', { model: bundle.modelType });
  const own = new Uint8Array(await (await toBundleFile(bundle)).arrayBuffer());
  const bytes = code.length + (own.length * 4) / 3;
  if (bytes > maxPageBytes) {
    throw new AppError('export.too-large', { megabytes: Math.ceil(bytes / 2 ** 20), most: maxPageBytes / 2 ** 20 });
  }
  return toPageFile(own, code, bundle.name);
}

/** Lets an export answer the rows of the proofs. Gives how many rows agree. @throws AppError `export.disagrees` */
async function agreeing(
  format: string,
  { heldOut, synthetic }: Proofs,
  answer: (rows: Proof['rows']) => Promise<Proof['predictions']>,
): Promise<Pick<Exported, 'agreed' | 'heldOut'>> {
  for (const proof of heldOut ? [heldOut, synthetic] : [synthetic]) {
    checkProof(format, proof.predictions, await answer(proof.rows));
  }
  const held = heldOut?.rows.length ?? 0;
  return { agreed: held + synthetic.rows.length, heldOut: held };
}

import { AppError } from '../base/errors.ts';
import { toBytes } from '../base/zip.ts';
import type { Bundle } from '../contract/bundle.ts';
import type { Exported, ExportFormat, Proof } from '../contract/export.ts';
import { readBundleFile, toBundleFile } from '../storage/bundle-file.ts';
import { fromPageFile, toPageFile } from '../storage/page-file.ts';
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

/**
 * Writes a model in another program's words. What can run here is run on the proof's rows and must agree; Python and JavaScript carry the rows
 * and check themselves by `--verify`.
 * @throws AppError `export.no-form`, `export.not-linear`, `export.too-long`, `export.disagrees`
 */
export async function exportModel(
  bundle: Bundle,
  format: ExportFormat,
  proof: Proof,
  tools: ExportTools,
): Promise<Exported> {
  const file = (content: BlobPart, ending: string, type: string) =>
    new File([content], `${stemOf(bundle.name)}${ending}`, { type });
  switch (format) {
    case 'page': {
      if (bundle.artifact.form === 'transformer') throw new AppError('export.no-form', { model: bundle.modelType });
      const own = new Uint8Array(await (await toBundleFile(bundle)).arrayBuffer());
      const page = toPageFile(own, await tools.pageCode(), bundle.name);
      const inside = fromPageFile(new Uint8Array(await page.arrayBuffer()));
      const read = await readBundleFile(new Blob(inside ? [inside] : []));
      checkProof('page', proof.predictions, await tools.predict(read, proof.rows));
      return { file: file(page, '.html', 'text/html'), agreed: proof.rows.length };
    }
    case 'onnx': {
      const model = toOnnx(bundle);
      checkProof('ONNX', proof.predictions, await runOnnx(model, toScoring(bundle), proof.rows));
      return { file: file(model, '.onnx', 'application/octet-stream'), agreed: proof.rows.length };
    }
    case 'python':
      return { file: file(toBytes(toPython(toScoring(bundle), proof)), '.py', 'text/x-python'), agreed: 0 };
    case 'javascript':
      return { file: file(toBytes(toJavaScript(toScoring(bundle), proof)), '.mjs', 'text/javascript'), agreed: 0 };
    case 'project':
      return { file: file(toProject(bundle, proof), '.zip', 'application/zip'), agreed: 0 };
    case 'sql':
      return { file: file(toBytes(toSql(toScoring(bundle))), '.sql', 'application/sql'), agreed: 0 };
    case 'workbook': {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return { file: file(await toWorkbook(toScoring(bundle)), '.xlsx', type), agreed: 0 };
    }
  }
}

/** Makes a file name without its ending: what file systems do not take becomes a dash. */
function stemOf(name: string): string {
  return name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-').slice(0, 100) || 'model';
}

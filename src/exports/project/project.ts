import { catalog, isAdapterId } from '../../adapters/catalog.ts';
import { AppError } from '../../base/errors.ts';
import { toBytes, zip, type Member } from '../../base/zip.ts';
import type { Bundle } from '../../contract/model/bundle.ts';
import type { Proof } from '../../contract/result/exported.ts';
import type { FieldSpec } from '../../contract/request/field.ts';
import { readOptions } from '../../contract/request/options.ts';
import type { FactorRecipe } from '../../recipe/factor.ts';
import { readRecipe } from '../../recipe/read-recipe.ts';
import { toPython } from '../code/code.ts';
import { toScoring } from '../scoring.ts';
import dask from './dask_run.py?raw';
import readme from './PROJECT.md?raw';
import reading from './reading.py?raw';
import requirements from './requirements.txt?raw';
import scale from './SCALE.md?raw';
import steps from './steps.py?raw';
import train from './train.py?raw';
import verify from './verify.py?raw';

/** How far scikit-learn's numbers may be from the tab's, relative; models that draw at random differ. */
const tolerances: Record<string, number> = { linear_regression: 1e-8, logistic_regression: 1e-6 };

/**
 * Writes a run as a Python project: the same steps in pandas and scikit-learn, told by `plan.json`; names and levels of the data are in JSON alone.
 * @throws AppError `export.no-form`
 */
export function toProject(bundle: Bundle, proof: Proof): Uint8Array<ArrayBuffer> {
  const files: Record<string, string> = {
    'README.md': readme,
    'plan.json': JSON.stringify(toPlan(bundle), null, 1),
    'reading.py': reading,
    'steps.py': steps,
    'train.py': train,
    'train.ipynb': toNotebook(train),
    'predict.py': toPython(toScoring(bundle), proof),
    'verify.py': verify,
    'requirements.txt': requirements,
    'scale/README.md': scale,
    'scale/dask_run.py': dask,
  };
  return zip(Object.entries(files).map(([name, text]): Member => ({ name: `project/${name}`, bytes: toBytes(text) })));
}

/** Says a run for `steps.py`. */
function toPlan({ plan, recipe: kept, target, report, modelType, factors }: Bundle) {
  if (!isAdapterId(modelType)) throw new AppError('export.no-form', { model: modelType });
  const recipe = readRecipe(kept);
  const options = readOptions(catalog[modelType].options, plan.modelParams, modelType);
  const specs = new Map(plan.fields?.map((spec) => [spec.name, spec]));
  const orders = new Map(factors.map(({ name, dayOrder }) => [name, dayOrder]));
  const raw = modelType === 'linear_regression' && options.alpha === 0;
  const { kinds: _, ...read } = plan.read;
  return {
    read,
    merge: plan.merge,
    factors: recipe.factors.map((factor) => ({
      ...toRules(specs.get(factor.name)),
      ...toFactor(factor, specs.get(factor.name), raw),
      ...(orders.get(factor.name) === 'dmy' ? { dayFirst: true } : {}),
    })),
    target: {
      ...toRules(plan.targetField ?? undefined),
      name: target.name,
      from: plan.targetField?.from ?? [],
      kind: target.kind,
      ...(recipe.target.task === 'classification'
        ? { task: 'classification', classes: recipe.target.classes }
        : { task: 'regression', scale: recipe.target.task === 'regression' && recipe.target.scale !== null }),
    },
    split: plan.split,
    modelType,
    options,
    expected: {
      tolerance: tolerances[modelType] ?? null,
      rows: report.rows,
      metrics: Object.fromEntries(
        Object.entries(report.metrics ?? {}).filter(([, value]) => typeof value === 'number'),
      ),
    },
  };
}

function toFactor(factor: FactorRecipe, spec: FieldSpec | undefined, raw: boolean) {
  const rule = spec?.missing ?? 'drop';
  const named = { name: factor.name, from: factor.from, kind: factor.kind, rule };
  if (factor.as === 'number') return { ...named, scale: raw ? null : (factor.scale?.method ?? null) };
  return { ...named, way: factor.as === 'levels' ? factor.encode.way : 'text' };
}

function toRules(spec: FieldSpec | undefined) {
  const { min, max, enum: allowed } = spec ?? { name: '' };
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(allowed ? { enum: allowed } : {}),
  };
}

/** Writes a script as a notebook: a cell a paragraph, the last one with files to name. */
function toNotebook(script: string): string {
  const [body] = script.split('\n\n\nif __name__');
  const cell = (text: string) => ({
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source: text.split(/(?<=\n)/),
  });
  const run =
    'model, found, rows, reasons = run(["file.csv"])  # your files, in the order they had in the app\nreasons';
  const cells = [...(body ?? '').split('\n\n\n'), run, 'steps.compare(found, rows)'].map(cell);
  const kernelspec = { display_name: 'Python 3', language: 'python', name: 'python3' };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 4 }, null, 1);
}

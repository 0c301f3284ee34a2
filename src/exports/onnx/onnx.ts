import { AppError } from '../../base/errors.ts';
import type { LinearArtifact, MlpArtifact } from '../../contract/model/artifact.ts';
import type { Bundle } from '../../contract/model/bundle.ts';
import { forFamily, type PerFamily } from '../../models/per-family.ts';
import { levelSpellings, toScoring, type Scoring, type ScoringFactor } from '../scoring.ts';
import { Graph } from './graph.ts';
import { writeOnnx } from './proto.ts';
import { addTrees } from './trees.ts';

/** The place that the graph gives a missing category which nothing fills. */
const missingCode = -2n;

/**
 * Writes a model with its preprocessing as one ONNX graph. Inputs: one a factor, named as it is, rows x 1: numbers as double (NaN = missing), dates
 * as
 * double (ms since 1970-01-01 UTC), categories as string ('' = missing). Outputs: `prediction`, rows x 1, and with classes `probabilities`. A row
 * with a missing cell that is not filled gives NaN, or ''.
 * @throws AppError `export.no-form`
 */
export function toOnnx(bundle: Bundle): Uint8Array<ArrayBuffer> {
  const scoring = toScoring(bundle);
  const graph = new Graph();
  const factors = scoring.factors.map((factor) => addFactor(graph, factor, bundle.modelType));
  const features = graph.add(
    'Concat',
    factors.map(({ features }) => features),
    { axis: 1 },
  );
  const isIncomplete = factors
    .flatMap(({ isIncomplete }) => isIncomplete ?? [])
    .reduce<string | null>((all, each) => (all === null ? each : graph.add('Or', [all, each])), null);
  const model = forFamily(models, bundle.artifact, graph, features);
  if (!model) throw new AppError('export.no-form', { model: bundle.modelType });
  if (scoring.classes) addClasses(graph, model.scores, scoring.classes, model.width, isIncomplete);
  else addNumber(graph, model.scores, scoring.undo, isIncomplete);
  return writeOnnx({
    ...graph,
    name: 'intab',
    doc: `Predicts ${scoring.target}. Made by Intab ${bundle.madeBy} at ${bundle.madeAt}.`,
    metadata: { intab: bundle.madeBy, model: bundle.modelType, target: scoring.target },
  });
}

/** Adds the steps of one factor; `isIncomplete`: rows x 1, true where a needed cell is missing. */
function addFactor(graph: Graph, factor: ScoringFactor, model: string): { features: string; isIncomplete?: string } {
  // ONNX has no operator that cuts texts into words as this app does.
  if (factor.kind === 'text') throw new AppError('export.no-form', { model });
  if (factor.kind === 'category') return addCategory(graph, factor);
  const cell = graph.input(factor.name, 'double');
  const missing = graph.add('IsNaN', [cell]);
  const read = factor.kind === 'date' ? graph.add('Div', [cell, graph.double([86_400_000])]) : cell;
  const filled = factor.fill === null ? read : graph.add('Where', [missing, graph.double([factor.fill]), read]);
  const moved = factor.shift === 0 ? filled : graph.add('Sub', [filled, graph.double([factor.shift])]);
  const features = factor.factor === 1 ? moved : graph.add('Mul', [moved, graph.double([factor.factor])]);
  return { features, ...(factor.fill === null && !factor.keep ? { isIncomplete: missing } : {}) };
}

function addCategory(graph: Graph, factor: ScoringFactor & { kind: 'category' }) {
  const { name, levels, fill, keep, way } = factor;
  const spellings = levelSpellings(factor);
  const cell = graph.input(name, 'string');
  const needed = fill === null && !keep;
  const ofMissing = fill === null ? missingCode : BigInt(levels.indexOf(fill));
  const levelIndexes = graph.add(
    'LabelEncoder',
    [cell],
    {
      keys_strings: [...spellings.map(([spelling]) => spelling), ''],
      values_int64s: [...spellings.map(([, index]) => index), Number(ofMissing)],
      default_int64: -1,
    },
    'ai.onnx.ml',
  );
  const isIncomplete = needed ? { isIncomplete: graph.add('Equal', [levelIndexes, graph.int64([missingCode])]) } : {};
  if (way === 'one-hot') {
    const hot = graph.add('Equal', [levelIndexes, graph.int64(levels.map((_, index) => BigInt(index)))]);
    return { features: graph.add('Cast', [hot], { to: 11 }), ...isIncomplete };
  }
  const unknown = graph.add('Less', [levelIndexes, graph.int64([0n])]);
  const codes = graph.add('Cast', [levelIndexes], { to: 11 });
  return { features: graph.add('Where', [unknown, graph.double([NaN]), codes]), ...isIncomplete };
}

/** How each family is computed, and how many scores it gives. */
const models: PerFamily<{ scores: string; width: number }, [graph: Graph, features: string]> = {
  linear: (artifact, graph, features) => ({
    scores: addLinear(graph, features, artifact),
    width: artifact.intercepts.length,
  }),
  mlp: (artifact, graph, features) => ({
    scores: addMlp(graph, features, artifact),
    width: artifact.layers[artifact.layers.length - 1].units,
  }),
  trees: (artifact, graph, features) => ({
    scores: addTrees(graph, features, artifact),
    width: artifact.baseline.length,
  }),
};

function addLinear(graph: Graph, features: string, { coefficients, intercepts }: LinearArtifact): string {
  const [scores, width] = [intercepts.length, coefficients.length / intercepts.length];
  const turned = Float64Array.from(
    coefficients,
    (_, at) => coefficients[(at % scores) * width + Math.floor(at / scores)],
  );
  const product = graph.add('MatMul', [features, graph.constant([width, scores], turned)]);
  return graph.add('Add', [product, graph.constant([1, scores], intercepts)]);
}

const activations = { relu: 'Relu', tanh: 'Tanh', logistic: 'Sigmoid' } as const;

/** Float32 through the layers, as the app computes; the last activation is the caller's, in double. */
function addMlp(graph: Graph, features: string, { layers }: MlpArtifact): string {
  const last = layers.length - 1;
  const scores = layers.reduce(
    (values, { inputs, units, kernel, bias, activation }, l) => {
      const sums = graph.add('Gemm', [values, graph.constant([inputs, units], kernel), graph.constant([units], bias)]);
      const known = l < last && activation in activations ? activations[activation as keyof typeof activations] : null;
      return known ? graph.add(known, [sums]) : sums;
    },
    graph.add('Cast', [features], { to: 1 }),
  );
  return graph.add('Cast', [scores], { to: 11 });
}

function addNumber(graph: Graph, scores: string, undo: Scoring['undo'], isIncomplete: string | null): void {
  const stretched = undo ? graph.add('Div', [scores, graph.double([undo.factor])]) : scores;
  const moved = undo ? graph.add('Add', [stretched, graph.double([undo.shift])]) : stretched;
  const kept = isIncomplete ? graph.add('Where', [isIncomplete, graph.double([NaN]), moved]) : moved;
  graph.output('prediction', kept, 'double', 1);
}

function addClasses(
  graph: Graph,
  scores: string,
  classes: readonly string[],
  width: number,
  isIncomplete: string | null,
): void {
  const yes = width === 1 ? graph.add('Sigmoid', [scores]) : null;
  const no = yes && graph.add('Sigmoid', [graph.add('Neg', [scores])]);
  const shares = yes && no ? graph.add('Concat', [no, yes], { axis: 1 }) : graph.add('Softmax', [scores], { axis: 1 });
  const index = graph.add('ArgMax', [shares], { axis: 1, keepdims: 1 });
  const name = graph.add(
    'LabelEncoder',
    [index],
    { keys_int64s: [...classes.keys()], values_strings: classes, default_string: '' },
    'ai.onnx.ml',
  );
  const names = isIncomplete ? graph.add('Where', [isIncomplete, graph.constant([1], ['']), name]) : name;
  const all = isIncomplete ? graph.add('Where', [isIncomplete, graph.double([NaN]), shares]) : shares;
  graph.output('prediction', names, 'string', 1);
  graph.output('probabilities', all, 'double', classes.length);
}

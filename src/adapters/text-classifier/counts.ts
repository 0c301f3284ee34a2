import type { Run } from '../../base/run.ts';
import type { Features } from '../../contract/model/features.ts';
import type { GramView } from '../../contract/model/ngram-artifact.ts';
import { grown } from '../../models/ngram/gram-tree.ts';
import { makeGrams, type Grams } from '../../models/ngram/grams.ts';
import type { SparseRows } from '../../solvers/sparse-logistic.ts';

/** How often each gram stands in each text. The features of `rows` are those of `terms`. */
export interface Counts {
  rows: SparseRows;
  terms: string[];
  /** How many terms each view has; views stand one after the other. */
  sizes: number[];
  /** How many terms there were before the rarest and most frequent were left out. */
  found: number;
  /** In how many texts each term stands. */
  documents: Int32Array;
}

/** Which terms are kept, in scikit-learn's words. */
export interface Keeping {
  min_df: number;
  max_df: number;
  max_features: number | null;
}

const blockRows = 512;
/** Characters read in one stretch. */
const chunkRows = 30_000;

/** Counts the n-grams of every text; the texts of several factors of a row stand beside each other. */
export async function countGrams(
  texts: NonNullable<Features['texts']>,
  rows: number,
  views: readonly GramView[],
  lowercase: boolean,
  keeping: Keeping,
  run: Run,
): Promise<Counts> {
  const grams = makeGrams(views, lowercase);
  const starts = new Int32Array(rows + 1);
  let nodes = new Int32Array(4096);
  let times = new Float64Array(4096);
  let count = 0;
  // Where in the row under way a node was counted: a place from the row's start on.
  let indexByNode = new Int32Array(4096).fill(-1);
  const visit = (node: number) => {
    while (node >= indexByNode.length) indexByNode = grownWith(indexByNode);
    const index = indexByNode[node];
    if (index >= starts[row] && nodes[index] === node) {
      times[index]++;
      return;
    }
    if (count === nodes.length) [nodes, times] = [grown(nodes), grown(times)];
    indexByNode[node] = count;
    nodes[count] = node;
    times[count++] = 1;
  };
  let row = 0;
  let sinceYield = 0;
  for (let from = 0; from < rows; from += blockRows) {
    const cells = texts.cells(from, Math.min(from + blockRows, rows));
    for (let i = 0; i < cells[0].length; i++) {
      for (const factor of cells) {
        grams.read(factor[i], true, visit);
        sinceYield += factor[i].length + 100;
      }
      starts[++row] = count;
      if (sinceYield < chunkRows) continue;
      sinceYield = 0;
      await run.yield();
    }
    run.report({ type: 'progress', stage: 'train', done: row, total: rows * 2, unit: 'rows' });
  }
  return keep(
    { rows, cols: grams.tree.size, starts, ids: nodes.subarray(0, count), values: times.subarray(0, count) },
    grams,
    views,
    keeping,
  );
}

function grownWith(indexByNode: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = grown(indexByNode);
  longer.fill(-1, indexByNode.length);
  return longer;
}

/** Leaves the terms that are frequent enough and numbers them anew, those of each view in order of appearance. */
function keep(all: SparseRows, grams: Grams, views: readonly GramView[], keeping: Keeping): Counts {
  const { rows, ids, values } = all;
  const documents = new Int32Array(all.cols);
  const times = new Float64Array(all.cols);
  for (let p = 0; p < ids.length; p++) {
    documents[ids[p]]++;
    times[ids[p]] += values[p];
  }
  const min = keeping.min_df < 1 ? keeping.min_df * rows : keeping.min_df;
  const limit = keeping.max_df <= 1 ? keeping.max_df * rows : keeping.max_df;
  let kept = Array.from(documents.keys()).filter(
    (node) => documents[node] > 0 && documents[node] >= min && documents[node] <= limit,
  );
  if (keeping.max_features !== null && kept.length > keeping.max_features) {
    kept = kept
      .sort((a, b) => times[b] - times[a] || a - b)
      .slice(0, keeping.max_features)
      .sort((a, b) => a - b);
  }
  const viewByTerm = grams.tree.roots();
  kept.sort((a, b) => viewByTerm[a] - viewByTerm[b] || a - b);
  const newColumns = new Int32Array(all.cols).fill(-1);
  kept.forEach((node, feature) => (newColumns[node] = feature));
  return {
    rows: moved(all, newColumns, kept.length),
    terms: kept.map((node) => grams.termText(node, views[viewByTerm[node]])),
    found: documents.reduce((sum, count) => sum + Number(count > 0), 0),
    sizes: views.map((_, v) => kept.filter((node) => viewByTerm[node] === v).length),
    documents: Int32Array.from(kept, (node) => documents[node]),
  };
}

/** Gives rows with their features renumbered, those at place -1 left out. */
function moved(all: SparseRows, indexes: Int32Array, cols: number): SparseRows {
  const starts = new Int32Array(all.rows + 1);
  const ids = new Int32Array(all.ids.length);
  const values = new Float64Array(all.ids.length);
  let count = 0;
  for (let row = 0; row < all.rows; row++) {
    for (let p = all.starts[row]; p < all.starts[row + 1]; p++) {
      const feature = indexes[all.ids[p]];
      if (feature < 0) continue;
      ids[count] = feature;
      values[count++] = all.values[p];
    }
    starts[row + 1] = count;
  }
  return { rows: all.rows, cols, starts, ids: ids.subarray(0, count), values: values.subarray(0, count) };
}

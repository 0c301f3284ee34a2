import type { Features } from '../../contract/model/features.ts';
import type { GrownTree } from '../../kernels/grow-tree.ts';
import type { BinnedFeature } from '../../kernels/tree-rows.ts';
import type { TreesArtifact } from '../../contract/model/artifact.ts';

/** Says grown trees in the features' own values instead of bins. */
export function toTrees(
  trees: readonly GrownTree[],
  { names, levels }: Features,
  bins: readonly BinnedFeature[],
  baseline: Float64Array,
  classes: readonly string[] | undefined,
): TreesArtifact {
  const starts = Int32Array.of(0, ...trees.map(({ feature }) => feature.length));
  for (let tree = 1; tree < starts.length; tree++) starts[tree] += starts[tree - 1];
  const size = starts[trees.length];
  const bits: number[] = [];
  const artifact: TreesArtifact = {
    form: 'trees',
    features: [...names],
    levels: [...levels],
    baseline,
    starts,
    feature: new Int32Array(size).fill(-1),
    threshold: new Float64Array(size),
    set: new Int32Array(size).fill(-1),
    bits: new Uint32Array(0),
    missingLeft: new Uint8Array(size),
    left: new Int32Array(size).fill(-1),
    right: new Int32Array(size).fill(-1),
    value: new Float64Array(size),
    rows: new Float64Array(size),
    ...(classes ? { classes: [...classes] } : {}),
  };
  trees.forEach((tree, t) => {
    for (let n = 0; n < tree.feature.length; n++) {
      const node = starts[t] + n;
      const j = tree.feature[n];
      const goesLeft = tree.goesLeft[n];
      artifact.rows[node] = tree.count[n];
      if (!goesLeft) {
        artifact.value[node] = tree.value[n];
        continue;
      }
      const bin = bins[j];
      artifact.feature[node] = j;
      artifact.left[node] = starts[t] + tree.left[n];
      artifact.right[node] = starts[t] + tree.right[n];
      artifact.missingLeft[node] = Number(tree.missingLeft[n]);
      if (bin.kind === 'number') {
        artifact.threshold[node] = tree.bin[n] < bin.thresholds.length ? bin.thresholds[tree.bin[n]] : Infinity;
      } else {
        artifact.set[node] = bits.length;
        bits.push(...bitWords(bin.binByCode, goesLeft));
      }
    }
  });
  artifact.bits = Uint32Array.from(bits);
  return artifact;
}

/** Gives a bit a code, 32 a word: 1 where the code's bin goes left. */
function bitWords(binByCode: Uint8Array, goesLeft: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(binByCode.length / 32));
  binByCode.forEach((bin, code) => (words[code >> 5] |= goesLeft[bin] << (code & 31)));
  return words;
}

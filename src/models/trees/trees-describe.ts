import type { FeatureInfo } from '../../contract/model/adapter.ts';
import type { DescribeContext, Description } from '../../contract/model/family.ts';
import type { DrawnNode, DrawnQuestion } from '../../contract/result/explanation.ts';
import type { TreesArtifact } from '../../contract/model/artifact.ts';

/** Maximum depth drawn; what lies deeper is counted. */
const maxDepth = 6;
/** Maximum levels that a question names. */
const maxLevels = 12;

/** Draws the first tree in the words of the columns; nothing where there is no tree. */
export function describeTrees(artifact: TreesArtifact, { features, classNames }: DescribeContext): Description {
  if (artifact.starts.length < 2) return {};
  const { baseline, starts, classes } = artifact;
  const score = classes?.length === 2 ? 1 : 0;
  return {
    tree: {
      of: starts.length - 1,
      base: baseline[0],
      ...(classes ? { label: classNames[score] } : {}),
      root: drawn(artifact, starts[0], 0, openQuestions(artifact, features)),
    },
  };
}

/** A question, and whether `yes` is the way to the left. */
type Asked = [question: DrawnQuestion, left: boolean];

function drawn(trees: TreesArtifact, node: number, depth: number, ask: (node: number) => Asked): DrawnNode {
  const { feature, left, right, rows } = trees;
  const { sum, leaves } = sumLeaves(trees, node);
  const own = { rows: rows[node], adds: sum / rows[node] };
  if (feature[node] < 0) return own;
  if (depth === maxDepth) return { ...own, hidden: leaves };
  const [question, isLeft] = ask(node);
  const child = (at: number) => drawn(trees, at, depth + 1, ask);
  const [yes, no] = isLeft ? [left[node], right[node]] : [right[node], left[node]];
  return { ...own, question, yes: child(yes), no: child(no) };
}

/** Gives what a tree adds to all rows of a node together, and how many leaves lie below. */
function sumLeaves(trees: TreesArtifact, node: number): { sum: number; leaves: number } {
  const { feature, left, right, rows, value } = trees;
  if (feature[node] < 0) return { sum: rows[node] * value[node], leaves: 1 };
  const [a, b] = [sumLeaves(trees, left[node]), sumLeaves(trees, right[node])];
  return { sum: a.sum + b.sum, leaves: a.leaves + b.leaves };
}

/** Gives the way to say what a node asks. */
function openQuestions(trees: TreesArtifact, infos: readonly FeatureInfo[]): (node: number) => Asked {
  const { features, feature, levels, threshold, missingLeft } = trees;
  return (node) => {
    const j = feature[node];
    const info: FeatureInfo | undefined = infos[j];
    if (levels[j] > 0) return ofLevels(trees, node, info);
    if (threshold[node] === Infinity) return [{ factor: features[j], ask: 'known' }, true];
    const named = { factor: features[j], ...missingGoes(info, missingLeft[node] === 1), ask: 'at most' } as const;
    if (info?.toDate) return [{ ...named, limit: info.toDate(threshold[node]), date: true }, true];
    return [{ ...named, limit: threshold[node] }, true];
  };
}

/** Asks for the side that has fewer levels. */
function ofLevels(trees: TreesArtifact, node: number, info: FeatureInfo | undefined): Asked {
  const { features, feature, levels, bits, set, missingLeft } = trees;
  const j = feature[node];
  const names = info?.levels ?? [];
  const goes = Array.from({ length: levels[j] }, (_, code) => (bits[set[node] + (code >> 5)] >>> (code & 31)) & 1);
  const toLeft = goes.filter((each) => each === 1).length;
  const isLeft = 2 * toLeft <= levels[j];
  const named = goes.flatMap((each, code) => (each === Number(isLeft) ? [names[code] ?? String(code)] : []));
  if (named.length === 0) return [{ factor: features[j], ask: 'known' }, !isLeft];
  const missing = missingGoes(info, (missingLeft[node] === 1) === isLeft);
  const shown = named.slice(0, maxLevels);
  return [{ factor: features[j], ...missing, ask: 'is', levels: shown, more: named.length - shown.length }, isLeft];
}

function missingGoes(info: FeatureInfo | undefined, yes: boolean): { missing?: 'yes' | 'no' } {
  if (!info?.keepsMissing) return {};
  return { missing: yes ? 'yes' : 'no' };
}

/** One measurement: the number of the case's unit, and by how many megabytes memory grew, where that was seen. */
export interface Measure {
  value: number;
  megabytes?: number;
  /** What computed, or anything else worth a word. */
  note?: string;
}

/** What is promised: of the ratio ours / theirs, or of our value itself; and by how many megabytes memory may grow. */
interface BenchTarget {
  of?: 'ratio' | 'value';
  limit?: number;
  better?: 'lower' | 'higher';
  megabytes?: number;
}

/** A thing to measure, ours and, where there is one, theirs. */
export interface Case {
  name: string;
  unit: 's' | 'rows/s' | 'tokens/s' | 'KB gz' | 'x';
  /** What theirs is, in a word or two. */
  against: string | null;
  target?: BenchTarget;
  ours(): Promise<Measure>;
  theirs?(): Promise<Measure>;
}

/** A case measured: medians of all rounds. */
export interface Outcome {
  name: string;
  unit: Case['unit'];
  against: string | null;
  ours: number | null;
  theirs: number | null;
  ratio: number | null;
  megabytes: number | null;
  theirMegabytes: number | null;
  target: string | null;
  met: boolean | null;
  note?: string;
  rounds: { ours: Measure[]; theirs: Measure[] };
}

/** Measures ours and theirs in turn, so that both meet the same moments of the machine. */
export async function measure(each: Case, rounds: number): Promise<Outcome> {
  const taken: Outcome['rounds'] = { ours: [], theirs: [] };
  const failed: string[] = [];
  const take = async (into: Measure[], work: () => Promise<Measure>) => {
    try {
      into.push(await work());
    } catch (error) {
      failed.push(
        error instanceof Error
          ? (error.message.split('\n').find((line) => line.includes('rror')) ?? error.message)
          : String(error),
      );
    }
  };
  for (let round = 0; round < rounds && failed.length === 0; round++) {
    await take(taken.ours, each.ours);
    if (each.theirs) await take(taken.theirs, each.theirs);
  }
  const ours = median(taken.ours.map(({ value }) => value));
  const theirs = median(taken.theirs.map(({ value }) => value));
  const ratio = ours !== null && theirs !== null ? ours / theirs : null;
  const megabytes = median(taken.ours.flatMap(({ megabytes }) => megabytes ?? []));
  const note = failed[0] ?? taken.ours.at(-1)?.note;
  return {
    name: each.name,
    unit: each.unit,
    against: each.against,
    ours,
    theirs,
    ratio,
    megabytes,
    theirMegabytes: median(taken.theirs.flatMap(({ megabytes }) => megabytes ?? [])),
    target: targetText(each.target),
    met: isMet(each.target, each.target?.of === 'value' ? ours : ratio, megabytes),
    ...(note ? { note } : {}),
    rounds: taken,
  };
}

function targetText(target: BenchTarget | undefined): string | null {
  if (!target) return null;
  const { limit, better, megabytes } = target;
  return [
    ...(limit === undefined ? [] : [`${better === 'higher' ? '≥' : '≤'} ${limit}`]),
    ...(megabytes === undefined ? [] : [`below ${Math.round(megabytes)} MB`]),
  ].join(', ');
}

/** null where nothing is promised, or what would tell was not measured. */
function isMet(target: BenchTarget | undefined, value: number | null, grown: number | null): boolean | null {
  if (!target) return null;
  const { limit, better, megabytes } = target;
  const checks = [
    ...(limit === undefined ? [] : [value === null ? null : better === 'higher' ? value >= limit : value <= limit]),
    ...(megabytes === undefined || grown === null ? [] : [grown < megabytes]),
  ];
  return checks.length === 0 || checks.includes(null) ? null : checks.every(Boolean);
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

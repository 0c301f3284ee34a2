import { formatMessage } from '../../base/messages.ts';
import type { Report } from '../../contract/result/result.ts';
import type { Format } from '../../locales/format.ts';
import { texts } from '../../locales/locale.ts';
import { together } from '../i18n/together.ts';
import type { Part } from '../../locales/text-parts.ts';
import { amount } from '../i18n/amount.ts';

/** What a result says in plain words: the sentence, what more the rows tell, and what must be known beside it. */
export interface Verdict {
  sentence: Part[];
  more: string;
  cautions: string[];
}

/** Says what a model comes to. `misses` = half and nine tenths of the rows are off by less, where the rows are at hand. */
export function resultSentence(report: Report, misses: { half: number; nine: number } | null, format: Format): Verdict {
  const t = texts(format.lang).results.verdict;
  const { metrics, baseline, target } = report;
  const cautions = [
    ...(report.evaluatedOn === 'train' ? [t.onTraining] : []),
    ...(report.units === 'scaled' ? [t.scaled(target)] : []),
    ...report.notices
      .filter(isGrave)
      .map(({ code, params }) => together(formatMessage(code, params, format.lang), format.lang)),
  ];
  if (!metrics || !baseline) return { sentence: [], more: '', cautions };
  if (metrics.kind === 'regression' && baseline.kind === 'regression') {
    const write = (value: number) => amount(value, format);
    const explains = metrics.r2 > 0.005 ? t.explains.bind(null, format.percent(metrics.r2)) : t.explainsNothing;
    const sentence = explains(target, write(metrics.mae), write(baseline.mae));
    const more = misses ? t.misses(write(misses.half), write(misses.nine)) : '';
    return { sentence, more, cautions };
  }
  if (metrics.kind === 'classification' && baseline.kind === 'classification') {
    const onTest = report.evaluatedOn === 'test';
    const [share, base] = [format.percent(metrics.accuracy), format.percent(baseline.accuracy)];
    const sentence = t.right(share, onTest, constantAnswer(baseline.confusion), base);
    return { sentence, more: foundPhrase(metrics.confusion, format), cautions };
  }
  if (metrics.kind === 'multi-label' && baseline.kind === 'multi-label') {
    const base = format.percent(baseline.exactMatch);
    const sentence = t.allRight(format.percent(metrics.exactMatch), report.evaluatedOn === 'test', base);
    return { sentence, more: '', cautions };
  }
  return { sentence: [], more: '', cautions };
}

/** Whether a notice says that the model is not the one that was to be. */
export function isGrave({ code }: Report['notices'][number]): boolean {
  return code === 'train.rolled-back';
}

/** The one class that a baseline always answers. */
export function constantAnswer({ labels, matrix }: { labels: string[]; matrix: number[][] }): string {
  const sums = labels.map((_, k) => matrix.reduce((sum, row) => sum + (row[k] ?? 0), 0));
  return labels[sums.indexOf(Math.max(...sums))] ?? '';
}

/** Says what share of each class is found, or of many classes which one is found least. */
function foundPhrase({ labels, matrix }: { labels: string[]; matrix: number[][] }, format: Format): string {
  const t = texts(format.lang).results.verdict;
  const shares = labels.flatMap((label, k) => {
    const rows = (matrix[k] ?? []).reduce((sum, count) => sum + count, 0);
    return rows > 0 ? [{ label, share: (matrix[k]?.[k] ?? 0) / rows }] : [];
  });
  const [worst] = [...shares].sort((a, b) => a.share - b.share);
  if (!worst) return '';
  if (shares.length > 3) return t.worst(worst.label, format.percent(worst.share));
  return t.finds(format.list(shares.map(({ label, share }) => t.find(format.percent(share), label))));
}

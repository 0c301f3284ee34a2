import { formatMessage } from '../../base/messages.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import { optionProblem } from '../i18n/option-texts.ts';
import { texts } from '../../locales/locale.ts';
import type { Part } from '../../locales/text-parts.ts';
import { amount } from '../i18n/amount.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Runs } from '../state/runs.svelte.ts';
import type { Problem, Session } from '../state/session.svelte.ts';
import { timeLeft, type RunTrace } from '../state/run-trace.ts';
import { modelLabel, optionIn } from '../i18n/model-name.ts';

/** Says in one sentence what will happen, is happening, happened, or why nothing can. */
export function sentenceFor(session: Session, runs: Runs, preferences: Preferences): Part[] {
  const { lang } = preferences;
  const words = texts(lang).shell.sentence;
  const run = runs.state;
  if (run.status === 'running') return whileRunning(run.trace, preferences);
  if (session.problem) return cannot(session.problem, session, preferences);
  if (session.asRun || session.view === null) {
    if (run.status === 'done') return resultParts(run.result, preferences);
    if (run.status === 'stopped') return words.stopped();
    if (run.status === 'failed') return words.failed(formatMessage(run.error.code, run.error.params, lang).message);
  }
  const { kept, target } = session;
  const model = modelInText(session.modelType, preferences);
  if (kept && session.decidedTask === 'generation') {
    const { train, test } = kept.max;
    if (session.learning) return words.readyToLearnWriting(model, train, test, kept.exact);
    return words.readyToWrite(session.factors.length, model, kept.max.train, kept.exact);
  }
  if (!kept || !target) return words.empty();
  const { train, test } = kept.max;
  return words.ready(target.name, session.factors.length, model, train, test, kept.exact);
}

function cannot(problem: Problem, session: Session, preferences: Preferences): Part[] {
  const { lang } = preferences;
  const words = texts(lang).shell.sentence;
  switch (problem.why) {
    case 'no-data':
      return words.empty();
    case 'reading': {
      const { reading } = session;
      return words.reading(reading.status === 'busy' && reading.total > 0 ? reading.done / reading.total : 0);
    }
    case 'read-failed':
      return words.readFailed(formatMessage(problem.error.code, problem.error.params, lang).message);
    case 'no-target':
      return words.noTarget();
    case 'no-factors':
      return words.noFactors();
    case 'no-model':
      return words.noModel(session.target?.name ?? '');
    case 'option':
      return words.option(
        optionIn(session.modelType, problem.field, lang).label,
        modelInText(session.modelType, preferences),
        optionProblem(problem.field, problem.value, lang),
        `model:option-${problem.field.name}`,
      );
    case 'seed':
      return words.seed();
    case 'share':
      return words.share();
    case 'too-few':
      return words.tooFew(problem.rows);
  }
}

function whileRunning(trace: RunTrace, preferences: Preferences): Part[] {
  const { lang, format } = preferences;
  const words = texts(lang).shell;
  const model = modelInText(trace.plan.modelType, preferences);
  const target = trace.plan.target ?? '';
  const { stage, progress } = trace;
  if (stage === 'postprocess' && progress?.unit === 'rows') {
    return words.sentence.asking(model, progress.done, progress.total);
  }
  if (stage === 'train' && progress?.unit === 'bytes') {
    return words.sentence.downloading(model, format.bytes(progress.done), format.bytes(progress.total));
  }
  if (trace.plan.task === 'generation' && !(stage === 'train' && progress?.unit === 'iterations')) {
    return words.sentence.stageWriting(model, stage === 'postprocess' ? null : words.stages[stage ?? 'read']);
  }
  if (stage === null) return words.sentence.stage(model, target, words.stages.read);
  if (stage !== 'train' || !progress) return words.sentence.stage(model, target, words.stages[stage]);
  const left = timeLeft(trace, Date.now());
  const unit = words.units[progress.unit];
  return words.sentence.progress(
    model,
    target,
    unit,
    progress.done,
    progress.total,
    left === null ? null : format.duration(left),
  );
}

/** Says what a run came to, beside always giving the same answer. */
function resultParts(result: TrainResult, { lang, format }: Preferences): Part[] {
  const words = texts(lang).shell.sentence;
  const onTest = result.evaluatedOn === 'test';
  const { metrics, baseline, target } = result;
  if (!metrics || !baseline) return words.wrote(result.predictions.length);
  if (metrics.kind === 'regression' && baseline.kind === 'regression') {
    const off = amount(metrics.mae, format);
    const always = amount(baseline.mae, format);
    if (metrics.r2 <= 0.005) return words.worseThanMean(target, off, always);
    return words.regression(format.percent(metrics.r2), target, off, always, onTest);
  }
  if (metrics.kind === 'classification' && baseline.kind === 'classification') {
    return words.classification(format.percent(metrics.accuracy), target, format.percent(baseline.accuracy), onTest);
  }
  if (metrics.kind === 'language-model' && baseline.kind === 'language-model') {
    return words.foretold(format.short(metrics.perplexity, 3), format.short(baseline.perplexity, 3), onTest);
  }
  if (metrics.kind === 'multi-label' && baseline.kind === 'multi-label') {
    return words.classification(
      format.percent(metrics.exactMatch),
      target,
      format.percent(baseline.exactMatch),
      onTest,
    );
  }
  return [];
}

/** A label begins with a capital, the middle of a sentence does not; an acronym stays as it is. */
function modelInText(modelType: string, { lang }: Preferences): string {
  const label = modelLabel(modelType, lang);
  return /^[A-Z][a-z]+\b(?! [A-Z])/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { notice } from '../../base/notice.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter } from '../../contract/model/adapter.ts';
import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { requireClasses, requireTexts } from '../samples.ts';
import { countGrams } from './counts.ts';
import { fitOneVsRest, fitSoftmax } from './fits.ts';
import type { textClassifier } from './meta.ts';
import { toTextSettings } from './settings.ts';
import { inverseDocumentFrequency, weighPresence, weighTfIdf } from './weigh.ts';

/** Terms times scores that one model may have: beyond it only the most frequent terms are kept. */
const maxCoefficients = 2e7;

/** Logistic regression over TF-IDF n-grams, or over their presence and naive Bayes ratios (NBSVM), in float64. */
export const adapter: Adapter<typeof textClassifier> = {
  async fit(samples, options, run) {
    throwIfStopped(run);
    const texts = requireTexts(samples);
    const classes = samples.labelMatrix ? (samples.classes ?? []) : requireClasses(samples);
    const { views, freedom, method, lowercase, sublinear_tf: sublinear, ...given } = toTextSettings(options);
    const { rows } = samples.features;
    const max = Math.floor(maxCoefficients / classes.length);
    const keeping = { ...given, max_features: Math.min(given.max_features ?? Infinity, max) };
    const counted = await countGrams(texts, rows, views, lowercase, keeping, run);
    if (counted.terms.length === 0) throw new AppError('train.no-terms', { texts: rows, terms: counted.found });

    const problem = { rows: counted.rows, samples, classWeight: given.class_weight };
    const solving = { C: freedom, maxIter: given.max_iter, tol: given.tol };
    const idf = method === 'nbsvm' ? new Float64Array(0) : inverseDocumentFrequency(counted.documents, rows);
    if (method === 'nbsvm') weighPresence(counted.rows);
    else weighTfIdf(counted.rows, idf, sublinear);
    const fit =
      method === 'logistic' && !samples.labelMatrix
        ? await fitSoftmax(problem, solving, run)
        : await fitOneVsRest(problem, method, solving, run);
    const cut = counted.found > max && (given.max_features ?? Infinity) > max;
    const artifact: NgramArtifact = {
      form: 'ngram',
      views: views.map((view, v) => ({ ...view, terms: counted.sizes[v] })),
      lowercase,
      weighting: method === 'nbsvm' ? 'presence' : 'tfidf',
      sublinear,
      terms: counted.terms,
      idf,
      coefficients: fit.coefficients,
      intercepts: fit.intercepts,
      classes: [...classes],
      link: samples.labelMatrix ? 'labels' : method === 'nbsvm' && classes.length > 2 ? 'one-vs-rest' : 'softmax',
    };
    return {
      artifact,
      engine: usedEngine('cpu', [phrase('engine.optimum', {})]),
      notices: [
        ...(cut ? [notice('train.terms-cut', { found: counted.found, kept: counted.terms.length }, 'warning')] : []),
        ...(fit.converged ? [] : [notice('train.not-converged', { iterations: fit.iterations }, 'warning')]),
      ],
    };
  },
};

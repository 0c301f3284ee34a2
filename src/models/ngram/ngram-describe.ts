import type { Description } from '../../contract/model/family.ts';
import type { NgramArtifact } from '../../contract/model/ngram-artifact.ts';
import { classWords } from './ngram-class-words.ts';

/** Terms listed for and against each class: `maxTerms`, of many classes fewer, so that a report stays small. */
const [minTerms, maxTerms, maxInAll] = [5, 30, 3000];

/** Gives the terms that speak most for and against each class. */
export function describeNgram(artifact: NgramArtifact): Description {
  const share = Math.floor(maxInAll / artifact.classes.length);
  return { words: classWords(artifact, Math.max(minTerms, Math.min(maxTerms, share))) };
}

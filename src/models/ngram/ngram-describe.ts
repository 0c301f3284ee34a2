import type { Artifact } from '../../contract/model/artifact.ts';
import type { TrainResult } from '../../contract/result/result.ts';
import { wordsOf } from './ngram-class-words.ts';

/** How many terms are told for and against each class: of many classes fewer, so that a report stays small. */
const [fewest, most, all] = [5, 30, 3000];

/** Gives the terms that decide in a model of texts; nothing for other forms. */
export function wordsFor(artifact: Artifact): Pick<TrainResult, 'words'> {
  if (artifact.form !== 'ngram') return {};
  const share = Math.floor(all / artifact.classes.length);
  return { words: wordsOf(artifact, Math.max(fewest, Math.min(most, share))) };
}

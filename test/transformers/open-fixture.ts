import type { Weights } from '../../src/networks/tensor.ts';
import { planOf, readConfig } from '../../src/transformers/config.ts';
import { readSafetensors } from '../../src/transformers/safetensors.ts';
import { openTokenizer, type TextTokenizer } from '../../src/transformers/tokenizer.ts';
import { weightsFor } from '../../src/transformers/weights.ts';
import { fixtureBytes, fixtureJson } from './fixture.ts';
import type { EncoderPlan } from '../../src/networks/encoder-spec.ts';

/** Opens the fixture's tokenizer. */
export function fixtureTokenizer(): TextTokenizer {
  return openTokenizer(fixtureJson('tokenizer.json'), fixtureJson('tokenizer_config.json'), 0);
}

/** Reads the fixture's plan and weights. */
export function fixtureModel(): { plan: EncoderPlan; weights: Map<string, Weights> } {
  const { plan } = planOf(readConfig(fixtureJson('config.json')), 2);
  return { plan, weights: weightsFor(plan, readSafetensors('model.safetensors', fixtureBytes('model.safetensors'))) };
}

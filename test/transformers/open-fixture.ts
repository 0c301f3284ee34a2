import type { PlainTensor } from '../../src/networks/tensor.ts';
import { toEncoderSpec, readConfig } from '../../src/transformers/config.ts';
import { readSafetensors } from '../../src/transformers/safetensors.ts';
import { openTokenizer, type TextTokenizer } from '../../src/transformers/tokenizer.ts';
import { weightsFor } from '../../src/transformers/weights.ts';
import { fixtureBytes, fixtureJson } from './fixture.ts';
import type { EncoderSpec } from '../../src/networks/encoder-spec.ts';

/** Opens the fixture's tokenizer. */
export function fixtureTokenizer(): TextTokenizer {
  return openTokenizer(fixtureJson('tokenizer.json'), fixtureJson('tokenizer_config.json'), 0);
}

/** Reads the fixture's plan and weights. */
export function fixtureModel(): { plan: EncoderSpec; weights: Map<string, PlainTensor> } {
  const { spec } = toEncoderSpec(readConfig(fixtureJson('config.json')), 2);
  return {
    plan: spec,
    weights: weightsFor(spec, readSafetensors('model.safetensors', fixtureBytes('model.safetensors'))),
  };
}

import type { OptionsOf } from '../../contract/request/options.ts';
import type { huggingfaceText } from './meta.ts';
import type { Tuning } from './tune.ts';

/** What is trained of a model. */
export type Train = 'none' | 'head' | 'last_layer' | 'lora' | 'full';

/** The options of one fit, in words of the code. */
export interface Settings {
  model: string;
  host: string;
  files: readonly Blob[];
  train: Train;
  batchSize: number;
  maxLength: number | null;
  /** MB. */
  memory: number | null;
  C: number;
  seed: number;
  tuning: Record<'last_layer' | 'lora' | 'full', Omit<Tuning, 'job' | 'seed'>>;
}

/** Usual rates: small where all of a model moves, larger where little does. */
const rates = { last_layer: 5e-4, lora: 5e-4, full: 5e-5 };

/** Reads checked options. */
export function readSettings(given: OptionsOf<typeof huggingfaceText>, seed: number): Settings {
  const tuningAt = (mode: keyof typeof rates) => ({
    epochs: given.epochs,
    rate: given.learning_rate ?? rates[mode],
    weightDecay: given.weight_decay,
    warmup: given.warmup,
    validation: given.validation_fraction,
  });
  return {
    model: given.model_name.trim(),
    host: given.model_host.trim(),
    files: given.model_files,
    train: given.train,
    batchSize: given.batch_size,
    maxLength: given.max_length,
    memory: given.max_memory,
    C: given.C,
    seed: given.random_state ?? seed,
    tuning: { last_layer: tuningAt('last_layer'), lora: tuningAt('lora'), full: tuningAt('full') },
  };
}

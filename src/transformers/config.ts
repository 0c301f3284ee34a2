import * as v from 'valibot';
import { AppError } from '../base/errors.ts';
import type { BlockNames, EncoderSpec } from '../networks/encoder-spec.ts';

const Whole = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What is read of `config.json`; every other key is kept as it is. */
const Config = v.looseObject({
  model_type: v.string(),
  architectures: v.optional(v.nullable(v.array(v.string()))),
  id2label: v.optional(v.record(v.string(), v.string())),
  num_labels: v.optional(Whole),
  problem_type: v.optional(v.nullable(v.string())),
  vocab_size: v.optional(Whole),
  max_position_embeddings: v.optional(Whole),
  pad_token_id: v.optional(v.nullable(v.number())),
  layer_norm_eps: v.optional(v.number()),
  dim: v.optional(Whole),
  hidden_dim: v.optional(Whole),
  n_layers: v.optional(Whole),
  n_heads: v.optional(Whole),
  activation: v.optional(v.string()),
  hidden_size: v.optional(Whole),
  intermediate_size: v.optional(Whole),
  num_hidden_layers: v.optional(Whole),
  num_attention_heads: v.optional(Whole),
  hidden_act: v.optional(v.string()),
  position_embedding_type: v.optional(v.nullable(v.string())),
  n_positions: v.optional(Whole),
  n_embd: v.optional(Whole),
  n_layer: v.optional(Whole),
  n_head: v.optional(Whole),
  n_inner: v.optional(v.nullable(Whole)),
  layer_norm_epsilon: v.optional(v.number()),
  activation_function: v.optional(v.string()),
  eos_token_id: v.optional(v.nullable(v.number())),
});

/** A model's `config.json`, checked as far as it is used. */
export type ModelConfig = v.InferOutput<typeof Config>;

/** The encoders that can be trained here. */
const families = {
  distilbert: 'distilbert',
  bert: 'bert',
  roberta: 'roberta',
  'xlm-roberta': 'roberta',
  camembert: 'roberta',
} as const;
const activations = { gelu: 'gelu', gelu_new: 'gelu_new', gelu_pytorch_tanh: 'gelu_new', relu: 'relu' } as const;

/** Reads `config.json`. @throws AppError `model.bad-content` */
export function readConfig(content: unknown): ModelConfig {
  const parsed = v.safeParse(Config, content, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const problem = `${v.getDotPath(parsed.issues[0]) ?? 'the file'}: ${parsed.issues[0].message}`;
  throw new AppError('model.bad-content', { member: 'config.json', problem });
}

/** Gives the names of a model's outputs in their order. */
export function outputNames({ id2label, num_labels = 2 }: ModelConfig): string[] {
  if (!id2label) return Array.from({ length: num_labels }, (_, i) => `LABEL_${i}`);
  return Object.keys(id2label)
    .map(Number)
    .sort((a, b) => a - b)
    .map((id) => id2label[id]);
}

/** Is true when several labels of a text may be right at once. */
export function isMultiLabel({ problem_type: problem }: ModelConfig): boolean {
  return problem === 'multi_label_classification';
}

/**
 * Makes sure that a model classifies texts as it stands.
 * @throws AppError `model.unsupported-architecture`
 */
export function checkClassifier({ model_type: type, architectures }: ModelConfig): void {
  const classifies = architectures?.some((name) => name.endsWith('ForSequenceClassification')) ?? false;
  if (!classifies) throw unsupported(architectures?.[0] ?? type);
}

/** Checks that a model continues texts. @throws AppError `model.not-a-writer` */
export function checkCausalLm({ model_type: type, architectures }: ModelConfig): void {
  const writes = architectures?.some((name) => /(ForCausalLM|LMHeadModel)$/.test(name)) ?? true;
  if (!writes) throw new AppError('model.not-a-writer', { architecture: architectures?.[0] ?? type });
}

/** Gives how many tokens a language model takes, prompt and answer together. */
export function contextLength({ max_position_embeddings: positions, n_positions: old }: ModelConfig): number {
  return positions ?? old ?? 1024;
}

/** Gives a config with new labels, for a head that was learned here; `several`: a text may have several of them. */
export function withLabels(
  config: ModelConfig,
  labels: readonly string[],
  architecture: string,
  several: boolean,
): ModelConfig {
  const { num_labels: _, ...rest } = config;
  return {
    ...rest,
    architectures: [architecture],
    id2label: Object.fromEntries(labels.map((label, id) => [String(id), label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
    problem_type: several ? 'multi_label_classification' : 'single_label_classification',
    torch_dtype: 'float32',
  };
}

/**
 * Makes the specification of an encoder with a head for `labels` labels.
 * @throws AppError `model.unsupported-architecture`
 */
export function toEncoderSpec(config: ModelConfig, labels: number): { spec: EncoderSpec; architecture: string } {
  const { model_type: type } = config;
  const family = Object.hasOwn(families, type) ? families[type as keyof typeof families] : null;
  if (!family) throw unsupported(config.architectures?.[0] ?? type);
  const [width, heads, layers, inner, activation] =
    family === 'distilbert'
      ? [config.dim, config.n_heads, config.n_layers, config.hidden_dim, config.activation]
      : [
          config.hidden_size,
          config.num_attention_heads,
          config.num_hidden_layers,
          config.intermediate_size,
          config.hidden_act,
        ];
  const act = activation ?? 'gelu';
  const positions = config.max_position_embeddings ?? 512;
  if (!width || !heads || !layers || width % heads !== 0) throw unsupported(`${type} of an unknown size`);
  if (!Object.hasOwn(activations, act)) throw unsupported(`${type} with the activation ${act}`);
  if ((config.position_embedding_type ?? 'absolute') !== 'absolute') {
    throw unsupported(`${type} with positions that are ${config.position_embedding_type}`);
  }
  // RoBERTa's table of positions begins after the padding's own id.
  const firstPosition = family === 'roberta' ? (config.pad_token_id ?? 1) + 1 : 0;
  const spec: EncoderSpec = {
    width,
    heads,
    inner: inner ?? 4 * width,
    vocabulary: config.vocab_size ?? 30522,
    positions: positions - firstPosition,
    firstPosition,
    epsilon: family === 'distilbert' ? 1e-12 : (config.layer_norm_eps ?? 1e-12),
    activation: activations[act as keyof typeof activations],
    labels,
    names: parameterNames(family, layers),
    poolerActivation: family === 'distilbert' ? 'relu' : 'tanh',
  };
  return { spec, architecture: architectureName(type) };
}

function architectureName(type: string): string {
  const words: Record<string, string> = {
    distilbert: 'DistilBert',
    bert: 'Bert',
    roberta: 'Roberta',
    'xlm-roberta': 'XLMRoberta',
    camembert: 'Camembert',
  };
  return `${words[type]}ForSequenceClassification`;
}

function parameterNames(family: 'distilbert' | 'bert' | 'roberta', layers: number): EncoderSpec['names'] {
  const numbers = Array.from({ length: layers }, (_, i) => i);
  if (family === 'distilbert') {
    return {
      words: 'distilbert.embeddings.word_embeddings',
      positions: 'distilbert.embeddings.position_embeddings',
      segments: null,
      embeddingNorm: 'distilbert.embeddings.LayerNorm',
      blocks: numbers.map((i): BlockNames => {
        const block = `distilbert.transformer.layer.${i}`;
        return {
          query: `${block}.attention.q_lin`,
          key: `${block}.attention.k_lin`,
          value: `${block}.attention.v_lin`,
          out: `${block}.attention.out_lin`,
          attentionNorm: `${block}.sa_layer_norm`,
          up: `${block}.ffn.lin1`,
          down: `${block}.ffn.lin2`,
          outputNorm: `${block}.output_layer_norm`,
        };
      }),
      pooler: 'pre_classifier',
      classifier: 'classifier',
    };
  }
  return {
    words: `${family}.embeddings.word_embeddings`,
    positions: `${family}.embeddings.position_embeddings`,
    segments: `${family}.embeddings.token_type_embeddings`,
    embeddingNorm: `${family}.embeddings.LayerNorm`,
    blocks: numbers.map((i): BlockNames => {
      const block = `${family}.encoder.layer.${i}`;
      return {
        query: `${block}.attention.self.query`,
        key: `${block}.attention.self.key`,
        value: `${block}.attention.self.value`,
        out: `${block}.attention.output.dense`,
        attentionNorm: `${block}.attention.output.LayerNorm`,
        up: `${block}.intermediate.dense`,
        down: `${block}.output.dense`,
        outputNorm: `${block}.output.LayerNorm`,
      };
    }),
    pooler: family === 'bert' ? 'bert.pooler.dense' : 'classifier.dense',
    classifier: family === 'bert' ? 'classifier' : 'classifier.out_proj',
  };
}

function unsupported(architecture: string): AppError {
  return new AppError('model.unsupported-architecture', {
    architecture,
    known: 'DistilBERT, BERT, RoBERTa, XLM-RoBERTa, CamemBERT',
  });
}

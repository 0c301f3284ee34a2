/** What is right for texts: a label's number for each, or (bytes) 1 for the labels it has, texts x labels. */
export type LabelTargets = Int32Array | Uint8Array;

/** The names of one block of an encoder, without `.weight` and `.bias`. */
export interface BlockNames {
  query: string;
  key: string;
  value: string;
  out: string;
  attentionNorm: string;
  up: string;
  down: string;
  outputNorm: string;
}

/** How an encoder with a classification head is computed, and what Hugging Face calls its tensors. */
export interface EncoderSpec {
  width: number;
  heads: number;
  inner: number;
  vocabulary: number;
  /** Most tokens of a text. */
  positions: number;
  /** The place of the first token in the table of positions. */
  firstPosition: number;
  epsilon: number;
  activation: 'gelu' | 'gelu_new' | 'relu';
  labels: number;
  /** A base model comes without a head: it starts from random numbers. */
  names: {
    words: string;
    positions: string;
    /** Segment embeddings, of which a single text uses the first. */
    segments: string | null;
    embeddingNorm: string;
    blocks: readonly BlockNames[];
    /** From the first token's state to the head's features. */
    pooler: string;
    classifier: string;
  };
  poolerActivation: 'relu' | 'tanh';
}

/** Texts as a model takes them: the ids of each, special tokens included, not padded. */
export type TokenRows = readonly Int32Array[];

/** A file of a model's folder, as Hugging Face lays it out; `path` such as `config.json` or `onnx/model.onnx`. */
export interface ModelFile {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A transformer that classifies texts: its folder, and what its outputs mean here. */
export interface TransformerArtifact {
  form: 'transformer';
  /** config.json, the tokenizer's files, and `model.safetensors` or `onnx/model.onnx`: a folder that `from_pretrained` reads. */
  files: readonly ModelFile[];
  /** The class names of the data, in code order. */
  classes: readonly string[];
  /** Which of the model's labels each class means: one; of a multi-label model any number. Empty where there are no classes. */
  outputs: readonly (readonly number[])[];
  /** Each class is right or wrong by itself: a text may have several, or none. */
  several?: boolean;
  /** Most tokens of a text, special ones included. */
  maxLength: number;
}

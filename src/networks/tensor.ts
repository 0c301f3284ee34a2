/** A tensor of a safetensors file: row-major float32. */
export interface Weights {
  shape: readonly number[];
  data: Float32Array<ArrayBuffer>;
}

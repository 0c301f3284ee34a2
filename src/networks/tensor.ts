/** A tensor of a safetensors file: row-major float32. */
export interface PlainTensor {
  shape: readonly number[];
  data: Float32Array<ArrayBuffer>;
}

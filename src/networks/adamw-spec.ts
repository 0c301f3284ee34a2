/** One step of AdamW (Loshchilov and Hutter, 2019) as PyTorch has it. Biases and norms are not decayed. */
export interface AdamW {
  rate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** The gradient's largest norm, or null. */
  clip: number | null;
}

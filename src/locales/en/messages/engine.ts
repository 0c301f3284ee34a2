import type { Message } from '../../message.ts';

/** Says what computes and why, in parts of a sentence: no capital, no full stop. */
export const engine = {
  'engine.simd': { message: 'WASM SIMD' },
  'engine.simd-2': { message: 'WASM SIMD, two workers' },
  'engine.simd-relaxed': { message: 'WASM relaxed SIMD' },
  'engine.simd-relaxed-2': { message: 'WASM relaxed SIMD, two workers' },
  'engine.webgpu': { message: 'WebGPU' },
  'engine.webgl': { message: 'WebGL' },
  'engine.wasm': { message: 'TF.js WASM' },
  'engine.cpu': { message: 'TF.js CPU' },

  'engine.fastest': { message: '{engine}, {ms} ms a step, agrees' },
  'engine.timed': { message: '{engine}, {ms} ms a step' },
  'engine.refused': { message: '{engine}: {why}' },
  'engine.asked-for': { message: 'as asked for' },
  'engine.first': { message: '{engine}, the first that works here' },

  'engine.least-squares': { message: 'least squares is solved exactly, in float64' },
  'engine.optimum': { message: 'the optimum is found to convergence, in float64' },
  'engine.trees': { message: 'trees are grown on histograms, in float64, by the SIMD kernel' },
  'engine.decoder': { message: 'the transformer is trained in float32 by the SIMD kernel' },
  'engine.token-by-token': { message: 'plain JavaScript, token by token: the model is used as it is' },
  'engine.as-it-is': { message: '{library} on WebAssembly: the model is used as it is' },
  'engine.server': { message: 'answered by {host}: nothing is computed here' },

  'engine.off': { message: 'it is off by {share}' },
  'engine.not-finite': { message: 'it gave a value that is not finite' },
  'engine.lacking': { message: 'this browser lacks it' },
  'engine.unknown': { message: 'it is none of the engines' },
  'engine.failed-before': { message: 'it failed before' },
  'engine.broke': { message: '{detail}' },
  'engine.no-webgpu': { message: 'there is no WebGPU adapter' },
  'engine.no-webgl': { message: 'there is no WebGL 2' },
  'engine.no-canvas': { message: 'there is no OffscreenCanvas' },
  'engine.software': { message: '{engine} is drawn in software ({renderer})' },
  'engine.half': { message: 'WebGL has 16-bit numbers only here' },
  'engine.lost': { message: 'its device was lost' },
  'engine.not-isolated': { message: 'the page is not cross-origin isolated' },
  'engine.no-second-worker': { message: 'a second worker does not start' },
} as const satisfies Record<`engine.${string}`, Message>;

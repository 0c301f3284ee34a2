import type { Sentence } from './sentence.ts';

/** Says what computes and why, in parts of a sentence: no capital, no full stop. */
export const engine = {
  'engine.simd': { en: { message: 'WASM SIMD' }, zh: { message: 'WASM SIMD' } },
  'engine.simd-2': { en: { message: 'WASM SIMD, two workers' }, zh: { message: 'WASM SIMD（两个 worker）' } },
  'engine.simd-relaxed': { en: { message: 'WASM relaxed SIMD' }, zh: { message: 'WASM relaxed SIMD' } },
  'engine.simd-relaxed-2': {
    en: { message: 'WASM relaxed SIMD, two workers' },
    zh: { message: 'WASM relaxed SIMD（两个 worker）' },
  },
  'engine.webgpu': { en: { message: 'WebGPU' }, zh: { message: 'WebGPU' } },
  'engine.webgl': { en: { message: 'WebGL' }, zh: { message: 'WebGL' } },
  'engine.wasm': { en: { message: 'TF.js WASM' }, zh: { message: 'TF.js WASM' } },
  'engine.cpu': { en: { message: 'TF.js CPU' }, zh: { message: 'TF.js CPU' } },

  'engine.fastest': {
    en: { message: '{engine}, {ms} ms a step, agrees' },
    zh: { message: '{engine}，每步 {ms} 毫秒，结果一致' },
  },
  'engine.timed': { en: { message: '{engine}, {ms} ms a step' }, zh: { message: '{engine}，每步 {ms} 毫秒' } },
  'engine.refused': { en: { message: '{engine}: {why}' }, zh: { message: '{engine}：{why}' } },
  'engine.asked-for': { en: { message: 'as asked for' }, zh: { message: '按您的选择' } },
  'engine.first': { en: { message: '{engine}, the first that works here' }, zh: { message: '{engine}，此处最先可用' } },

  'engine.least-squares': {
    en: { message: 'least squares is solved exactly, in float64' },
    zh: { message: '最小二乘以双精度精确求解' },
  },
  'engine.optimum': {
    en: { message: 'the optimum is found to convergence, in float64' },
    zh: { message: '以双精度求解至最优点收敛' },
  },
  'engine.trees': {
    en: { message: 'trees are grown on histograms, in float64, by the SIMD kernel' },
    zh: { message: '由 SIMD 内核在直方图上以双精度生长决策树' },
  },
  'engine.decoder': {
    en: { message: 'the transformer is trained in float32 by the SIMD kernel' },
    zh: { message: '由 SIMD 内核以单精度训练 Transformer' },
  },
  'engine.token-by-token': {
    en: { message: 'plain JavaScript, token by token: the model is used as it is' },
    zh: { message: '纯 JavaScript 逐词元计算：模型按原样使用' },
  },
  'engine.as-it-is': {
    en: { message: '{library} on WebAssembly: the model is used as it is' },
    zh: { message: '{library}（WebAssembly）：模型按原样使用' },
  },
  'engine.server': {
    en: { message: 'answered by {host}: nothing is computed here' },
    zh: { message: '由 {host} 回答，此处不作计算' },
  },

  'engine.off': { en: { message: 'it is off by {share}' }, zh: { message: '结果相差 {share}' } },
  'engine.not-finite': {
    en: { message: 'it gave a value that is not finite' },
    zh: { message: '算出的值不是有限数' },
  },
  'engine.lacking': { en: { message: 'this browser lacks it' }, zh: { message: '此浏览器不支持' } },
  'engine.unknown': { en: { message: 'it is none of the engines' }, zh: { message: '没有这种引擎' } },
  'engine.failed-before': { en: { message: 'it failed before' }, zh: { message: '先前已失败' } },
  'engine.broke': { en: { message: '{detail}' }, zh: { message: '{detail}' } },
  'engine.no-webgpu': { en: { message: 'there is no WebGPU adapter' }, zh: { message: '没有 WebGPU 适配器' } },
  'engine.no-webgl': { en: { message: 'there is no WebGL 2' }, zh: { message: '没有 WebGL 2' } },
  'engine.no-canvas': { en: { message: 'there is no OffscreenCanvas' }, zh: { message: '没有 OffscreenCanvas' } },
  'engine.software': {
    en: { message: '{engine} is drawn in software ({renderer})' },
    zh: { message: '{engine} 由软件模拟（{renderer}）' },
  },
  'engine.half': {
    en: { message: 'WebGL has 16-bit numbers only here' },
    zh: { message: '此处的 WebGL 只有 16 位数' },
  },
  'engine.lost': { en: { message: 'its device was lost' }, zh: { message: '其设备已断开' } },
  'engine.not-isolated': {
    en: { message: 'the page is not cross-origin isolated' },
    zh: { message: '页面未启用跨源隔离' },
  },
  'engine.no-second-worker': {
    en: { message: 'a second worker does not start' },
    zh: { message: '第二个 worker 无法启动' },
  },
} as const satisfies Record<`engine.${string}`, Sentence>;

import type { engine as english } from '../../en/messages/engine.ts';
import type { Translated } from '../../message.ts';

/** Says what computes and why, in parts of a sentence: no capital, no full stop. */
export const engine: Translated<typeof english> = {
  'engine.simd': { message: 'WASM SIMD' },
  'engine.simd-2': { message: 'WASM SIMD（两个 worker）' },
  'engine.simd-relaxed': { message: 'WASM relaxed SIMD' },
  'engine.simd-relaxed-2': { message: 'WASM relaxed SIMD（两个 worker）' },
  'engine.webgpu': { message: 'WebGPU' },
  'engine.webgl': { message: 'WebGL' },
  'engine.wasm': { message: 'TF.js WASM' },
  'engine.cpu': { message: 'TF.js CPU' },

  'engine.fastest': { message: '{engine}，每步 {ms} 毫秒，结果一致' },
  'engine.timed': { message: '{engine}，每步 {ms} 毫秒' },
  'engine.refused': { message: '{engine}：{why}' },
  'engine.asked-for': { message: '按您的选择' },
  'engine.first': { message: '{engine}，此处最先可用' },

  'engine.least-squares': { message: '最小二乘以双精度精确求解' },
  'engine.optimum': { message: '以双精度求解至最优点收敛' },
  'engine.trees': { message: '由 SIMD 内核在直方图上以双精度生长决策树' },
  'engine.decoder': { message: '由 SIMD 内核以单精度训练 Transformer' },
  'engine.token-by-token': { message: '纯 JavaScript 逐词元计算：模型按原样使用' },
  'engine.as-it-is': { message: '{library}（WebAssembly）：模型按原样使用' },
  'engine.server': { message: '由 {host} 回答，此处不作计算' },

  'engine.off': { message: '结果相差 {share}' },
  'engine.not-finite': { message: '算出的值不是有限数' },
  'engine.lacking': { message: '此浏览器不支持' },
  'engine.unknown': { message: '没有这种引擎' },
  'engine.failed-before': { message: '先前已失败' },
  'engine.broke': { message: '{detail}' },
  'engine.no-webgpu': { message: '没有 WebGPU 适配器' },
  'engine.no-webgl': { message: '没有 WebGL 2' },
  'engine.no-canvas': { message: '没有 OffscreenCanvas' },
  'engine.software': { message: '{engine} 由软件模拟（{renderer}）' },
  'engine.half': { message: '此处的 WebGL 只有 16 位数' },
  'engine.lost': { message: '其设备已断开' },
  'engine.not-isolated': { message: '页面未启用跨源隔离' },
  'engine.no-second-worker': { message: '第二个 worker 无法启动' },
};

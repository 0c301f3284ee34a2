import {
  add,
  backend,
  concat1d,
  enableProdMode,
  engine,
  env,
  fill,
  mul,
  setBackend,
  tidy,
} from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import { phrase } from '../base/messages.ts';
import type { Phrase } from '../base/sentence.ts';
import { watchDevice, type Device } from './device.ts';

// No checks of our own code at every operation, and no advertisements in the log.
enableProdMode();

/** A way TF.js computes. */
export type TfjsBackend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** A backend that is up, or `detail`: why it is not. */
type Opened = { ready: true; device: Device } | { ready: false; detail: Phrase };

const loaders: Record<TfjsBackend, () => Promise<Opened>> = { webgpu, webgl, wasm, cpu };
const opened = new Map<TfjsBackend, Promise<Opened>>();

/** Names of software renderers, as drivers and browsers spell them. */
const software = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp/i;
let softwareAllowed = false;

/** Lets software renderers pass, for tests: they show that the code is right, and are the slowest of all. */
export function allowSoftware(): void {
  softwareAllowed = true;
}

/**
 * Loads a backend when it is first asked for and makes it the one that computes.
 * @throws AppError `train.no-engine` where it cannot run, or only as a software renderer
 */
export async function useBackend(name: TfjsBackend): Promise<Device> {
  const opening = opened.get(name) ?? loaders[name]();
  opened.set(name, opening);
  const result = await opening.catch((error: unknown): Opened => ({ ready: false, detail: backendReason(error) }));
  if (!result.ready) throw new AppError('train.no-engine', { engine: name, detail: result.detail });
  await setBackend(name);
  return result.device;
}

/** Drops a backend whose device was lost, with everything on it. */
export function dropBackend(name: TfjsBackend): void {
  opened.set(name, Promise.resolve({ ready: false, detail: phrase('engine.lost', {}) }));
  engine().removeBackend(name);
}

async function webgpu(): Promise<Opened> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { ready: false, detail: phrase('engine.no-webgpu', {}) };
  const { info } = adapter;
  const name = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ');
  const fallback = 'isFallbackAdapter' in info && info.isFallbackAdapter === true;
  if ((fallback || software.test(name)) && !softwareAllowed) {
    return {
      ready: false,
      detail: phrase('engine.software', { engine: 'WebGPU', renderer: name || 'fallback adapter' }),
    };
  }
  await import('@tensorflow/tfjs-backend-webgpu');
  await start('webgpu');
  const { device } = backend() as unknown as { device: GPUDevice };
  const watched = watchDevice();
  void device.lost.then(({ message, reason }) => watched.lose(message || reason || 'the device was lost'));
  return { ready: true, device: watched.device };
}

async function webgl(): Promise<Opened> {
  if (typeof OffscreenCanvas === 'undefined') return { ready: false, detail: phrase('engine.no-canvas', {}) };
  const probe = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!probe) return { ready: false, detail: phrase('engine.no-webgl', {}) };
  const unmasked = probe.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(probe.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : probe.RENDERER));
  probe.getExtension('WEBGL_lose_context')?.loseContext();
  if (software.test(renderer) && !softwareAllowed) {
    return { ready: false, detail: phrase('engine.software', { engine: 'WebGL', renderer }) };
  }
  await import('@tensorflow/tfjs-backend-webgl');
  await start('webgl');
  if (!(await keepsFloat32())) return { ready: false, detail: phrase('engine.half', {}) };
  const { gpgpu } = backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext & { canvas: OffscreenCanvas } } };
  const watched = watchDevice(() => gpgpu.gl.isContextLost());
  gpgpu.gl.canvas.addEventListener('webglcontextlost', () => watched.lose('the WebGL context was lost'));
  return { ready: true, device: watched.device };
}

/**
 * Whether small numbers and last digits survive on the device. Asked of the device itself: TF.js 4.22 says 16 bits exactly where it has
 * 32-bit textures. The tensor is large enough not to be worked on by the CPU instead.
 */
async function keepsFloat32(): Promise<boolean> {
  const made = tidy(() => concat1d([mul(fill([1024], 1e-8), 0.5), add(fill([1024], 1), 1e-6)]));
  const values = await made.data();
  made.dispose();
  return values[0] > 4e-9 && values[2047] > 1.0000005;
}

async function wasm(): Promise<Opened> {
  const [{ setWasmPaths }, plain, simd, threaded] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'),
  ]);
  // The threaded binary hangs once bundled, and gains nothing on few cores.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain.default,
    'tfjs-backend-wasm-simd.wasm': simd.default,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded.default,
  });
  await start('wasm');
  return { ready: true, device: watchDevice().device };
}

async function cpu(): Promise<Opened> {
  await import('@tensorflow/tfjs-backend-cpu');
  await start('cpu');
  return { ready: true, device: watchDevice().device };
}

async function start(name: TfjsBackend): Promise<void> {
  if (!(await setBackend(name))) throw new Error(`TF.js could not start ${name}`);
}

function backendReason(error: unknown): Phrase {
  return phrase('engine.broke', { detail: error instanceof Error ? error.message : String(error) });
}

import { throwIfStopped, type Run } from '../base/run.ts';
import type { Adapter, AdapterHooks, Fitted, Samples } from '../contract/model/adapter.ts';
import type { Options } from '../contract/request/options.ts';
import { requireFeatures } from './samples.ts';
import type { Features } from '../contract/model/features.ts';

/** The hooks of adapters that have some, by id: `async () => (await import('./<id>/hooks.ts')).hooks`. No adapter of this version has any. */
const loaders = new Map<string, () => Promise<AdapterHooks>>();

/** Adds an adapter's hooks at run time: the same as its line above. */
export function addHooks(id: string, load: () => Promise<AdapterHooks>): void {
  loaders.set(id, load);
}

/** Loads an adapter's own steps, and no code that trains; none for an adapter without a line. */
export async function loadHooks(id: string): Promise<AdapterHooks> {
  return (await loaders.get(id)?.()) ?? {};
}

/** What came out of a fit, with what the adapter's own preprocess learned (plain JSON; undefined where it has none). */
export type HookedFit = Fitted & { hookState?: unknown };

/**
 * Fits an adapter, its own preprocess before it where it has one.
 * @throws AppError as `Adapter.fit` does
 */
export async function fitAdapter(
  adapter: Adapter,
  { preprocess }: AdapterHooks,
  samples: Samples,
  options: Options,
  run: Run,
): Promise<HookedFit> {
  if (!preprocess) return adapter.fit(samples, options, run);
  throwIfStopped(run);
  const plain = requireFeatures(samples);
  const hookState = await preprocess.fit(plain, run);
  const features = preprocessed(preprocess, plain, hookState);
  return { ...(await adapter.fit({ ...samples, features }, options, run)), hookState };
}

/** Applies an adapter's own preprocess. Features spread into new ones would carry along a `stored` that knows nothing of the change. */
export function preprocessed(
  { apply }: NonNullable<AdapterHooks['preprocess']>,
  plain: Features,
  hookState: unknown,
): Features {
  const changed = apply(plain, hookState);
  return { ...changed, stored: changed.stored === plain.stored ? undefined : changed.stored };
}

import { throwIfStopped, type Run } from '../base/run.ts';
import type { Adapter, Fitted, Samples } from '../contract/model/adapter.ts';
import type { Options } from '../contract/request/options.ts';
import { featuresOf } from './samples.ts';
import type { Features } from '../contract/model/features.ts';

/** An adapter's own steps before and behind its model. */
export type AdapterHooks = Pick<Adapter, 'preprocess' | 'postprocess'>;

/** Adapters with hooks, by id. Their hooks stand in `<id>/hooks.ts`, so that predicting loads nothing that learns; today none has any. */
const loaders: Readonly<Record<string, () => Promise<AdapterHooks>>> = {};

/** Loads the hooks of an adapter; empty where it has none. */
export async function loadHooks(id: string): Promise<AdapterHooks> {
  return Object.hasOwn(loaders, id) ? loaders[id]() : {};
}

/** What came out of a fit, with what the adapter's own preprocess learned (plain JSON; undefined where it has none). */
export type HookedFit = Fitted & { own?: unknown };

/**
 * Fits an adapter, its own preprocess before it where it has one.
 * @throws AppError as `Adapter.fit` does
 */
export async function fitAdapter(adapter: Adapter, samples: Samples, options: Options, run: Run): Promise<HookedFit> {
  if (!adapter.preprocess) return adapter.fit(samples, options, run);
  throwIfStopped(run);
  const plain = featuresOf(samples);
  const own = await adapter.preprocess.fit(plain, run);
  const features = prepared(adapter.preprocess, plain, own);
  return { ...(await adapter.fit({ ...samples, features }, options, run)), own };
}

/** Features spread into new ones would carry along a `stored` that knows nothing of the change. */
export function prepared({ apply }: NonNullable<Adapter['preprocess']>, plain: Features, own: unknown): Features {
  const changed = apply(plain, own);
  return { ...changed, stored: changed.stored === plain.stored ? undefined : changed.stored };
}

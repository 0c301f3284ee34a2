import type { Bigrams } from '../model/causal-lm-artifact.ts';
import type { RunPort } from '../../base/port.ts';
import type { Run } from '../../base/run.ts';
import type { Fitted, Samples } from '../model/adapter.ts';
import type { Options } from '../request/options.ts';
import type { HostServices } from '../model/jobs.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Predictor } from '../model/predictor.ts';

/** Texts as they cross to another worker: one name a factor, [factor][row]. */
export interface RemoteTexts {
  rows: number;
  names: readonly string[];
  cells: string[][];
}

/** Samples of texts as they cross. */
export type RemoteSamples = Pick<Samples, 'target' | 'classes' | 'labelMatrix' | 'task' | 'seed' | 'engine'> & {
  texts: RemoteTexts;
};

/** What the worker for transformers answers. It sees a run's texts, cannot reach other origins, and is ended with the call it was started for. */
export interface ModelApi {
  /** Fits an adapter of texts. @throws AppError as `Adapter.fit` */
  fit(type: string, samples: RemoteSamples, options: Options, port: RunPort): Promise<Fitted>;
  /** Opens a model and gives its number here. */
  open(artifact: Artifact): Promise<{ id: number; outputs: number; space: Predictor['space'] }>;
  predict(id: number, texts: RemoteTexts, port: RunPort): ReturnType<Predictor['predict']>;
  generate(id: number, texts: RemoteTexts, port: RunPort): ReturnType<NonNullable<Predictor['generate']>>;
  evaluate(
    id: number,
    texts: RemoteTexts,
    bigrams: Bigrams,
    port: RunPort,
  ): ReturnType<NonNullable<Predictor['evaluate']>>;
  dispose(id: number): Promise<void>;
}

/** First message to the worker for transformers: the port on which it answers as `ModelApi`, and its own port to the page. */
export interface ModelWorkerPorts {
  api: MessagePort;
  host: MessagePort;
}

/** The worker for transformers, as the adapters and forms of texts see it. */
export interface RemoteModels {
  /** Fits an adapter there; the same as fitting it here. @throws AppError as `Adapter.fit`; `run.crashed` */
  fit(type: string, samples: Samples, options: Options, run: Run): Promise<Fitted>;
  /** Opens a model there. @throws AppError as `openArtifact`; `run.crashed` */
  open(artifact: Artifact): Promise<Predictor>;
}

/**
 * Gives the worker for transformers, where there is a page to start it; in that worker itself, and in tests, there is none: the work is done here.
 */
export function remoteModels(host: HostServices | undefined): RemoteModels | undefined {
  return (host as (HostServices & { models?: RemoteModels }) | undefined)?.models;
}

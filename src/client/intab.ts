/**
 * The console interface and the ES module: the calls the page itself makes, for programs. Every result is plain JSON, and what fails
 * rejects with an Error that has `code`, `message`, `hint` and `params`.
 */
import { catalog, isAdapterId } from '../adapters/catalog.ts';
import { AppError } from '../base/errors.ts';
import { toLogLine } from '../contract/request/log-line.ts';
import { readDestination, readPublishRequest } from '../contract/request/publish-request.ts';
import { readOptions } from '../contract/request/options.ts';
import { readPredictRequest } from '../contract/request/predict-request.ts';
import type { Source } from '../contract/data/reading.ts';
import type { TableProfile } from '../contract/result/table-profile.ts';
import { readRequest } from '../contract/request/request.ts';
import { readReadRequest } from '../contract/request/read-request.ts';
import type { Predictions, TrainResult } from '../contract/result/result.ts';
import * as calls from './calls.ts';
import type { ChatTest } from './host/ask-chat.ts';
import { fetchDataset } from './host/fetch-dataset.ts';
import type { ListedAdapter } from './list-adapters.ts';
import { queue } from './runs/run-queue.ts';
import { toSource } from './page/sources.ts';
import type { PublishResult } from '../contract/result/publication.ts';

export { version } from '../base/version.ts';

/** The edition of the contract that this version keeps: what programs may rely on. */
export const contract = 2;

/** What `testConnection` is given: options as `trainPipeline` has them. */
interface TestRequest {
  modelParams: Record<string, unknown>;
  signal?: AbortSignal;
}

/** Resolves when the worker answered. */
export const ready: Promise<void> = calls.ready();
ready.catch(() => {});

/** Lists the model types with their options, their texts in every language. */
export async function adapters(): Promise<ListedAdapter[]> {
  const { listAdapters } = await import('./list-adapters.ts');
  return listAdapters();
}

/**
 * Does a whole run: reads, merges, maps, cleans, splits, preprocesses, trains, evaluates and saves. Runs queue.
 * @throws AppError `request.*` for the call itself, else the code of the stage; `run.stopped` with name `AbortError`
 */
export async function trainPipeline(request: unknown): Promise<TrainResult> {
  const { plan, datasetFiles, publish: target, agree, logger, signal } = readRequest(request);
  if (!isAdapterId(plan.modelType)) {
    throw new AppError('request.unknown-model', { modelType: plan.modelType, known: Object.keys(catalog).join(', ') });
  }
  // An option of an unknown name might hold a secret: nothing is queued or kept before all are known.
  readOptions(catalog[plan.modelType].options, plan.modelParams, plan.modelType);
  const destination = readDestination(target);
  // A wrong destination is reported before the run starts, not after it.
  if (destination) (await import('./publish/publish-model.ts')).diagnose(destination);
  const sources = await openSources(datasetFiles, { agree, signal });
  const onEvent: calls.CallOptions['onEvent'] = (event) => {
    const line = logger && toLogLine(event, Date.now());
    if (line) logger(line);
  };
  const result = await queue.add({ plan, sources }, { agree, signal, onEvent }).done;
  if (!destination) return result;
  const { withPublished } = await import('./publish/publish-run.ts');
  return withPublished(result, destination, { logger, signal });
}

/** Gives files as sources; addresses are fetched, all at once. */
async function openSources(files: readonly (Blob | string)[], options: calls.CallOptions): Promise<Source[]> {
  const blobs = await Promise.all(files.map((file) => (typeof file === 'string' ? fetchDataset(file, options) : file)));
  return blobs.map((blob) => toSource(blob));
}

/**
 * Reads files and says what is in them: columns, kinds, first rows, what could be predicted. Trains and stores nothing.
 * @throws AppError `request.*`, `read.*`, `merge.*`, `fields.unknown-column`, `privacy.*`, `run.stopped` with name `AbortError`
 */
export async function read(request: unknown): Promise<TableProfile> {
  const { datasetFiles, agree, signal, ...asked } = readReadRequest(request);
  return calls.profile({ ...asked, sources: await openSources(datasetFiles, { agree, signal }) }, { signal });
}

/** Predicts rows with a saved model or a bundle file. @throws AppError `request.*`, `predict.*`, `model.*`, `read.*`, `run.stopped` */
export async function predict(request: unknown): Promise<Predictions> {
  const { model, data, secrets, agree, signal } = readPredictRequest(request);
  const options = { agree, signal, key: secrets?.api_key };
  if (Array.isArray(data)) return calls.predict(model, data, options);
  const file = typeof data === 'string' ? await fetchDataset(data, options) : data;
  return calls.predict(model, toSource(file), options);
}

/**
 * Asks a chat server for one short answer: whether key, model and account are in order. Sends the word “ping” and nothing of any table.
 * @throws AppError `request.bad-value`, `chat.*`, `run.stopped`
 */
export async function testConnection({ modelParams, signal }: TestRequest): Promise<ChatTest> {
  readOptions(catalog.openai_chat.options, modelParams, 'openai_chat');
  const { testChat } = await import('./host/ask-chat.ts');
  return testChat(modelParams, { signal });
}

/** The saved models of this browser. */
export const models = calls.models;

/**
 * Sends a model's bundle file to a store of objects: by a presigned URL, a presigned form, the URLs of a multipart upload, or one's own keys.
 * @throws AppError `request.*`, `publish.*`, `model.*`, `run.stopped`
 */
export async function publish(request: unknown): Promise<PublishResult> {
  const asked = readPublishRequest(request);
  const { publishModel } = await import('./publish/publish-model.ts');
  return publishModel(asked);
}

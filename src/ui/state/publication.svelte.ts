import { asAppError, isStopped, type AppError } from '../../base/errors.ts';
import {
  diagnose,
  outline,
  publishModel,
  readPasted,
  type DestinationOutline,
} from '../../client/publish/publish-model.ts';
import type { Keys, Destination } from '../../contract/request/publish-request.ts';
import type { PublishResult } from '../../contract/result/publication.ts';

/** How the newest upload stands. */
export type Upload =
  | { status: 'idle' }
  | { status: 'sending'; done: number; total: number }
  | { status: 'done'; result: PublishResult }
  | { status: 'failed'; error: AppError };

/** One's own keys and where they were used last, as typed: of this tab's memory alone, for every model. */
export class SessionKeys {
  /** The address of the object. */
  address = $state('');
  keys: Required<Keys> = $state({ accessKeyId: '', secretAccessKey: '', sessionToken: '', region: '' });
}

/** Holds what a person typed to publish a model, and the current upload. All of it stays in this tab's memory. */
export class Publishing {
  way: 'presigned' | 'keys' = $state('presigned');
  /** A presigned URL, several, or the JSON of a presigned POST. */
  pasted = $state('');
  /** Values of the headers that the URL was signed with. */
  headers: Record<string, string> = $state({});
  upload: Upload = $state.raw({ status: 'idle' });
  /** Moves on each second while the form is open, so that the time left does. */
  now = $state(Date.now());

  readonly sessionKeys: SessionKeys;

  #stop: AbortController | null = null;

  constructor(sessionKeys: SessionKeys) {
    this.sessionKeys = sessionKeys;
  }

  readonly typed: string = $derived.by(() => (this.way === 'keys' ? this.sessionKeys.address : this.pasted).trim());
  /** What the place says of itself, or what is wrong with it; null while nothing is typed. */
  readonly found: { outline: DestinationOutline } | { error: AppError } | null = $derived.by(() => {
    if (this.typed === '') return null;
    try {
      return { outline: outline(this.#where(), 'model.intab') };
    } catch (error) {
      return { error: asAppError(error) };
    }
  });
  readonly asks: readonly string[] = $derived(this.found && 'outline' in this.found ? this.found.outline.asks : []);
  /** What the doctor says of the place as it is filled in; null = nothing to say. */
  readonly problem: AppError | null = $derived.by(() => {
    if (!this.found) return null;
    if ('error' in this.found) return this.found.error;
    // The clock is a reason to look again.
    void this.now;
    try {
      diagnose(this.destination());
      return null;
    } catch (error) {
      return asAppError(error);
    }
  });
  readonly ready: boolean = $derived.by(
    () =>
      this.found !== null &&
      this.problem === null &&
      this.asks.every((name) => this.headers[name]) &&
      (this.way === 'presigned' ||
        (this.sessionKeys.keys.accessKeyId !== '' && this.sessionKeys.keys.secretAccessKey !== '')),
  );

  /** Makes the place of what was typed. */
  destination(): Destination {
    const headers = Object.fromEntries(this.asks.map((name) => [name, this.headers[name] ?? '']));
    return { ...this.#where(), headers };
  }

  #where(): Destination {
    if (this.way === 'presigned') return readPasted(this.pasted);
    const { accessKeyId, secretAccessKey, sessionToken, region } = $state.snapshot(this.sessionKeys.keys);
    const optional = { ...(sessionToken ? { sessionToken } : {}), ...(region ? { region } : {}) };
    return { url: this.typed, keys: { accessKeyId, secretAccessKey, ...optional } };
  }

  /** Sends a model; `again` = though this very content was sent there before. */
  async send(model: string, again = false): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.upload = { status: 'sending', done: 0, total: 0 };
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      if (this.#stop === stop) this.upload = { status: 'sending', done, total };
    };
    try {
      const destination = this.destination();
      const result = await publishModel({ model, place: destination, again, signal: stop.signal, onProgress });
      this.upload = { status: 'done', result };
      // The URL has done its work; with the same content it may still be used to send it again.
      if (!result.already) this.pasted = '';
    } catch (error) {
      this.upload = isStopped(error) ? { status: 'idle' } : { status: 'failed', error: asAppError(error) };
    } finally {
      this.#stop = null;
    }
  }

  cancel(): void {
    this.#stop?.abort();
  }

  /** Forgets what the last upload came to, and the URL it went by: it holds a secret and has done its work. */
  clear(): void {
    this.upload = { status: 'idle' };
    this.pasted = '';
    this.headers = {};
  }
}

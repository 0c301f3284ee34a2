import { asAppError, isStopped, type AppError } from '../../base/errors.ts';
import type { RunEvent } from '../../base/run.ts';
import * as calls from '../../client/calls.ts';
import type { FactorMapping, ModelCard } from '../../contract/model/bundle.ts';
import type { PredictionsFile } from '../../contract/workers/table-api.ts';
import { checkInput, middleRow, toRow, type Typed } from './form-row.ts';

/** What was predicted last, with the file to download. */
export interface Answered extends PredictionsFile {
  from: 'form' | 'file';
  /** The name of the file that was predicted. */
  name: string;
  /** The row that was typed. */
  cells?: Readonly<Record<string, string>>;
}

/** How predicting goes. */
export type PredictionState =
  | { status: 'idle' }
  | { status: 'busy'; stop: AbortController }
  | { status: 'failed'; from: 'form' | 'file'; error: AppError };

/** Predicts with one model: a row that was typed, or the rows of a file; the one touched last is what Predict predicts. */
export class Prediction {
  readonly model: ModelCard;
  typed: Typed;
  /** The file whose rows are to be predicted. */
  file: File | null = $state.raw(null);
  /** What Predict predicts. */
  from: 'form' | 'file' = $state('form');
  state: PredictionState = $state.raw({ status: 'idle' });
  /** The newest answer for the form, and for the file. */
  row: Answered | null = $state.raw(null);
  rows: Answered | null = $state.raw(null);
  /** The answer for the form as it comes. */
  coming: string = $state('');
  /** What Download gives. */
  readonly newest: Answered | null = $derived(this.from === 'file' ? (this.rows ?? this.row) : (this.row ?? this.rows));

  readonly #onEvent: (event: RunEvent) => void;

  constructor(model: ModelCard, onEvent: (event: RunEvent) => void) {
    this.model = model;
    // A run may go on meanwhile: only lines of the log are passed on, or its progress would jump.
    this.#onEvent = (event) => {
      if (event.type === 'log') onEvent(event);
      if (event.type === 'token' && this.from === 'form') this.coming = (event.first ? '' : this.coming) + event.text;
    };
    this.typed = $state(middleRow(model.factors));
  }

  /** The fields that cannot be predicted from. */
  readonly wrong: readonly FactorMapping[] = $derived.by(() =>
    this.model.factors.filter((factor) => checkInput(factor, this.typed[factor.name] ?? '') === 'not-a-number'),
  );

  type(name: string, text: string): void {
    this.typed[name] = text;
    this.from = 'form';
  }

  /** Takes a file and predicts its rows at once. */
  async choose(file: File): Promise<void> {
    this.file = file;
    this.from = 'file';
    await this.predict();
  }

  stop(): void {
    if (this.state.status === 'busy') this.state.stop.abort();
  }

  async predict(): Promise<void> {
    if (this.state.status === 'busy') return;
    const stop = new AbortController();
    const { from, file } = this;
    this.state = { status: 'busy', stop };
    this.coming = '';
    try {
      if (from === 'file' && file) this.rows = await this.#predictFile(file, stop.signal);
      else this.row = await this.#predictRow(stop.signal);
      this.state = { status: 'idle' };
    } catch (error) {
      this.state = isStopped(error) ? { status: 'idle' } : { status: 'failed', from, error: asAppError(error) };
    }
  }

  async #predictFile(blob: File, signal: AbortSignal): Promise<Answered> {
    const source = { id: crypto.randomUUID(), name: blob.name, blob };
    const made = await calls.predictionsFile(this.model.id, source, { signal, onEvent: this.#onEvent });
    return { ...made, from: 'file', name: blob.name };
  }

  async #predictRow(signal: AbortSignal): Promise<Answered> {
    const row = toRow(this.model.factors, this.typed);
    const cells = { ...this.typed };
    const made = await calls.predictionsFile(this.model.id, [row], { signal, onEvent: this.#onEvent });
    return { ...made, from: 'form', name: '', cells };
  }
}

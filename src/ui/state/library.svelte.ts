import { asAppError, type AppError } from '../../base/errors.ts';
import * as calls from '../../client/calls.ts';
import type { ModelCard, ModelEntry, ModelOrigin } from '../../contract/model/bundle.ts';

/** Holds the list of saved models and the one that is in use. */
export class Library {
  /** Newest first. */
  entries: ModelEntry[] = $state.raw([]);
  /** The model that Use works with. */
  opened: ModelCard | null = $state.raw(null);
  error: AppError | null = $state.raw(null);

  /** Reads the list again. */
  async refresh(): Promise<void> {
    await this.#trying(async () => {
      this.entries = (await calls.models.list()).toReversed();
    });
  }

  /** Puts a saved model in use. */
  async open(id: string): Promise<void> {
    await this.#trying(async () => {
      this.opened = await calls.models.get(id);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#trying(async () => {
      await calls.models.remove(id);
      if (this.opened?.id === id) this.opened = null;
    });
    await this.refresh();
  }

  /** Keeps what a person says of a model: its name, who made it, and its licence. */
  async describe(id: string, name: string, origin: Required<ModelOrigin>): Promise<void> {
    await this.#trying(async () => {
      await calls.models.rename(id, name);
      await calls.models.describe(id, origin);
      if (this.opened?.id === id) this.opened = { ...this.opened, name, ...origin };
    });
    await this.refresh();
  }

  /** Takes in a model file and puts the model in use. */
  async importFile(file: Blob): Promise<void> {
    await this.importFrom(() => Promise.resolve(file));
  }

  /** Takes in a model file that has yet to come, and puts the model in use. */
  async importFrom(fetch: () => Promise<Blob>): Promise<void> {
    await this.#trying(async () => {
      const id = await calls.models.importFile(await fetch());
      this.opened = await calls.models.get(id);
    });
    if (!this.error) await this.refresh();
  }

  async #trying(act: () => Promise<void>): Promise<void> {
    this.error = null;
    try {
      await act();
    } catch (error) {
      this.error = asAppError(error);
    }
  }
}

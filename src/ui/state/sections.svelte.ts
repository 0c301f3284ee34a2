import { tick } from 'svelte';

/** The six sections of the page, in order. */
export const sectionIds = ['data', 'fields', 'model', 'train', 'results', 'use'] as const;
/** The id of a section of the page, in the order of `sectionIds`. */
export type SectionId = (typeof sectionIds)[number];

/** What the margin and the rail show of a section. */
export type SectionStatus = 'ok' | 'warn' | 'bad' | 'run' | 'now' | 'wait';

/** Knows which sections are open; what a person opened or folded by hand stays so. */
export class Sections {
  #open: Record<SectionId, boolean> = $state({
    data: true,
    fields: false,
    model: false,
    train: false,
    results: false,
    use: false,
  });
  /** The section that is being read: the rail marks it. */
  current: SectionId = $state('data');
  readonly #byHand = new Set<SectionId>();

  isOpen(id: SectionId): boolean {
    return this.#open[id];
  }

  /** Opens or folds by a person's hand. */
  toggle(id: SectionId): void {
    this.#byHand.add(id);
    this.#open[id] = !this.#open[id];
    if (this.#open[id]) this.current = id;
  }

  /** Opens one for a person who needs it now; the others stay as they are. */
  open(id: SectionId): void {
    this.#open[id] = true;
  }

  /** Opens these and folds the others, except where a person decided. */
  show(...ids: SectionId[]): void {
    for (const id of sectionIds) {
      if (!this.#byHand.has(id)) this.#open[id] = ids.includes(id);
    }
    if (ids[0]) this.current = ids[0];
  }

  /** Forgets what was decided by hand: a new table begins a new page. */
  forget(): void {
    this.#byHand.clear();
  }

  /** Opens a section, brings it into view and puts the focus there, or on the element with the id `focus`. */
  async go(id: SectionId, focus?: string): Promise<void> {
    this.#open[id] = true;
    this.current = id;
    await tick();
    const section = document.getElementById(id);
    section?.scrollIntoView({ block: 'start' });
    const wanted = focus ? document.getElementById(focus) : section?.querySelector<HTMLElement>('h2 button');
    wanted?.focus({ preventScroll: focus === undefined });
  }
}

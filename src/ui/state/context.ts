import { createContext } from 'svelte';
import type { Library } from './library.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Sections } from './sections.svelte.ts';
import type { Session } from './session.svelte.ts';

/** What the whole page shares; made in `App.svelte`. */
export interface Page {
  session: Session;
  runs: Runs;
  library: Library;
  preferences: Preferences;
  sections: Sections;
}

/** Gives and sets the page's shared state. */
export const [getPage, setPage] = createContext<Page>();

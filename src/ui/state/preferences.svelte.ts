import type { Lang } from '../../locales/writing.ts';
import type { Engine } from '../../contract/request/engine.ts';
import { preferredLanguage } from '../../locales/languages.ts';
import { isLanguage, languages, loadLocale } from '../../locales/load.ts';
import { requireLocale } from '../../locales/locale.ts';

/** What a person likes the page to look like. */
export type Theme = 'light' | 'dark' | 'auto';

interface Stored {
  lang?: Lang;
  theme?: Theme;
  engine?: Engine;
}

/** One store for each address the program is served from. */
const key = `intab:${new URL('../', location.href).pathname}:preferences`;

/** Holds language, theme and engine; remembers them in this browser. */
export class Preferences {
  #lang: Lang = $state(firstLanguage());
  #chosen = this.#lang;
  #theme: Theme = $state('auto');
  #engine: Engine = $state('auto');
  /** Writes numbers in the person's language. */
  readonly format = $derived(requireLocale(this.#lang).format);

  constructor() {
    const stored = readStored();
    this.#theme = stored.theme ?? 'auto';
    this.#engine = stored.engine ?? 'auto';
    this.#show();
  }

  get lang(): Lang {
    return this.#lang;
  }

  /** Shows the page in another language once that is loaded; of two choices in a row the later one stays. */
  set lang(lang: Lang) {
    this.#chosen = lang;
    void loadLocale(lang).then(() => {
      if (this.#chosen !== lang) return;
      this.#lang = lang;
      this.#keep();
      // An address that forces a language would win again after a reload: the person's word is newer.
      const url = new URL(location.href);
      if (url.searchParams.has('lang')) {
        url.searchParams.set('lang', lang);
        history.replaceState(history.state, '', url);
      }
    });
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#keep();
  }

  get engine(): Engine {
    return this.#engine;
  }

  set engine(engine: Engine) {
    this.#engine = engine;
    this.#keep();
  }

  #keep(): void {
    this.#show();
    try {
      const stored: Stored = { lang: this.#lang, theme: this.#theme, engine: this.#engine };
      localStorage.setItem(key, JSON.stringify(stored));
    } catch {
      // Storage may be full or forbidden: the choice then holds for this visit.
    }
  }

  #show(): void {
    const root = document.documentElement;
    root.lang = requireLocale(this.#lang).writing.tag;
    if (this.#theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = this.#theme;
  }
}

/** Decides the language of a visit: what the address forces, else what was chosen here before, else what the browser prefers. The page loads it first. */
export function firstLanguage(): Lang {
  const forced = new URLSearchParams(location.search).get('lang');
  if (isLanguage(forced)) return forced;
  const { lang } = readStored();
  if (lang !== undefined) return lang;
  return preferredLanguage(Object.keys(languages), navigator.language);
}

function readStored(): Stored {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { lang, theme, engine } = stored as Record<string, unknown>;
    return {
      ...(isLanguage(lang) ? { lang } : {}),
      ...(theme === 'light' || theme === 'dark' || theme === 'auto' ? { theme } : {}),
      ...(typeof engine === 'string' ? { engine: engine as Engine } : {}),
    };
  } catch {
    return {};
  }
}

import type { Lang } from '../../base/messages/sentence.ts';
import type { Engine } from '../../contract/request/engine.ts';
import { formats } from '../i18n/format.ts';

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
  #lang: Lang = $state('en');
  #theme: Theme = $state('auto');
  #engine: Engine = $state('auto');
  /** Writes numbers in the person's language. */
  readonly format = $derived(formats[this.#lang]);

  constructor() {
    const stored = readStored();
    this.#lang = forcedLang() ?? stored.lang ?? preferredLang();
    this.#theme = stored.theme ?? 'auto';
    this.#engine = stored.engine ?? 'auto';
    this.#show();
  }

  get lang(): Lang {
    return this.#lang;
  }

  set lang(lang: Lang) {
    this.#lang = lang;
    this.#keep();
    // An address that forces a language would win again after a reload: the person's word is newer.
    const url = new URL(location.href);
    if (url.searchParams.has('lang')) {
      url.searchParams.set('lang', lang);
      history.replaceState(history.state, '', url);
    }
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
    root.lang = this.#lang === 'zh' ? 'zh-CN' : 'en';
    if (this.#theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = this.#theme;
  }
}

function forcedLang(): Lang | undefined {
  const lang = new URLSearchParams(location.search).get('lang');
  return lang === 'en' || lang === 'zh' ? lang : undefined;
}

function preferredLang(): Lang {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function readStored(): Stored {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { lang, theme, engine } = stored as Record<string, unknown>;
    return {
      ...(lang === 'en' || lang === 'zh' ? { lang } : {}),
      ...(theme === 'light' || theme === 'dark' || theme === 'auto' ? { theme } : {}),
      ...(typeof engine === 'string' ? { engine: engine as Engine } : {}),
    };
  } catch {
    return {};
  }
}

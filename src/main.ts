import './client/console.ts';
import { mount } from 'svelte';
import { loadLocale } from './locales/load.ts';
import App from './ui/App.svelte';
import { firstLanguage } from './ui/state/preferences.svelte.ts';
import './ui/tokens.css';
import './ui/page.css';
import './ui/parts.css';

void loadLocale(firstLanguage()).then(() => {
  // In a task of its own: what evaluating the modules, building the page and laying it out take together holds a slow machine for too long.
  setTimeout(() => mount(App, { target: document.body }));
});

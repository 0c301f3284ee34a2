import './client/console.ts';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import './ui/tokens.css';
import './ui/page.css';
import './ui/parts.css';

mount(App, { target: document.body });

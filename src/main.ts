import './client/console.ts';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import './ui/tokens.css';
import './ui/page.css';
import './ui/parts.css';

// In a task of its own: what evaluating the modules, building the page and laying it out take together holds a slow machine for too long.
setTimeout(() => mount(App, { target: document.body }));

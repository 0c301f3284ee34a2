import { mount } from 'svelte';
import { fromPageFile } from '../storage/page-file.ts';
import { readBundleFile } from '../storage/bundle-file.ts';
import { toBytes } from '../base/zip.ts';
import page from '../ui/page.css?inline';
import parts from '../ui/parts.css?inline';
import tokens from '../ui/tokens.css?inline';
import { setModel } from './calls.ts';
import { addLocales } from './locales.ts';
import Page from './Page.svelte';

const style = document.createElement('style');
style.textContent = tokens + page + parts;
document.head.append(style);

const bytes = fromPageFile(toBytes(document.documentElement.outerHTML));
const model = readBundleFile(new Blob([bytes ?? new Uint8Array(0)]));
setModel(model);
addLocales();
mount(Page, { target: document.body, props: { model } });

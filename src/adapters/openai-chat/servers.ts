import { readAddress } from '../../base/address.ts';

/** Servers that speak the protocol of OpenAI's chat completions, by the name of the option. */
const servers = {
  openai: 'https://api.openai.com/v1',
  deepseek: 'https://api.deepseek.com/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  ollama: 'http://localhost:11434/v1',
  lmstudio: 'http://localhost:1234/v1',
  llamacpp: 'http://localhost:8080/v1',
} as const;

/**
 * Gives the base URL that options name, without a slash at its end: `base_url` where it is given, else that of the `server`. `problem` says in a few English
 * words why it is none. A query, a user name or a password is refused: they may hold secrets.
 */
export function readServer(options: Readonly<Record<string, unknown>>): { url: string } | { problem: string } {
  const given = typeof options.base_url === 'string' ? options.base_url.trim() : '';
  if (given === '') {
    const name = typeof options.server === 'string' ? options.server : 'openai';
    return Object.hasOwn(servers, name) ? { url: servers[name as keyof typeof servers] } : { problem: 'it is empty' };
  }
  const url = readAddress(given);
  if (!url && /^https?:/i.test(given)) return { problem: 'it is no address' };
  if (!url) return { problem: 'it begins with neither https:// nor http://' };
  if (url.username !== '' || url.password !== '') return { problem: 'it holds a user name or a password' };
  if (url.search !== '' || url.hash !== '') return { problem: 'it holds a query' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return { url: `${url.origin}${path}` };
}

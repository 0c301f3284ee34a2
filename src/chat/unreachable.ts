import { AppError } from '../base/errors.ts';

/** Local servers by the port they listen on unless told otherwise. */
const byPort = {
  '11434': 'chat.unreachable-ollama',
  '1234': 'chat.unreachable-lmstudio',
  '8080': 'chat.unreachable-llamacpp',
} as const;

/** Says why a server could not be asked, with what mends it. A page cannot tell a dead server from one that does not allow it. `origin`: the page's own. */
export function unreachable(url: URL, origin: string): AppError {
  const { host, hostname, port, protocol } = url;
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(hostname);
  if (protocol === 'http:' && origin.startsWith('https:') && !isLocal)
    return new AppError('chat.mixed-content', { host });
  const code = Object.entries(byPort).find(([each]) => each === port)?.[1] ?? 'chat.unreachable';
  return new AppError(code, { host, origin });
}

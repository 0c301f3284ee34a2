import { catalog } from '../../adapters/catalog.ts';
import { readServer } from '../../adapters/openai-chat/servers.ts';
import type { AdapterMeta } from '../../contract/model/adapter.ts';
import type { Plan } from '../../contract/request/plan.ts';

/** API keys that were given on this page, by server: the memory of the tab alone, never stored, logged or sent to a worker that sees rows. */
const keys = new Map<string, string>();

/** Takes secret options out of a plan; an API key is remembered for its server while the page lives. */
export function takeSecrets(plan: Plan): Plan {
  const meta = (catalog as Readonly<Record<string, AdapterMeta | undefined>>)[plan.modelType];
  const secret = new Set(
    (meta?.options ?? []).flatMap((field) => (field.kind === 'text' && field.secret ? [field.name] : [])),
  );
  if (!Object.keys(plan.modelParams).some((name) => secret.has(name))) return plan;
  rememberKey(plan.modelParams, plan.modelParams.api_key);
  return {
    ...plan,
    modelParams: Object.fromEntries(Object.entries(plan.modelParams).filter(([name]) => !secret.has(name))),
  };
}

/** Remembers an API key for the server that options name; an empty one takes it away. */
export function rememberKey(options: Readonly<Record<string, unknown>>, key: unknown): void {
  const server = readServer(options);
  if (typeof key !== 'string' || 'problem' in server) return;
  if (key.trim() === '') keys.delete(server.url);
  else keys.set(server.url, key.trim());
}

/** Gives the API key for a server, '' where none was given. */
export function keyFor(server: string): string {
  return keys.get(server) ?? '';
}

/** Tells whether there is a key for the server that options name. */
export function hasKey(options: Readonly<Record<string, unknown>>): boolean {
  const server = readServer(options);
  return !('problem' in server) && keys.has(server.url);
}

import type { ChatJob } from '../contract/model/jobs.ts';
import { sha256 } from '../base/sha256.ts';

type Question = Pick<ChatJob, 'server' | 'model' | 'system' | 'settings'>;

/** Settings that some servers or models refuse; they can go without. */
const optional = ['temperature', 'top_p', 'max_tokens', 'seed', 'stream_options'] as const;

/** Makes what is sent for one prompt; `dropped` names settings that the model does not take. */
export function requestBody({ model, system, settings }: Question, prompt: string, dropped: ReadonlySet<string>) {
  const { max_tokens: longest, ...rest } = settings;
  const limit =
    longest === undefined
      ? {}
      : dropped.has('max_tokens')
        ? { max_completion_tokens: longest }
        : { max_tokens: longest };
  const all = { ...rest, ...limit, stream_options: { include_usage: true } };
  return {
    model,
    messages: [...(system === '' ? [] : [{ role: 'system', content: system }]), { role: 'user', content: prompt }],
    ...Object.fromEntries(Object.entries(all).filter(([name]) => !dropped.has(name))),
  };
}

/** Names the setting that a server says it does not take, of those that were sent; null where it says no such thing. */
export function refusedSetting(message: string, body: object): string | null {
  if (
    !/unsupported|not supported|not permitted|unknown|unrecognized|unexpected|does not support|extra|deprecated|instead/i.test(
      message,
    )
  )
    return null;
  const words = new Set(message.match(/[a-z_]+/gi) ?? []);
  return (
    optional.find((name) => words.has(name) && Object.hasOwn(body, name)) ??
    (words.has('max_completion_tokens') && Object.hasOwn(body, 'max_completion_tokens')
      ? 'max_completion_tokens'
      : null)
  );
}

/**
 * Gives each prompt the name under which its answer is kept: the SHA-256 of all that is sent, without the key. Answers that are drawn by chance
 * differ, so the same prompt in several rows then has several.
 */
export function answerNames({ server, model, system, settings, prompts }: ChatJob): Promise<string[]> {
  const isDrawn = settings.temperature !== 0;
  const seen = new Map<string, number>();
  const encoder = new TextEncoder();
  const same = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    prompts.map((prompt) => {
      const nth = isDrawn ? (seen.get(prompt) ?? 0) : 0;
      seen.set(prompt, nth + 1);
      return sha256(encoder.encode(JSON.stringify([server, model, system, same, prompt, nth])));
    }),
  );
}

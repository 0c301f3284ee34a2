import { AppError } from '../../base/errors.ts';
import { phrase } from '../../base/messages.ts';
import { throwIfStopped } from '../../base/run.ts';
import type { Adapter, Samples } from '../../contract/model/adapter.ts';
import type { ChatArtifact } from '../../contract/model/chat-artifact.ts';
import type { OptionsOf } from '../../contract/request/options.ts';
import { templateColumns } from '../../contract/request/template.ts';
import { usedEngine } from '../../contract/result/used-engine.ts';
import { requireClasses } from '../samples.ts';
import type { openaiChat } from './meta.ts';
import { readServer } from './servers.ts';

type ChatOptions = OptionsOf<typeof openaiChat>;

/** A chat model learns nothing: its settings are checked and kept, and rows are asked when they are predicted. */
export const adapter: Adapter<typeof openaiChat> = {
  /**
   * @throws AppError `chat.no-model`, `chat.bad-url`, `chat.template-column`; `train.no-features` without a text; `train.one-class`; `run.stopped`
   */
  async fit(samples, options, run) {
    throwIfStopped(run);
    const artifact = toArtifact(samples, options);
    checkTemplate(artifact, samples);
    run.report({ type: 'progress', stage: 'train', done: 1, total: 1, unit: 'rows' });
    await run.yield();
    return {
      artifact,
      engine: usedEngine('server', [phrase('engine.server', { host: new URL(artifact.server).host })]),
    };
  },
};

function toArtifact(samples: Samples, options: ChatOptions): ChatArtifact {
  const { model, system, template, concurrency, tries, timeout, reuse, price_in, price_out } = options;
  if (model.trim() === '') throw new AppError('chat.no-model', {});
  const server = readServer(options);
  if ('problem' in server)
    throw new AppError('chat.bad-url', { url: shown(options.base_url), problem: server.problem });
  return {
    form: 'chat',
    server: server.url,
    model: model.trim(),
    system: system.trim(),
    template,
    settings: toChatSettings(options),
    concurrency,
    tries,
    timeout,
    reuse,
    price: { in: price_in, out: price_out },
    ...(samples.task === 'classification' ? { classes: [...requireClasses(samples)] } : {}),
  };
}

/** The part of an address that holds no secret. */
function shown(url: unknown): string {
  return String(url)
    .replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1…@')
    .replace(/[?#].*$/s, '?…');
}

/** Gives the settings that are not left to the server. */
function toChatSettings({ temperature, top_p, max_tokens, seed }: ChatOptions): Record<string, number> {
  return Object.fromEntries(
    Object.entries({ temperature, top_p, max_tokens, seed }).filter(
      (entry): entry is [string, number] => entry[1] !== null,
    ),
  );
}

function checkTemplate({ template }: ChatArtifact, { features }: Samples): void {
  const names = features.texts?.names ?? [];
  if (names.length === 0) throw new AppError('train.no-features', {});
  const wanted = templateColumns(template);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new AppError('chat.template-column', { column: unknown, columns: names.join(', ') });
}

import { readServer } from '../../adapters/openai-chat/servers.ts';
import { AppError } from '../../base/errors.ts';
import type { RunPort } from '../../base/port.ts';
import { transfer } from '../../base/wire.ts';
import type { ChatAnswers, ChatJob } from '../../contract/model/jobs.ts';
import { answerTo, type ChatQuestion } from './consent.ts';
import { askOutbound, callOutbound } from '../workers/outbound-worker.ts';
import { keyFor } from './secrets.ts';
import type { CallOptions } from '../workers/table-worker.ts';

/** A yes holds for more single rows of the same columns to the same model, as they are predicted by hand. */
const agreedSingles = new Set<string>();

/** Asks a chat server after the person agreed to what will be sent; the key is added here and goes to the outbound worker alone. */
export async function askChat(job: ChatJob, port: RunPort, options: CallOptions): Promise<ChatAnswers> {
  const open = await askOutbound((outbound) => outbound.unanswered(job));
  if (open.rows > 0) await agree(job, open, options);
  const key = options.key ?? keyFor(job.server);
  return askOutbound((outbound) => outbound.chat(job, key, location.origin, transfer(port, [port])));
}

/** Asks a server for one short answer: whether key, model and account are in order. Sends the word “ping” and nothing of any table. */
export async function testChat(
  params: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): Promise<ChatTest> {
  const server = readServer(params);
  const model = typeof params.model === 'string' ? params.model.trim() : '';
  if ('problem' in server) throw new AppError('chat.bad-url', { url: '…', problem: server.problem });
  if (model === '') throw new AppError('chat.no-model', {});
  const key = typeof params.api_key === 'string' && params.api_key !== '' ? params.api_key.trim() : keyFor(server.url);
  const job: ChatJob = { ...oneWord, server: server.url, model };
  const start = Date.now();
  const { rows } = await callOutbound((outbound, port) => outbound.chat(job, key, location.origin, port), options);
  const [row] = rows;
  if ('failed' in row && row.failed.code !== 'chat.empty') throw new AppError(row.failed.code, row.failed.params);
  return { host: new URL(server.url).host, model, ms: Date.now() - start };
}

/** Names the host of the server that options name; '' where they name none. */
export function chatHost(params: Readonly<Record<string, unknown>>): string {
  const server = readServer(params);
  return 'problem' in server ? '' : new URL(server.url).host;
}

/** What a test of the connection found to be in order. */
export interface ChatTest {
  host: string;
  model: string;
  /** How long the answer took, in milliseconds. */
  ms: number;
}

const oneWord = {
  system: '',
  prompts: ['ping'],
  columns: [],
  settings: { max_tokens: 16 },
  concurrency: 1,
  tries: 1,
  timeout: 60,
  reuse: false,
  price: { in: null, out: null },
};

async function agree(job: ChatJob, open: { rows: number; tokens: number }, options: CallOptions): Promise<void> {
  const question = toQuestion(job, open);
  const { host, rows } = question;
  const same = JSON.stringify([job.server, job.model, job.columns, job.system]);
  if (rows === 1 && options.agree === undefined && agreedSingles.has(same)) return;
  const consent = await answerTo({ purpose: 'chat', ...question }, options);
  if (consent === 'nobody') throw new AppError('privacy.chat-not-agreed', { host, rows });
  if (consent === 'no') throw new AppError('privacy.chat-refused', { host });
  agreedSingles.add(same);
}

function toQuestion(
  { server, model, columns, prompts, system, settings, price }: ChatJob,
  open: { rows: number; tokens: number },
): ChatQuestion {
  const tokensOut = settings.max_tokens === undefined ? null : settings.max_tokens * open.rows;
  const cost = (tokens: number | null, each: number | null) => ((tokens ?? 0) * (each ?? 0)) / 1e6;
  return {
    host: new URL(server).host,
    model,
    columns,
    rows: open.rows,
    kept: prompts.length - open.rows,
    tokensIn: open.tokens,
    tokensOut,
    price:
      price.in === null && (price.out === null || tokensOut === null)
        ? null
        : cost(open.tokens, price.in) + cost(tokensOut, price.out),
    system: system !== '',
  };
}

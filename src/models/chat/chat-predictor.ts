import { AppError } from '../../base/errors.ts';
import { formatMessage } from '../../base/messages.ts';
import { notice, type Notice } from '../../base/notice.ts';
import { log, type Run } from '../../base/run.ts';
import type { Predictor, Remarks } from '../../contract/model/predictor.ts';
import type { ChatArtifact } from '../../contract/model/chat-artifact.ts';
import type { ChatAnswer, ChatAnswers, ChatJob, HostServices } from '../../contract/model/jobs.ts';
import type { Usage } from '../../contract/result/usage.ts';
import { templateColumns } from '../../contract/request/template.ts';
import { labelIn, offerLabels } from './match-label.ts';
import { fillPrompts } from '../prompts.ts';
import type { Features } from '../../contract/model/features.ts';

/** Maximum answers quoted in the notice about answers that are not a label. */
const shownAnswers = 3;

/**
 * Opens a chat model. With classes it predicts, 1 for the class that was answered and NaN for a row without a label; without, it generates.
 * @throws AppError `chat.no-server` when it is used where no page can be asked; `chat.*`, `privacy.*` from asking
 */
export function openChat(artifact: ChatArtifact, host: HostServices | undefined): Predictor {
  const { classes } = artifact;

  async function generate(features: Features, run: Run): Promise<{ texts: (string | null)[] } & Remarks> {
    const prompts = fillPrompts(artifact.template, features);
    if (prompts.length === 0) return { texts: [], prompts };
    if (!host) throw new AppError('chat.no-server', {});
    const { server, model, system, settings, concurrency, tries, timeout, reuse, price } = artifact;
    const columns = promptColumns(artifact, features);
    const systemText = classes ? offerLabels(system, classes) : system;
    const job = {
      server,
      model,
      system: systemText,
      prompts,
      columns,
      settings,
      concurrency,
      tries,
      timeout,
      reuse,
      price,
    };
    const answers = await host.chat(job, run);
    const texts = answers.rows.map((row) => ('failed' in row ? null : row.text));
    return { texts, prompts, ...remarksOn(answers, job, run) };
  }

  return {
    space: 'raw',
    outputs: classes?.length ?? 1,
    async predict(features, run) {
      const { texts, notices = [], ...remarks } = await generate(features, run);
      const labels = classes ?? [];
      const outputs = new Float64Array(features.rows * labels.length);
      const strange: string[] = [];
      texts.forEach((text, row) => {
        const code = text === null ? -1 : labelIn(text, labels);
        if (code >= 0) outputs[row * labels.length + code] = 1;
        else outputs.fill(NaN, row * labels.length, (row + 1) * labels.length);
        if (code < 0 && text !== null) strange.push(text);
      });
      return { outputs, ...remarks, notices: strange.length > 0 ? [...notices, noLabel(strange)] : notices };
    },
    generate,
    dispose() {},
  };
}

/** Names the columns whose cells the prompts hold. */
function promptColumns({ template }: ChatArtifact, { texts }: Features): string[] {
  const names = texts?.names ?? [];
  const wanted = new Set(templateColumns(template));
  return template.trim() === '' ? [...names] : names.filter((name) => wanted.has(name));
}

/** Gives usage and notices of some answers. @throws AppError the code of the first failure when no row has an answer */
function remarksOn(
  { rows, asked, dropped }: ChatAnswers,
  { server, columns }: Pick<ChatJob, 'server' | 'columns'>,
  run: Run,
): Required<Pick<Remarks, 'notices' | 'usage'>> {
  const answers = rows.filter((row): row is ChatAnswer => !('failed' in row));
  const failed = rows.flatMap((row) => ('failed' in row ? [row.failed] : []));
  const { host } = new URL(server);
  const usage = sumUsage(answers);
  const { tokens } = usage;
  log(run, 'postprocess', 'chat.done', { rows: answers.length, tokensIn: tokens.in, tokensOut: tokens.out });
  const notices: Notice[] = [];
  if (asked > 0) notices.push(notice('chat.sent', { rows: asked, host, columns: columns.join(', ') }, 'note'));
  const [first] = failed;
  if (first) {
    const sample = formatMessage(first.code, first.params, 'en').message;
    notices.push(notice('chat.rows-failed', { rows: failed.length, sample }));
    if (answers.length === 0) throw new AppError(first.code, first.params);
  }
  const cut = answers.filter(({ finish }) => finish === 'length').length;
  if (cut > 0) notices.push(notice('chat.cut-short', { rows: cut }));
  for (const setting of dropped) notices.push(notice('chat.setting-dropped', { setting }, 'note'));
  return { usage, notices };
}

function sumUsage(answers: readonly ChatAnswer[]): Usage {
  const sum = (count: (answer: ChatAnswer) => number | null) =>
    answers.reduce((total, answer) => total + (count(answer) ?? 0), 0);
  const times = answers
    .flatMap(({ firstTokenMs }) => (firstTokenMs === null ? [] : [firstTokenMs]))
    .sort((a, b) => a - b);
  const tokens = {
    in: sum(({ tokensIn }) => tokensIn),
    out: sum(({ tokensOut }) => tokensOut),
    estimated: answers.some(({ tokensIn, tokensOut }) => tokensIn === null || tokensOut === null),
  };
  return times.length > 0 ? { tokens, timeToFirstToken: times[times.length >> 1] } : { tokens };
}

function noLabel(strange: readonly string[]): Notice {
  const examples = strange.slice(0, shownAnswers).map((text) => {
    const line = text.replace(/\s+/g, ' ').trim();
    return `“${line.length > 40 ? `${line.slice(0, 39)}…` : line}”`;
  });
  return notice('chat.no-label', {
    rows: strange.length,
    examples: examples.join(', ') + (strange.length > shownAnswers ? ', …' : ''),
  });
}

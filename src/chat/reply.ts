import * as v from 'valibot';

const Content = v.nullish(v.union([v.string(), v.array(v.looseObject({ text: v.optional(v.string()) }))]));
const Count = v.nullish(v.number());
const Choice = v.looseObject({
  delta: v.nullish(v.looseObject({ content: Content })),
  message: v.nullish(v.looseObject({ content: Content })),
  text: v.optional(v.string()),
  finish_reason: v.nullish(v.string()),
});

/** What a server sends: a piece of an answer, or a whole one. Of everything else that it may hold nothing is used. */
const Sent = v.looseObject({
  choices: v.optional(v.array(Choice)),
  usage: v.nullish(v.looseObject({ prompt_tokens: Count, completion_tokens: Count })),
  error: v.optional(v.unknown()),
});

/** A piece of an answer. */
export interface ReplyPart {
  text: string;
  finish: string | null;
  tokensIn: number | null;
  tokensOut: number | null;
  /** What the server said went wrong in the middle; absent where nothing did. */
  error?: unknown;
}

/** Reads a piece of an answer, or a whole one; null where it is neither. */
export function readReplyPart(json: string): ReplyPart | null {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return null;
  }
  const read = v.safeParse(Sent, content);
  if (!read.success) return null;
  const { choices, usage, error } = read.output;
  if (!choices && !usage && error === undefined) return null;
  const choice = choices?.[0];
  return {
    text: contentText(choice?.delta?.content ?? choice?.message?.content ?? choice?.text),
    finish: choice?.finish_reason ?? null,
    tokensIn: usage?.prompt_tokens ?? null,
    tokensOut: usage?.completion_tokens ?? null,
    ...(error === undefined || error === null ? {} : { error }),
  };
}

function contentText(content: v.InferOutput<typeof Content>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text ?? '').join('');
}

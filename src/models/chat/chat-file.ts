import * as v from 'valibot';
import { AppError } from '../../base/errors.ts';
import { toBytes } from '../../base/zip.ts';
import type { ChatArtifact } from '../../contract/model/chat-artifact.ts';
import type { ModelFile } from '../../contract/model/family.ts';
import { readJsonMember } from '../members.ts';

const Price = v.nullable(v.pipe(v.number(), v.minValue(0)));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What `chat.json` holds: how a chat model is asked. There is no key in it. */
const ChatFile = v.strictObject({
  server: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s?#@]+$/)),
  model: v.pipe(v.string(), v.minLength(1)),
  system: v.string(),
  template: v.string(),
  settings: v.strictObject({
    temperature: v.optional(v.number()),
    top_p: v.optional(v.number()),
    max_tokens: v.optional(Count),
    seed: v.optional(v.number()),
  }),
  concurrency: v.pipe(Count, v.maxValue(64)),
  tries: v.pipe(Count, v.maxValue(20)),
  timeout: v.pipe(v.number(), v.minValue(1)),
  reuse: v.boolean(),
  price: v.strictObject({ in: Price, out: Price }),
  classes: v.optional(v.pipe(v.array(v.string()), v.minLength(2))),
});

/** A chat model in a bundle: `chat.json`. */
export const chatFile: ModelFile<ChatArtifact> = {
  members: (artifact) => [{ name: 'chat.json', bytes: toBytes(toChatFile(artifact)) }],
  read: (members) => fromChatFile(readJsonMember(members, 'chat.json')),
};

function toChatFile({ form: _, ...settings }: ChatArtifact): string {
  return JSON.stringify(settings, null, 1);
}

/** Reads `chat.json`. @throws AppError `model.bad-content` */
function fromChatFile(content: unknown): ChatArtifact {
  const parsed = v.safeParse(ChatFile, content, { abortEarly: true });
  if (parsed.success) return { form: 'chat', ...parsed.output };
  const [issue] = parsed.issues;
  const location = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  throw new AppError('model.bad-content', { member: 'chat.json', problem: `${location}: ${issue.message}` });
}

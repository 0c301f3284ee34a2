import { createStore, getMany, promisifyRequest, set } from 'idb-keyval';
import type { ChatAnswer } from '../contract/model/jobs.ts';

/** Answers of chat servers that survive a stop, a reload and a dead connection. Neither questions nor keys are in it. */
export interface ChatAnswerCache {
  /** Gives the answer to each question, by the name of the question. */
  get(names: readonly string[]): Promise<(ChatAnswer | undefined)[]>;
  put(name: string, answer: ChatAnswer): Promise<void>;
  /** Lets go of answers that are older than the moment `before`, in milliseconds since the epoch. */
  forget(before: number): Promise<void>;
}

type StoredAnswer = ChatAnswer & { at: number };

/** Opens the answers of one place of an origin. Where the browser keeps nothing there are none. */
export function openAnswers(base: string, now: () => number): ChatAnswerCache {
  const store = createStore(`intab ${base} answers`, 'answers');
  return {
    async get(names) {
      const kept = await getMany<StoredAnswer | undefined>([...names], store).catch((): undefined[] => []);
      return names.map((_, at) => kept[at] && { ...withoutAge(kept[at]), firstTokenMs: null });
    },
    put: (name, answer) => set(name, { ...answer, at: now() } satisfies StoredAnswer, store),
    forget: (before) =>
      store('readwrite', (answers) => {
        const request = answers.openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          if ((cursor.value as StoredAnswer).at < before) cursor.delete();
          cursor.continue();
        };
        return promisifyRequest(answers.transaction);
      }),
  };
}

function withoutAge({ at: _, ...answer }: StoredAnswer): ChatAnswer {
  return answer;
}

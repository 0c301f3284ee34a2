import type { GenerationOptions } from '../../../src/contract/model/causal-lm-artifact.ts';
import { openOnnxLm } from '../../../src/transformers/onnx-causal-lm.ts';

/** Prompts to continue; `stopAfter`: number of texts of the first one, then stop. */
export interface Question {
  files: string[];
  prompts: string[];
  rule: GenerationOptions;
  stopAfter?: number;
}

export interface Answer {
  texts: string[];
  chunks: string[][];
  tokens: [into: number, out: number][];
  error?: string;
}

addEventListener('message', ({ data, ports: [port] }: MessageEvent<Question>) => {
  void answer(data).then((found) => port?.postMessage(found));
});

async function answer({ files, prompts, rule, stopAfter = Infinity }: Question): Promise<Answer> {
  const found: Answer = { texts: [], chunks: [], tokens: [] };
  const stop = new AbortController();
  const run = { signal: stop.signal, yield: () => Promise.resolve() };
  try {
    const read = files.map(async (path) => {
      const response = await fetch(`../model/${path}`.replace('../', new URL('..', import.meta.url).href));
      return { path, bytes: new Uint8Array(await response.arrayBuffer()) };
    });
    const causalLm = await openOnnxLm(await Promise.all(read), 128);
    for (const prompt of prompts) {
      const own: string[] = [];
      found.chunks.push(own);
      const onText = (chunk: string) => {
        if (own.push(chunk) >= stopAfter) stop.abort();
      };
      const { text, tokensIn, tokensOut } = await causalLm.write(prompt, rule, onText, run);
      found.texts.push(text);
      found.tokens.push([tokensIn, tokensOut]);
    }
    await causalLm.dispose();
  } catch (error) {
    found.error = error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : String(error);
  }
  return found;
}

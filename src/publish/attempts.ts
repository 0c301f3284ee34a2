import { throwIfExpired } from './doctor.ts';
import type { Answer, Transport, Outgoing } from './exchange.ts';
import { explainRefusal } from './refusal.ts';

/** Waits before the second, third ... try, in milliseconds. */
const waits = [1000, 2000, 4000, 8000];

/**
 * Sends a request until it is taken: what is broken for the moment is tried again after a longer wait each time, a refusal is not.
 * `request` makes it anew for each try; `takes` says what ends the trying.
 * @throws AppError `publish.*`, `run.stopped`
 */
export async function attempt(
  transport: Transport,
  target: { host: string; expiresAt: number | null },
  request: () => Outgoing | Promise<Outgoing>,
  onSent: (bytes: number) => void = () => {},
  takes: (answer: Answer) => boolean = isTaken,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const outgoing = await request();
    const answer = await transport.exchange(outgoing, onSent);
    if (takes(answer)) return answer;
    if (tries >= maxTries(answer)) {
      throw explainRefusal(answer, {
        ...target,
        url: outgoing.url,
        origin: transport.origin,
        tries,
        now: transport.now(),
      });
    }
    onSent(0);
    await transport.wait(waits[tries - 1]);
    throwIfExpired(target, transport.now());
  }
}

/** Is true for a success; a web page is none: a proxy that asks to log in answers 200 in the server's place. */
export function isTaken({ status, text }: Answer): boolean {
  return status >= 200 && status < 300 && !/^\s*<(!doctype html|html)/i.test(text);
}

/**
 * A dropped connection and a busy server deserve patience. No answer at all before anything left, or after everything did, is most often a
 * rule of the bucket: one more try is enough to tell.
 */
function maxTries({ status, sent }: Answer): number {
  if (status === 0) return sent === 'some' ? waits.length + 1 : 2;
  return status === 429 || (status >= 500 && status !== 501) ? waits.length + 1 : 1;
}

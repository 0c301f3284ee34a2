import { throwIfStopped, type Run, type RunEvent } from '../base/run.ts';
import type { PortMessage, RunPort } from '../base/port.ts';

/** A run goes on at most this long before waiting messages are let through, in milliseconds. */
const turnMs = 30;
/** Progress is told at most this often, in milliseconds. */
const tellMs = 100;

const { port1: here, port2: there } = new MessageChannel();
const waiting: (() => void)[] = [];
here.onmessage = () => waiting.shift()?.();

/** Ends this turn of the event loop; what waits (messages, stops) comes first. Not slowed down in hidden tabs, as timers are. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    there.postMessage(null);
  });
}

/** Tells time in milliseconds since the epoch, never backwards. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Makes the run of one call: events go to the page by its port, `stop` comes back by it, and `end` is echoed after all events. */
export function toRun(port: RunPort): Run {
  const stop = new AbortController();
  port.onmessage = ({ data }: MessageEvent<PortMessage>) => {
    if (data === 'stop') stop.abort();
    if (data === 'end') port.postMessage('end' satisfies PortMessage);
  };
  let told = 0;
  return makeRun(stop.signal, (event) => {
    if (event.type === 'progress' && event.done < event.total) {
      if (now() - told < tellMs) return;
      told = now();
    }
    port.postMessage(event);
  });
}

/** Makes a run that nobody hears; without a signal nobody stops it either. */
export function backgroundRun(signal = new AbortController().signal): Run {
  return makeRun(signal, () => {});
}

function makeRun(signal: AbortSignal, report: (event: RunEvent) => void): Run {
  let turnStart = now();
  const run: Run = {
    signal,
    now,
    report,
    async breathe() {
      if (now() - turnStart > turnMs) {
        await nextTurn();
        turnStart = now();
      }
      throwIfStopped(run);
    },
  };
  return run;
}

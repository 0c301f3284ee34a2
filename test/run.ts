import { throwIfStopped, type Run, type RunEvent } from '../src/base/run.ts';

/** Makes a run that keeps its events in `events` and yields by letting a macrotask through. */
export function quietRun(signal = new AbortController().signal, events: RunEvent[] = []): Run & { events: RunEvent[] } {
  let last = Date.now();
  const run: Run & { events: RunEvent[] } = {
    signal,
    events,
    now: () => Date.now(),
    report: (event) => void events.push(event),
    yield: async () => {
      if (Date.now() - last > 30) {
        await new Promise((resolve) => setTimeout(resolve));
        last = Date.now();
      }
      throwIfStopped(run);
    },
  };
  return run;
}

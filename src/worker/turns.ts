/** Jobs that go one after another; what may wait goes only when nothing else does. */
export interface Turns {
  /** Does a job when its turn comes; a stopped one that still waits rejects at once. */
  next<T>(job: () => Promise<T>, signal: AbortSignal, stopped: () => Error): Promise<T>;
  /** Does a job when nothing else waits. */
  whenIdle<T>(job: () => Promise<T>): Promise<T>;
}

/** Makes an empty row of jobs. */
export function makeTurns(): Turns {
  const waiting: (() => Promise<unknown>)[] = [];
  const idle: (() => Promise<unknown>)[] = [];
  let busy = false;

  async function go(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let job = waiting.shift() ?? idle.shift(); job; job = waiting.shift() ?? idle.shift()) await job();
    busy = false;
  }

  function enter<T>(
    list: typeof waiting,
    job: () => Promise<T>,
    signal?: AbortSignal,
    stopped?: () => Error,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const entry = () => job().then(resolve, reject);
      list.push(entry);
      signal?.addEventListener('abort', () => {
        const at = list.indexOf(entry);
        if (at < 0 || !stopped) return;
        list.splice(at, 1);
        reject(stopped());
      });
      void go();
    });
  }

  return {
    next: (job, signal, stopped) => enter(waiting, job, signal, stopped),
    whenIdle: (job) => enter(idle, job),
  };
}

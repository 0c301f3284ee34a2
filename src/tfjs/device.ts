/** The device a backend computes on. A GPU may go away at any time: the driver restarts, the laptop sleeps. */
export interface Device {
  /** Why the device is lost, or null. */
  lost(): string | null;
  /** Awaits work of the device, which may never come to an end once it is lost: the work's result, or a rejection with the reason. */
  wait<T>(work: Promise<T>): Promise<T>;
}

/** Makes a device, and `lose` to report its loss. `isGone` answers at once what is otherwise reported later. */
export function watchDevice(isGone = () => false): { device: Device; lose: (detail: string) => void } {
  let lost: string | null = null;
  const waiting = new Set<(reason: Error) => void>();
  return {
    device: {
      lost: () => lost ?? (isGone() ? 'the device is gone' : null),
      wait: (work) =>
        new Promise((resolve, reject) => {
          if (lost !== null) reject(new Error(lost));
          waiting.add(reject);
          work.then(resolve, reject).finally(() => waiting.delete(reject));
        }),
    },
    lose(detail) {
      lost = detail;
      for (const reject of waiting) reject(new Error(detail));
    },
  };
}

import type { Page } from '../state/context.ts';
import { takeFiles } from './take-files.ts';

/** What a browser hands over when the system opens files with the installed app (File Handling API; not in TypeScript's types yet). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly FileSystemHandle[] }) => void): void;
}

/** Takes the files that are opened with the installed app, in the order they were picked; does nothing where a browser has no such way. */
export function takeLaunchedFiles(page: Page): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    const handles = files.filter((handle): handle is FileSystemFileHandle => handle.kind === 'file');
    void Promise.all(handles.map((handle) => handle.getFile())).then((opened) => takeFiles(page, opened));
  });
}

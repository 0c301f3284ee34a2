import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hasProgram } from '../programs.ts';
import { presign, type Store } from './presign.ts';

/** The system's Python: Swift is a package of the system. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'swift.py');

/** Says whether the real server can be started here. */
export function hasSwift(): boolean {
  return hasProgram(python, '-I', script, 'check');
}

/** Starts Swift with an empty bucket; it ends when `stop` is called, or with this process. */
export async function startSwift(): Promise<{ store: Store; stop(): Promise<void> }> {
  const server = spawn(python, ['-I', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).once('line', resolve);
    server.once('exit', (code) => reject(new Error(`Swift ended with ${code ?? 'a signal'}`)));
  });
  const store = JSON.parse(line) as Store;
  const stop = () => {
    server.stdin.end();
    return ended;
  };
  // Right after the start the storage servers may still be busy.
  for (let tries = 0; tries < 300; tries++) {
    const { status } = await fetch(presign(store, 'PUT', ''), { method: 'PUT' });
    if (status === 200) return { store, stop };
    await new Promise((done) => setTimeout(done, 200));
  }
  await stop();
  throw new Error('Swift did not make a bucket');
}

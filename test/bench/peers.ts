import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measure } from './case.ts';

const run = promisify(execFile);
const program = process.env.BENCH_PYTHON ?? '/usr/bin/python3';
const script = join(import.meta.dirname, 'peers.py');

/** Names the versions of the Python libraries that are there; null without Python. */
export async function findPeers(): Promise<Record<string, string> | null> {
  try {
    return JSON.parse((await run(program, [script, 'versions'])).stdout) as Record<string, string>;
  } catch {
    return null;
  }
}

/** Has a function of peers.py measured in a process of its own. */
export async function askPeer(name: string, ...given: (string | number)[]): Promise<Measure> {
  const { stdout } = await run(program, [script, name, ...given.map(String)], { maxBuffer: 1e8 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measure;
}

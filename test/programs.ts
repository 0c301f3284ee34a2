/**
 * Programs and Python modules that some tests need beside Node. Nothing is installed here: a test whose programs are absent is left out, its name
 * ends in "(needs …)", and the summary counts it.
 */
import { spawnSync } from 'node:child_process';

/** Finds a Python that imports every one of `modules`, or null; the environment's `PYTHON` goes first. */
export function findPython(...modules: string[]): string | null {
  return findPythonFor(`import ${modules.join(', ')}`);
}

/** Finds a Python that runs `script` without an error, or null. */
export function findPythonFor(script: string): string | null {
  const candidates = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'];
  return candidates.find((command) => command && hasProgram(command, '-c', script)) ?? null;
}

/** True if a program starts with `args` and ends well. */
export function hasProgram(name: string, ...args: string[]): boolean {
  return spawnSync(name, args).status === 0;
}

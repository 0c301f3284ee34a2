import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's own Python: its packages are for this one, whatever comes first in the path. */
export const python = '/usr/bin/python3';

/** Says whether something of Debian is there; where this is root with apt-get, its package is installed first. */
export function hasPackage(name: string, isThere: () => boolean): boolean {
  if (!existsSync(python)) return false;
  if (isThere()) return true;
  const mayInstall = process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0;
  if (!mayInstall) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=120', ...words], { env, timeout: 240_000 }).status ===
    0;
  const install = () => apt('install', '--no-install-recommends', name);
  if (!install() && apt('update')) install();
  return isThere();
}

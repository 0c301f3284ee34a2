/** Finds the Chromium that end-to-end tests drive, or installs the system's where it may. Prints its path when run by itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const paths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Gives the path of a Chromium on this machine, or null. `CHROMIUM_PATH` goes first. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  for (const name of names) {
    const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim().split('\n')[0];
  }
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Installs Debian's Chromium where apt-get is there and this is root; says what is needed elsewhere. */
function install() {
  const root = process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0;
  if (!root) {
    throw new Error(
      'No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
    stdio: 'inherit',
    env,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!findChromium()) install();
  console.log(`Chromium: ${findChromium()}`);
}

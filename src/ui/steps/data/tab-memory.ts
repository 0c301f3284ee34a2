/** What a tab gets at most in today's browsers, in bytes. */
const max = 4e9;

/** Says how much memory a tab can hope for, in bytes: half of the machine's, where the browser tells it (in GB, rounded), at most 4 GB. */
export function tabMemory(machine: object): number {
  const gigabytes = 'deviceMemory' in machine ? machine.deviceMemory : undefined;
  return typeof gigabytes === 'number' ? Math.min(max, gigabytes * 0.5e9) : max;
}

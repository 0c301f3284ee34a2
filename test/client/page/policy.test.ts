import { expect, it } from 'vitest';
import { staysHome } from '../../../src/client/page/policy.ts';

it.each([
  ["default-src 'self'; connect-src 'self'", true],
  ["default-src 'self'", true],
  ["DEFAULT-SRC 'none'; connect-src 'self' blob: data:", true],
  ["default-src 'self'; connect-src *", false],
  ["default-src 'self'; connect-src 'self' https://api.example", false],
  ['connect-src https:', false],
  ["script-src 'self'", false],
  ['', false],
])('%j keeps workers at home: %j', (policy, home) => {
  expect(staysHome(policy)).toBe(home);
});

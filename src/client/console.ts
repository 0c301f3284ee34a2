import * as intab from './intab.ts';

declare global {
  interface Window {
    intab: typeof intab;
  }
}

// A plain object: a module's own cannot be cloned, printed or listed as one expects.
window.intab = { ...intab };

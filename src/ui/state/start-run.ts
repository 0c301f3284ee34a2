import type { Page } from './context.ts';

/** Puts what was prepared in the queue; it runs at once where nothing else does. */
export function train({ session, runs }: Page): void {
  if (session.problem) return;
  const id = runs.add(session.request());
  session.remember(id);
}

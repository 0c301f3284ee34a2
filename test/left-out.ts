import type { Reporter, TestModule } from 'vitest/node';

/** Says at the end of a run how many tests were left out, by what they need: the words in "(needs …)" of a test's or its suite's name. */
export default class LeftOut implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, { tests: number; files: Set<string> }>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const needs = [...test.fullName.matchAll(/\(needs ([^)]+)\)/g)].at(-1)?.[1] ?? 'no reason given';
        const count = counts.get(needs) ?? { tests: 0, files: new Set() };
        count.tests += 1;
        count.files.add(module.relativeModuleId);
        counts.set(needs, count);
      }
    }
    for (const [needs, { tests, files }] of [...counts].sort()) {
      const reason = needs === 'no reason given' ? 'for no stated reason' : `that need ${needs}`;
      console.log(`left out: ${tests} tests in ${files.size} files ${reason}`);
    }
  }
}

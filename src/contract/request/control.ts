import type { Task } from '../data/kinds.ts';

/** The optional steps of a run. */
export const steps = ['preprocess', 'normalize', 'postprocess'] as const;
/** A part of a run that may be switched: preprocess, normalize or postprocess. */
export type Step = (typeof steps)[number];

/** An adapter's setting for a step: true = always, false = never, null = the user decides. */
export type StepSetting = boolean | null;

/** Says whether a step runs and whose word that was. */
export interface Decision {
  run: boolean;
  decidedBy: 'adapter' | 'user' | 'default';
}

/** For each step whether it ran and who decided: the adapter, the person or the default. */
export type Control = Record<Step, Decision>;

/** Says whether a run learns from its rows, and so holds some of them back: all do but models that write as they are. */
export function learns(
  task: Task,
  { learnsWhere }: { learnsWhere?: { option: string; is: string } },
  options: Readonly<Record<string, unknown>>,
): boolean {
  return task !== 'generation' || (learnsWhere !== undefined && options[learnsWhere.option] === learnsWhere.is);
}

/** Decides one step. Order of say: the adapter, the user, the adapter's suggestion, off. */
function decide(adapter: StepSetting, user: boolean | undefined, suggested = false): Decision {
  if (adapter !== null) return { run: adapter, decidedBy: 'adapter' };
  if (user !== undefined) return { run: user, decidedBy: 'user' };
  return { run: suggested, decidedBy: 'default' };
}

/** Decides every step; without preprocess there is nothing to normalize, so normalize is then off, whatever else said it should run. */
export function decideAll(
  meta: { control: Record<Step, StepSetting>; suggested: Partial<Record<Step, boolean>> },
  user: Partial<Record<Step, boolean>>,
): Control {
  const of = (step: Step) => decide(meta.control[step], user[step], meta.suggested[step]);
  const preprocess = of('preprocess');
  const normalize = of('normalize');
  return {
    preprocess,
    normalize: preprocess.run || !normalize.run ? normalize : { run: false, decidedBy: preprocess.decidedBy },
    postprocess: of('postprocess'),
  };
}

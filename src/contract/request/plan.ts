import type { Engine } from './engine.ts';
import type { Step } from './control.ts';
import type { MergeChoices, ReadChoices, Source } from '../data/reading.ts';
import type { FieldSpec } from './field.ts';
import type { Task } from '../data/kinds.ts';

/** Everything of a run but the data: what a plan file holds. */
export interface Plan {
  /** null = every other column that is a number, category, boolean or date. */
  fields: FieldSpec[] | null;
  /** Whether the columns that null would take are factors too, beside those named; rules for the target may then stand among them. */
  otherFields?: boolean;
  target: string | null;
  /** Rules for the target column, where there are some. */
  targetField: FieldSpec | null;
  task: Task | null;
  modelType: string;
  modelParams: Record<string, unknown>;
  control: Partial<Record<Step, boolean>>;
  split: { testSize: number; seed: number; stratify: boolean };
  read: ReadChoices;
  merge: MergeChoices;
  engine: Engine;
  name: string | null;
}

/** A run to be done: its plan and its data. */
export interface TrainRequest {
  plan: Plan;
  sources: Source[];
}

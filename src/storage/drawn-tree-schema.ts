import * as v from 'valibot';
import type { DrawnNode } from '../contract/result/explanation.ts';

const Named = { factor: v.string(), missing: v.optional(v.picklist(['yes', 'no'])) } as const;
const Question = v.variant('ask', [
  v.object({ ...Named, ask: v.literal('at most'), limit: v.number(), date: v.optional(v.literal(true)) }),
  v.object({ ...Named, ask: v.literal('is'), levels: v.array(v.string()), more: v.number() }),
  v.object({ ...Named, ask: v.literal('known') }),
]);
const Leaf = { rows: v.number(), adds: v.number(), hidden: v.optional(v.number()) };
const Node: v.GenericSchema<DrawnNode> = v.union([
  v.object({ ...Leaf, question: Question, yes: v.lazy(() => Node), no: v.lazy(() => Node) }),
  v.strictObject(Leaf),
]);

/** What a report must hold of a drawn tree: every question has both answers. */
export const DrawnTreeFile = v.object({
  of: v.number(),
  base: v.number(),
  label: v.optional(v.string()),
  root: Node,
});

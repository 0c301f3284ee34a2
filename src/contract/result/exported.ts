/** Other programs' words for a model. */
export const exportFormats = ['page', 'onnx', 'python', 'javascript', 'project', 'sql', 'workbook'] as const;
/** The form in which another program gets a model: one of `exportFormats`. */
export type ExportFormat = (typeof exportFormats)[number];

/** Rows with the app's own answers to them: what an export is checked by. Only made-up rows ever stand in an exported file. */
export interface Proof {
  /** Dates are ISO dates. */
  rows: Record<string, number | string | null>[];
  predictions: (number | string | null)[];
  labels?: string[];
  probabilities?: number[][];
}

/** A model in another program's words. */
export interface Exported {
  file: File;
  /** How many rows it was run on here and agreed; 0 where it cannot run here and carries the rows to be checked by. */
  agreed: number;
  /** How many of them are test rows of the run; the others were made up from what the training rows were like. */
  heldOut: number;
}

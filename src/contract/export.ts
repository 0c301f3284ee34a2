/** Other programs' words for a model. */
export const exportFormats = ['page', 'onnx', 'python', 'javascript', 'project', 'sql', 'workbook'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Rows made up from what the training rows were like, with the app's own answers to them: what an export is checked by. No row of the data. */
export interface Proof {
  rows: Record<string, number | string | null>[];
  /** Dates are ISO days in `rows`. */
  predictions: (number | string | null)[];
  labels?: string[];
  probabilities?: number[][];
}

/** A model in another program's words. */
export interface Exported {
  file: File;
  /** How many rows it was run on here and agreed; 0 where it cannot run here and carries the rows to be checked by. */
  agreed: number;
}

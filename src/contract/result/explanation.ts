/** An equation in the columns' own units. */
export interface LinearEquation {
  intercept: number;
  coefficients: Record<string, number>;
}

/** A linear model in the columns' own units: one equation, or one for each class. */
export type Equation = LinearEquation | { classes: Record<string, LinearEquation> };

/** Why a row was answered so: what is said without knowing the row, and what each factor adds to it. All add up to the answer. */
export interface RowContributions {
  /** Classes: the one that was answered. The numbers are then its log odds, or its log chance above the mean of more than two classes. */
  label?: string;
  base: number;
  /** Stored name. */
  adds: { factor: string; value: number }[];
}

/** A question of a drawn tree with its two answers, or a leaf. */
export interface DrawnNode {
  /** How many training rows came here, and what the tree adds for them on the average. */
  rows: number;
  /** Stored name. */
  adds: number;
  /** Leaves below that are not drawn. */
  hidden?: number;
  question?: DrawnQuestion;
  yes?: DrawnNode;
  no?: DrawnNode;
}

/**
 * `at most` asks a number, or a date (milliseconds since 1970); `is` a category; `known` whether there is a cell at all. `missing`: the answer that missing
 * cells are given, where they may stay.
 */
export type DrawnQuestion = { factor: string; missing?: 'yes' | 'no' } & (
  { ask: 'at most'; limit: number; date?: true } | { ask: 'is'; levels: string[]; more: number } | { ask: 'known' }
);

/** The first tree of many. */
export interface DrawnTree {
  /** How many trees there are. */
  of: number;
  /** What the trees add to. */
  base: number;
  /** Classes: whose log odds or score it is. */
  label?: string;
  root: DrawnNode;
}

/** A word of a text and what it says for (above 0) and against (below 0) each class, in the score's units. */
export interface TokenAttribution {
  /** The column. */
  factor: string;
  /** Where it stands, in UTF-16 units of the cell; `to` exclusive. */
  from: number;
  to: number;
  /** One a class. */
  weights: number[];
}

/** The terms that speak most for and against one class, the strongest first. */
export interface ClassWords {
  for: [term: string, weight: number][];
  against: [term: string, weight: number][];
}

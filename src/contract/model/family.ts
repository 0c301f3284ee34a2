import type { Member } from '../../base/zip.ts';
import type { FeatureInfo } from './adapter.ts';
import type { HostServices } from './jobs.ts';
import type { TrainResult } from '../result/result.ts';
import type { Artifact } from './artifact.ts';
import type { Predictor } from './predictor.ts';

/** A family of models: how its artifacts are opened, described and stored. Code comes when it is first needed. */
export interface Family<A extends Artifact = Artifact> {
  /** Opens an artifact for predicting. @throws AppError `model.bad-size` when its parts do not fit each other */
  open(artifact: A, host?: HostServices): Promise<Predictor>;
  /** Gives the family's own part of a result; absent for a family that has nothing to show. */
  describe?(artifact: A, context: DescribeContext): Promise<Description>;
  file: {
    /** The member that every bundle of this family has, and no other bundle. */
    main: string;
    load(): Promise<ModelFile<A>>;
  };
  /** The features its predictor reads. */
  space(artifact: A): 'raw' | 'scaled';
  /** Whether the exported page can run it. */
  runsInPage: boolean;
}

/** How an artifact is written as members of a bundle. A model's id is the hash of these bytes: they never change. */
export interface ModelFile<A extends Artifact = Artifact> {
  members(artifact: A): Member[];
  /** Reads what `members` wrote, from anywhere. @throws AppError `model.missing-member`, `model.bad-content` */
  read(members: Members): A;
}

/** The files of a bundle by name. */
export type Members = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What a description may name. */
export interface DescribeContext {
  /** In the order in which the model reads them. */
  features: readonly FeatureInfo[];
  /** What the class codes are called in the result; empty for regression and generation. */
  classNames: readonly string[];
}

/** What a family adds to a result. */
export type Description = Pick<TrainResult, 'equation' | 'redundant' | 'tree' | 'words'>;

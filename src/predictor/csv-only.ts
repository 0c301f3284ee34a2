import { AppError } from '../base/errors.ts';

/** Stands in for SheetJS, which is larger than the whole page. @throws AppError `read.csv-only` */
export function openWithSheetJs(): never {
  throw new AppError('read.csv-only', {});
}

/** Stands in for the reader of Parquet. @throws AppError `read.csv-only` */
export function readParquet(): never {
  throw new AppError('read.csv-only', {});
}

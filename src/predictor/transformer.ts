/** Stands in for transformers, which are never written as a page: they are larger than any page should be. */
export function openTransformer(): never {
  throw new TypeError('this page holds no transformers');
}

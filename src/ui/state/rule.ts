import type { FieldSpec } from '../../contract/request/field.ts';

/** What a person asks of the cells of one column. */
export type Rule = Pick<FieldSpec, 'min' | 'max' | 'enum' | 'missing' | 'normalize'>;

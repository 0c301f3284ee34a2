import type { Message } from '../../message.ts';

/** Says what happened while files became one table. */
export const merge = {
  'merge.missing-column': {
    message: '{file} has no column “{column}”.',
    hint: 'Nearest names there: {similar}. Map one of them with “from”, fill the column with missing cells, or leave it out.',
  },
  'merge.day-order': {
    message: 'Dates of “{column}” have the day first in {dayFirst} and the month first in {monthFirst}.',
    hint: 'If that is wrong, choose one order for all beside the kind of the column, under Fields.',
  },
  'merge.done': { message: 'Merged {rows row|rows}; {duplicates duplicate|duplicates} dropped.' },
  'merge.extra-columns': {
    message: '{file} has {count column|columns} that the first file does not have; left out: {columns}.',
  },
  'merge.filled': { message: '{file} has no column “{column}”: its {rows row has|rows have} a missing cell there.' },
  'merge.left-out': { message: 'The column “{column}” was left out because it is missing from {files}.' },
  'merge.kinds-differ': {
    message: 'The files hold different kinds of cells in “{column}” ({kinds}); together they are read as {kind}.',
    hint: 'Choose the kind of the column if this is not what you want.',
  },
  'merge.nothing-new': {
    message: '{file} adds nothing: all of its {rows row|rows} equal rows that were read before.',
    hint: 'It may be the same file twice.',
  },
  'merge.duplicate': { message: 'The row equals an earlier one.' },
} as const satisfies Record<`merge.${string}`, Message>;

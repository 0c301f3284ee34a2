import { dateText, numberText } from '../cells/cell-text.ts';
import { distinctNumbers } from './distinct.ts';
import { inLevelOrder } from '../cells/level-order.ts';
import type { Column } from '../table.ts';

/** Gives the class names of a target column, in class order (the last is the positive one); of some rows alone where `rows` is given. */
export function classNames(column: Column, rows?: Int32Array): string[] {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const values = rows ? Float64Array.from(rows, (row) => column.values[row]) : column.values;
      const toText = column.kind === 'number' ? numberText : dateText;
      return inLevelOrder([...new Set(Array.from(distinctNumbers(values).values, toText))]);
    }
    case 'category':
    case 'boolean': {
      const present = new Uint8Array(column.levels.length);
      const addClass = (code: number) => {
        if (code >= 0) present[code] = 1;
      };
      if (rows) rows.forEach((row) => addClass(column.codes[row]));
      else column.codes.forEach(addClass);
      return inLevelOrder(column.levels.filter((_, code) => present[code]));
    }
    case 'text': {
      const texts = rows ? Array.from(rows, (row) => column.values[row]) : column.values;
      return inLevelOrder([...new Set(texts)].filter((text) => text !== null));
    }
    case 'empty':
      return [];
  }
}

/** Gives the place of each row's class among `classes`, for every row of the column; -1 = missing or none of them. */
export function classCodes(column: Column, classes: readonly string[]): Int32Array {
  const indexByClass = new Map(classes.map((name, index) => [name, index]));
  const classIndex = (name: string) => indexByClass.get(name) ?? -1;
  switch (column.kind) {
    case 'number':
    case 'date': {
      const toText = column.kind === 'number' ? numberText : dateText;
      const byValue = new Map(
        Array.from(distinctNumbers(column.values).values, (value) => [value, classIndex(toText(value))]),
      );
      return Int32Array.from(column.values, (value) => byValue.get(value) ?? -1);
    }
    case 'category':
    case 'boolean': {
      const byCode = column.levels.map(classIndex);
      return column.codes.map((code) => (code < 0 ? -1 : byCode[code]));
    }
    case 'text':
      return Int32Array.from(column.values, (text) => (text === null ? -1 : classIndex(text)));
    case 'empty':
      return new Int32Array(0);
  }
}

import type { Sentence } from './sentence.ts';

/** Says which rows were dropped and why. */
export const clean = {
  'clean.no-rows': {
    en: {
      message: 'No row is left: all {rows row|rows} were dropped, {count} of them because of “{column}” ({reason}).',
      hint: 'Loosen the rules of “{column}”, fill its missing cells, or take it out of the factors.',
    },
    zh: {
      message: '没有剩下任何行：{rows} 行全部被去掉，其中 {count} 行是因为“{column}”（{reason}）。',
      hint: '请放宽“{column}”的规则、填补其缺失值，或不把它用作因素。',
    },
  },
  'clean.done': {
    en: { message: 'Kept {kept row|rows}, dropped {dropped}.' },
    zh: { message: '保留 {kept} 行，去掉 {dropped} 行。' },
  },
  'clean.no-target': {
    en: { message: 'The target is missing.' },
    zh: { message: '目标值缺失。' },
  },
  'clean.missing': {
    en: { message: 'The cell is missing.' },
    zh: { message: '单元格缺失。' },
  },
  'clean.unparsable': {
    en: { message: 'The cell is not of the column’s kind.' },
    zh: { message: '单元格内容不符合该列的类型。' },
  },
  'clean.below-min': {
    en: { message: 'The value is below the minimum.' },
    zh: { message: '小于最小值。' },
  },
  'clean.above-max': {
    en: { message: 'The value is above the maximum.' },
    zh: { message: '大于最大值。' },
  },
  'clean.not-allowed': {
    en: { message: 'The value is not one of those allowed.' },
    zh: { message: '不在允许的取值之内。' },
  },
  'clean.dropped-no-target': {
    en: { message: '{count row was|rows were} dropped because the target “{column}” is missing there.' },
    zh: { message: '目标“{column}”缺失，去掉了 {count} 行。' },
  },
  'clean.dropped-missing': {
    en: {
      message: '{count row was|rows were} dropped because “{column}” is missing there.',
      hint: 'Fill its missing cells to keep these rows.',
    },
    zh: { message: '“{column}”缺失，去掉了 {count} 行。', hint: '填补该列的缺失值即可保留这些行。' },
  },
  'clean.dropped-unparsable': {
    en: {
      message: '{count row was|rows were} dropped because “{column}” cannot be read there: {examples}.',
      hint: 'Correct these cells in the file, or name them as words that mean missing.',
    },
    zh: {
      message: '“{column}”中有无法识别的内容（{examples}），去掉了 {count} 行。',
      hint: '请在文件中更正这些单元格，或把它们列为表示缺失的词。',
    },
  },
  'clean.dropped-below-min': {
    en: { message: '{count row was|rows were} dropped because “{column}” is below its minimum {limit}.' },
    zh: { message: '“{column}”小于最小值 {limit}，去掉了 {count} 行。' },
  },
  'clean.dropped-above-max': {
    en: { message: '{count row was|rows were} dropped because “{column}” is above its maximum {limit}.' },
    zh: { message: '“{column}”大于最大值 {limit}，去掉了 {count} 行。' },
  },
  'clean.dropped-not-allowed': {
    en: { message: '{count row was|rows were} dropped because “{column}” is none of {allowed}.' },
    zh: { message: '“{column}”不在 {allowed} 之内，去掉了 {count} 行。' },
  },
  'clean.no-ledger': {
    en: {
      message: 'The list of dropped rows of this run is gone.',
      hint: 'It is kept for the last runs of an open page. Train again to see it.',
    },
    zh: { message: '此运行的被去掉行列表已不存在。', hint: '仅在页面打开期间为最近的运行保留。请重新训练以查看。' },
  },
} as const satisfies Record<`clean.${string}`, Sentence>;

import type { Lang } from '../../base/messages/sentence.ts';
import { isLacking, problemOf, type OptionField } from '../../contract/request/options.ts';
import { formats } from './format.ts';

/** Says what is wrong with the value of an option, as the end of a sentence; '' when it fits. */
export function optionProblem(field: OptionField, value: unknown, lang: Lang): string {
  if (isLacking(field, value)) return lang === 'zh' ? '需要填写' : 'must be filled in';
  if (problemOf(field, value) === null) return '';
  return lang === 'zh' ? `需要${needed(field, lang)}` : `must be ${needed(field, lang)}`;
}

/** The same as a line of its own, below the field. */
export function optionProblemLine(field: OptionField, value: unknown, lang: Lang): string {
  const words = optionProblem(field, value, lang);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function needed(field: OptionField, lang: Lang): string {
  const zh = lang === 'zh';
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const noun = field.kind === 'integer' ? (zh ? '整数' : 'a whole number') : zh ? '数' : 'a number';
      return withLimits(noun, field, lang);
    }
    case 'integers':
      return withLimits(zh ? '整数列表，每个' : 'a list of whole numbers, each', field, lang);
    case 'boolean':
      return zh ? '是或否' : 'on or off';
    case 'choice':
      return zh ? '所列的选项之一' : 'one of the choices';
    case 'text':
      return zh ? '文字' : 'text';
    case 'files':
      return zh ? '文件' : 'files';
  }
}

function withLimits(noun: string, limits: { min?: number; max?: number; above?: number }, lang: Lang): string {
  const { short } = formats[lang];
  const { min, max, above } = limits;
  const zh = lang === 'zh';
  if (min !== undefined && max !== undefined) {
    return zh ? `${short(min)} 到 ${short(max)} 的${noun}` : `${noun} from ${short(min)} to ${short(max)}`;
  }
  const from =
    above !== undefined
      ? zh
        ? `大于 ${short(above)} 的`
        : ` above ${short(above)}`
      : min !== undefined
        ? zh
          ? `不小于 ${short(min)} 的`
          : `, ${short(min)} or more`
        : '';
  const to = max !== undefined ? (zh ? `不大于 ${short(max)} 的` : `${from ? ' and' : ','} at most ${short(max)}`) : '';
  return zh ? `${from}${to}${noun}` : `${noun}${from}${to}`;
}

import { notice, type Notice } from '../../base/notice.ts';
import type { ColumnProfile, Suggestion } from '../../contract/data/data-view.ts';
import type { Role } from '../../contract/data/kinds.ts';
import { defaultTask } from '../../contract/model/task.ts';
import { isIdLike } from './id-like.ts';
import { nameKey, nameWords } from '../names.ts';
import type { Table } from '../table.ts';
import { textColumns } from './text-columns.ts';

/** Names that a column to predict often has, the clearest first. */
const targetNames = (
  'target label labels y survived churn churned default fraud diagnosis class outcome result response price value score ' +
  'rating grade species quality salary revenue income sales cost amount ' +
  '目标 目标值 标签 类别 分类 结果 输出 因变量 价格 单价 总价 房价 售价 评分 得分 分数 成绩 等级 销量 销售额 收入 工资 是否流失 流失 是否违约 违约'
).split(' ');
/** Those of them that also tell at the end of a name: `median_house_value`, `房屋价格`. */
const lastWords = 'target label outcome price value score rating grade churn fraud'.split(' ');
const endings = /(目标|标签|价格|单价|总价|房价|售价|评分|得分|销量|销售额)$/;

/**
 * Guesses what the person wants to predict and from what: the target by its name, else the last column that can be one; every other
 * column is a factor, except text and empty columns. Texts become factors where there is nothing else. `chosen`: the target, where it is known.
 */
export function suggest(table: Table, profiles: readonly ColumnProfile[], chosen?: string): Suggestion {
  const given = profiles.find(({ name }) => name === chosen);
  const guess = given ? { profile: given, why: null } : guessTarget(table, profiles);
  const target = guess?.profile.name ?? null;
  const isFactor = ({ name, kind }: ColumnProfile) => name !== target && kind !== 'text' && kind !== 'empty';
  const onlyTexts = !profiles.some(isFactor);
  const guessRole = (profile: ColumnProfile): Role => {
    if (profile.name === target) return 'target';
    return isFactor(profile) || (onlyTexts && profile.kind === 'text') ? 'factor' : 'ignored';
  };
  return {
    target,
    targetWhy: guess?.why ?? null,
    task: guess ? defaultTask(guess.profile) : null,
    roles: Object.fromEntries(profiles.map((profile) => [profile.name, guessRole(profile)])),
    texts: textColumns(table),
  };
}

function guessTarget(table: Table, profiles: readonly ColumnProfile[]): { profile: ColumnProfile; why: Notice } | null {
  const possible = profiles.filter(({ kind }) => kind !== 'empty');
  // The only column is what there is to read: it cannot be foretold from anything.
  if (possible.length === 1) return null;
  const named = byWholeName(possible) ?? byLastWord(possible);
  if (named) return { profile: named, why: notice('fields.guess-by-name', { column: named.name }, 'note') };
  const last = possible.findLast((profile) => isSuitable(profile) && !numbersRows(table, profile)) ?? possible.at(-1);
  return last ? { profile: last, why: notice('fields.guess-last', { column: last.name }, 'note') } : null;
}

function byWholeName(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  const keys = profiles.map(({ name }) => nameKey(name));
  const best = targetNames.find((name) => keys.includes(name));
  return best === undefined ? undefined : profiles[keys.indexOf(best)];
}

/** Finds the last column whose name ends in a target's name. */
function byLastWord(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  return profiles.findLast((profile) => {
    const last = nameWords(profile.name).at(-1);
    return isSuitable(profile) && (lastWords.includes(last ?? '') || endings.test(nameKey(profile.name)));
  });
}

function isSuitable({ kind, distinct }: ColumnProfile): boolean {
  return kind !== 'text' && kind !== 'date' && distinct > 1;
}

function numbersRows({ columns }: Table, profile: ColumnProfile): boolean {
  const column = columns.find(({ name }) => name === profile.name);
  return column !== undefined && isIdLike(column, profile);
}

import type { fields as english } from '../../en/messages/fields.ts';
import type { Translated } from '../../message.ts';

/** Says what is wrong with the mapping of columns to factors and target. */
export const fields: Translated<typeof english> = {
  'fields.no-target': { message: '没有指定目标列，也没有名为“target”的列。', hint: '请选择要预测的列：{columns}。' },
  'fields.unknown-column': { message: '没有列“{column}”。', hint: '现有的列：{columns}。' },
  'fields.target-is-factor': {
    message: '“{column}”既是目标又是因素。',
    hint: '请把它从因素中去掉，或改为预测另一列。',
  },
  'fields.no-factors': { message: '没有可用于学习的因素。', hint: '请在目标之外至少选择一列。' },
  'fields.no-text': {
    message: '没有可用于学习的文本列。现有的列：{columns}。',
    hint: '请把存放文本的列指定为因素，或选择表格模型。',
  },
  'fields.several-labels': {
    message: '“{column}”的单元格是以“{separator}”分隔的标签列表：一行可以有多个标签。',
    hint: '如果每个单元格只是一个类别，请把 multi_label 设为 false。',
  },
  'fields.named-twice': { message: '因素中“{column}”出现了两次。', hint: '请只写一次，并包含它的全部规则。' },
  'fields.empty-factor': { message: '“{column}”的单元格全部缺失，无法从中学习。', hint: '请把它从因素中去掉。' },
  'fields.none-readable': {
    message: '“{column}”没有一个单元格能按所选类型（{kind}）读取：{examples}。',
    hint: '请选择与单元格相符的类型（类别、文本），修正文件，或不使用该列。',
  },
  'fields.empty-target': { message: '目标“{column}”的单元格全部缺失。', hint: '请选择另一列作为目标。' },
  'fields.text-factor': {
    message: '“{column}”是文本（{distinct} 种不同内容），{model} 无法从中学习。',
    hint: '请把它从因素中去掉、按类别读取，或选择文本模型。',
  },
  'fields.text-as-category': { message: '应要求使用文本列“{column}”：其 {distinct} 种不同文本作为类别。' },
  'fields.other-kind': {
    message: '“{column}”被读取为 {found}，但要求的是 {kind}。',
    hint: '请在读取时选择该列的类型。',
  },
  'fields.target-not-number': {
    message: '目标“{column}”应为数值，实际却是 {kind}，例如“{example}”。',
    hint: '请预测数值列，或选择用于分类的模型。',
  },
  'fields.task-unsupported': {
    message: '{model} 不支持 {task}。',
    hint: '它支持 {tasks}：请改用该任务，或选择其他模型。',
  },
  'fields.too-many-classes': {
    message: '目标“{column}”有超过 {most} 种不同取值，作为类别太多了。',
    hint: '请选择类别不超过 {most} 个的列，或用回归模型把它作为数值预测。',
  },
  'fields.min-above-max': {
    message: '“{column}”的最小值 {min} 大于最大值 {max}，不会剩下任何行。',
    hint: '请交换两者，或去掉其中一个。',
  },
  'fields.rule-unfit': {
    message: '规则 {rule} 不适用于“{column}”，它的类型是 {kind}。',
    hint: '数值可用 min、max、mean、median，类别可用 enum、most_frequent；也可以按其他类型读取该列。',
  },
  'fields.keep-unsupported': {
    message: '“{column}”要求保留缺失值，但 {model} 不能处理缺失值。',
    hint: '请去掉这些行或填补：drop、mean、median、most_frequent 或常数。',
  },
  'fields.all-numbers': { message: '数值：全部 {cells} 个非空单元格都是数字。' },
  'fields.most-numbers': {
    message: '{cells} 个单元格中有 {bad} 个不是数字：{examples}。',
    hint: '若使用该列，这些行会被去掉。请更正，或按类别、文本读取该列。',
  },
  'fields.all-dates': { message: '日期：全部 {cells} 个非空单元格都是日期。' },
  'fields.most-dates': {
    message: '{cells} 个单元格中有 {bad} 个不是日期：{examples}。',
    hint: '若使用该列，这些行会被去掉。请更正，或按文本读取该列。',
  },
  'fields.few-values': { message: '类别：{cells} 个单元格中有 {distinct} 种不同取值，例如 {examples}。' },
  'fields.two-words': { message: '是或否：每个非空单元格都是 {examples} 之一。' },
  'fields.many-values': {
    message: '文本：{cells} 个单元格中有 {distinct} 种不同内容，不宜作为类别，例如 {examples}。',
  },
  'fields.no-cells': { message: '空列：所有单元格都缺失。' },
  'fields.guess-by-name': { message: '根据列名，预测“{column}”。' },
  'fields.guess-last': { message: '预测“{column}”，因为它是最后一个适合预测的列。' },
  'fields.looks-like-id': {
    message: '“{column}”看起来像每行的编号：{cells} 个单元格中有 {distinct} 个不同的值。',
    hint: '它对新数据没有意义。建议不使用该列，不会损失任何行。',
  },
  'fields.constant': {
    message: '“{column}”的非空单元格都是 {value}。',
    hint: '从中学不到什么。建议不使用该列，不会损失任何行。',
  },
  'fields.leak': {
    message: '仅凭“{column}”就几乎能得到“{target}”（{percent} %）。',
    hint: '如果它要在目标已知之后才能知道，请不使用该列；不会损失任何行，但模型看起来会没有那么完美。',
  },
  'fields.target-constant': {
    message: '目标“{column}”的非空单元格都是 {value}。',
    hint: '没有可预测的内容：请选择另一列。',
  },
  'fields.many-classes': {
    message: '目标“{column}”在 {cells} 个单元格中有 {classes} 个类别，平均每类约 {each} 行。',
    hint: '每类行数太少难以学习：请选择另一列，或合并类别。',
  },
  'fields.many-classes-number': {
    message: '数值列“{column}”有 {classes} 种不同的值，每种都会成为一个类别。',
    hint: '请选择预测数值的模型，例如线性回归。',
  },
  'fields.missing-median': {
    message: '“{column}”缺失会去掉 {rows} 行（{percent} %）。',
    hint: '以中位数填补，可保留 {rows} 行。',
  },
  'fields.missing-frequent': {
    message: '“{column}”缺失会去掉 {rows} 行（{percent} %）。',
    hint: '以最常见的值填补，可保留 {rows} 行。',
  },
  'fields.many-unparsable': {
    message: '“{column}”中有无法识别的内容（{examples}），会去掉 {rows} 行（{percent} %）。',
    hint: '改为按类别读取该列，可保留 {rows} 行。',
  },
  'fields.many-unparsable-words': {
    message: '“{column}”中有无法识别的内容（{examples}），会去掉 {rows} 行（{percent} %）。',
    hint: '请在文件中更正这些单元格，或把它们列为表示缺失的词再填补。',
  },
  'fields.target-unused': {
    message: '目标“{column}”未被使用：模型学习的是续写文本本身。',
    hint: '若也要学习答案，请把两者写入模板，例如 {example}。',
  },
  'fields.not-used': { message: '有 {count} 列未被使用：{columns}。', hint: '文本列和空列只有在指定时才会用作因素。' },
};

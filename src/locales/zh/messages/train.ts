import type { train as english } from '../../en/messages/train.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while a model was fitted. */
export const train: Translated<typeof english> = {
  'train.start': { message: '正在训练{model}：{rows} 行，{features} 个特征。' },
  'train.done': { message: '训练完成，用时 {seconds} 秒。' },
  'train.no-terms': {
    message: '{texts} 个文本中的 {terms} 个词项全部被舍去。',
    hint: '请减小 min_df、增大 max_df，或改变词的界定方式。',
  },
  'train.terms-cut': {
    message: '{found} 个词项中只保留最常见的 {kept} 个，以适应此标签页的内存。',
    hint: '如需自行决定舍去哪些，请增大 min_df，或减少连续词数。',
  },
  'train.one-class': {
    message: '所有训练行的类别都是“{label}”。',
    hint: '分类至少需要两个类别：请加入其他类别的行，或预测另一列。',
  },
  'train.not-finite': {
    message: '第 {epoch} 轮的损失变为 {value}。',
    hint: '请减小学习率（当前 {rate}），或打开归一化。',
  },
  'train.rolled-back': {
    message: '第 {epoch} 轮的损失变为 {value}：已保留此前最好的第 {kept} 轮的权重。',
    hint: '若要训练更久，请减小学习率（当前 {rate}），或打开归一化。',
  },
  'train.engine': { message: '使用 {engine} 训练：{reason}。' },
  'train.no-memory': {
    message: '训练行和网络约需 {megabytes} MB，超过了此标签页可用的内存。',
    hint: '请减少行数或因素、缩小隐藏层，或换用内存更大的浏览器。',
  },
  'train.device-lost': {
    message: '图形处理器（{engine}）已断开：{detail}。',
    hint: '训练会尽量改用其他引擎继续；否则请选择引擎“auto”或“simd”后重新训练。',
  },
  'train.no-engine': {
    message: '引擎 {engine} 无法在此训练该网络：{detail}。',
    hint: '请选择引擎“auto”：它会采用可用引擎中最快的一个。',
  },
  'train.no-features': { message: '没有可供学习的特征。', hint: '请在目标之外至少选择一列。' },
  'train.not-a-number': {
    message: '“{name}”中有缺失或过大而无法计算的数。',
    hint: '请填补或删除其缺失单元格，用最小值和最大值加以限制，或不使用该列。',
  },
  'train.redundant': {
    message: '{features} 个特征可由其他特征算出：{names}。',
    hint: '预测不受影响。若要解读单个系数，请去掉相互重复的列。',
  },
  'train.not-converged': {
    message: '{iterations} 次迭代后系数仍在变化。',
    hint: '请增大 max_iter，打开归一化，或减小 C。',
  },
  'train.no-memory-trees': {
    message: '训练行和决策树约需 {megabytes} MB，超过了此标签页可用的内存。',
    hint: '请减少行数或因素，或换用内存更大的浏览器。',
  },
  'train.no-simd': {
    message: '此浏览器无法训练该模型：其 WebAssembly 不支持 SIMD。',
    hint: '请更新浏览器（Chrome 和 Edge 91、Firefox 89、Safari 16.4 及以上），或选择其他模型。',
  },
  'train.bad-direction': {
    message: '无法使用方向“{entry}”：{problem}。',
    hint: '请写成“名称 +”或“名称 -”，用逗号隔开。此处的数值因素：{known}。',
  },
  'train.rare-levels': {
    message: '{column} 的 {levels} 个少见取值按缺失处理：树最多区分 {most} 个取值。',
    hint: '如果该列的取值几乎各不相同（如姓名或编号），请不要使用它。',
  },
  'train.stopped-early': { message: '在 {trees}/{most} 棵树后结束：最近 {patience} 棵未使验证损失降低 {tol}。' },
  'train.settled': { message: '在第 {epoch} 轮后结束：连续超过 {patience} 轮的改进不足 {tol}。' },
  'train.max-epochs': { message: '{epochs} 轮后损失仍在下降。', hint: '增大 max_iter 可拟合得更好。' },
  'train.no-weights': {
    message: '模型 {model} 没有 model.safetensors，因此无法训练。',
    hint: '请选择“不训练”直接使用，或换用带有 model.safetensors 文件的模型。',
  },
  'train.other-labels': {
    message: '模型的标签为 {labels}，而数据中的“{class}”不在其中。',
    hint: '请训练分类头、最后一层或整个模型：这样它会学习您数据中的标签。',
  },
  'train.no-labels': {
    message: '训练需要一列给出每段文本的正确标签，但没有这样的列。',
    hint: '请选择目标列，或在“训练范围”中选“不训练”直接使用模型。',
  },
  'train.forecast': { message: '预计约需 {seconds} 秒、{megabytes} MB：共 {steps} 步，{tokens} 个词元。' },
  'train.pace': { message: '按最初几步估算：全程约需 {seconds} 秒。' },
  'train.corpus': { message: '从 {tokens} 个词元（共 {vocabulary} 种）中学习，模型有 {parameters} 个参数。' },
  'train.sample': { message: '第 {step} 步后写出：{text}' },
  'train.best-step': { message: '保留第 {step}/{steps} 步的权重：其验证损失最低，为 {loss}。' },
  'train.many-passes': {
    message: '全部文本被读了 {passes} 遍：其中许多内容可能已被背下。',
    hint: '请减少步数或增加文本；测试行上的数字会显示是否有益。',
  },
  'train.bad-width': { message: '宽度 {width} 不能由 {heads} 个头平分。', hint: '请给出 {unit} 的倍数。' },
  'train.text-too-short': {
    message: '训练行中只有 {tokens} 个词元的文本，至少需要 {least} 个。',
    hint: '请增加行，或选择包含文本的列。',
  },
  'train.model-too-large': {
    message: '按此方式训练约需 {megabytes} MB，而此标签页约可用 {most} MB。',
    hint: '请只训练分类头，或缩短文本（max_length，当前 {length}）、减小批量（当前 {batch}），或换用更小的模型。',
  },
  'train.best-epoch': { message: '保留第 {epoch}/{epochs} 轮的权重：其验证损失最低，为 {loss}。' },
  'train.texts-cut': {
    message: '{rows} 段文本超过 {length} 个词元，已在该处截断。',
    hint: '其后的内容不会被读取。增大 max_length 可读取更多，但以模型上限为限。',
  },
};

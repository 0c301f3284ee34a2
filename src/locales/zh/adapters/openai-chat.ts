import type { AdapterTexts } from '../../adapter-texts.ts';

/** The Chinese of OpenAI-compatible chat. */
export const openaiChat: AdapterTexts = {
  label: '兼容 OpenAI 的聊天模型',
  summary: '就每一行向聊天模型提问：OpenAI、DeepSeek、OpenRouter、Ollama、LM Studio、llama.cpp 等兼容服务。',
  options: {
    server: {
      label: '服务器',
      help: '向谁提问。若填写了下面的基础网址，则以其为准。',
      choices: {
        openai: 'OpenAI',
        deepseek: 'DeepSeek',
        openrouter: 'OpenRouter',
        ollama: 'Ollama（本机）',
        lmstudio: 'LM Studio（本机）',
        llamacpp: 'llama.cpp（本机）',
      },
    },
    base_url: {
      label: '基础网址',
      help: '其他服务器的地址，直到 /v1 为止，例如 https://llm.example.com/v1。留空则使用上面的服务器。',
    },
    model: { label: '模型名称', help: '服务器使用的名称，例如 gpt-4o-mini、deepseek-chat 或 llama3.2。' },
    api_key: { label: 'API 密钥', help: '只留在此标签页的内存中，仅发送给该服务器。本地服务器通常不需要。' },
    system: { label: '系统提示', help: '在每一行之前告诉模型的话。有目标时，会自动附上可选的标签。' },
    template: {
      label: '提示模板',
      help: '每一行的提问；{列名} 处填入单元格：“请总结《{标题}》：{正文}”。留空则原样使用文本列。',
    },
    concurrency: { label: '同时请求数', help: '同时提问的行数。回答保持行的顺序。' },
    temperature: { label: '温度', help: '0：最可能的回答，相同的提问只问一次。越高越多样。留空则由服务器决定。' },
    max_tokens: { label: '最长回答', help: '以词元计，也限制了每行的费用。留空则由服务器决定。' },
    price_in: { label: '读取价格', help: '每百万词元的价格，见服务器的价目表。填写后会在首次请求前估算费用。' },
    price_out: { label: '写出价格', help: '每百万词元的价格。需同时设置“最长回答”，因为事先无法知道回答的长度。' },
    top_p: { label: 'Top p', help: '只在累计概率达到此值的最可能词元中抽取。留空则由服务器决定。' },
    seed: { label: '随机种子', help: '部分服务器在相同种子下会重复回答，但都不作保证。留空则不发送。' },
    reuse: {
      label: '使用已保存的回答',
      help: '回答会在此浏览器中保存 30 天：付过费的提问不会再次发送。关闭则每一行都重新提问，且不保存。',
    },
    tries: { label: '尝试次数', help: '服务器繁忙或回答中断时，每行最多尝试的次数。' },
    timeout: {
      label: '等待时间（秒）',
      help: '服务器在这段时间内没有发送任何内容，就放弃本次尝试。本地模型可能需要几分钟加载。',
    },
  },
};

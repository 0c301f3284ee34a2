import type { Sentence } from './sentence.ts';

const rowsKept = {
  en: 'Answers that came before are kept in this browser: press Train again to go on with the rest.',
  zh: '此前得到的回答已保存在此浏览器中：再次点击训练即可继续其余的行。',
} as const;

/** Says what happened while a chat server was asked. */
export const chat = {
  'chat.start': {
    en: { message: 'Asking {model} at {host}: {rows row|rows}, {kept} of them answered before.' },
    zh: { message: '正在向 {host} 的 {model} 提问：{rows} 行，其中 {kept} 行此前已有回答。' },
  },
  'chat.done': {
    en: { message: '{rows row|rows} answered: {tokensIn} tokens read, {tokensOut} written.' },
    zh: { message: '已回答 {rows} 行：读取 {tokensIn} 个词元，写出 {tokensOut} 个。' },
  },
  'chat.waiting': {
    en: { message: '{host} wants fewer requests: waiting {seconds} s.' },
    zh: { message: '{host} 要求放慢请求：等待 {seconds} 秒。' },
  },
  'chat.again': {
    en: { message: 'Row {row} got no answer ({reason}): trying again in {seconds} s.' },
    zh: { message: '第 {row} 行没有得到回答（{reason}）：{seconds} 秒后重试。' },
  },
  'chat.no-server': {
    en: {
      message: 'No page is here to ask a chat server.',
      hint: 'Workers that see rows have no network: run this in the page, or by window.intab.',
    },
    zh: {
      message: '这里没有可以向聊天服务器提问的页面。',
      hint: '处理数据的线程没有网络：请在页面中运行，或使用 window.intab。',
    },
  },
  'chat.no-model': {
    en: {
      message: 'No model is named.',
      hint: 'Write the model’s name as the server knows it, such as gpt-4o-mini, deepseek-chat or llama3.2.',
    },
    zh: {
      message: '没有填写模型名称。',
      hint: '请填写服务器使用的模型名称，例如 gpt-4o-mini、deepseek-chat 或 llama3.2。',
    },
  },
  'chat.bad-url': {
    en: {
      message: '“{url}” is no base URL: {problem}.',
      hint: 'Write it like https://api.example.com/v1, without a query, a user name or a password.',
    },
    zh: {
      message: '“{url}”不是有效的基础网址：{problem}。',
      hint: '请写成 https://api.example.com/v1 的形式，不带查询参数、用户名或密码。',
    },
  },
  'chat.template-column': {
    en: {
      message: 'The template names “{column}”, which is not among the columns to send.',
      hint: 'Columns to send: {columns}. Write a brace twice where it is meant as it stands.',
    },
    zh: {
      message: '模板中的“{column}”不在要发送的列中。',
      hint: '要发送的列：{columns}。若要原样使用花括号，请连写两个。',
    },
  },
  'chat.no-key': {
    en: {
      message: '{host} wants an API key, and none was given.',
      hint: 'Type the key into “API key”. It stays in the memory of this tab.',
    },
    zh: { message: '{host} 需要 API 密钥，但没有提供。', hint: '请在“API 密钥”中填写。密钥只留在此标签页的内存中。' },
  },
  'chat.odd-key': {
    en: {
      message: 'The API key holds a space or a sign that no key has, so it was not sent.',
      hint: 'Copy it again: keys are letters, digits and a few signs, without quotes or line breaks.',
    },
    zh: {
      message: 'API 密钥中含有空格或密钥不会有的字符，因此没有发送。',
      hint: '请重新复制：密钥由字母、数字和少数符号组成，不含引号或换行。',
    },
  },
  'chat.bad-key': {
    en: {
      message: '{host} does not accept the API key: {detail}',
      hint: 'Check that the key is whole, belongs to this server and was not revoked.',
    },
    zh: { message: '{host} 不接受该 API 密钥：{detail}', hint: '请检查密钥是否完整、是否属于该服务器、是否已被吊销。' },
  },
  'chat.forbidden': {
    en: {
      message: '{host} refused: {detail}',
      hint: 'The key may lack the right to use this model, or the server does not serve this page or country.',
    },
    zh: {
      message: '{host} 拒绝了请求：{detail}',
      hint: '该密钥可能无权使用此模型，或服务器不向此页面或地区提供服务。',
    },
  },
  'chat.unknown-model': {
    en: {
      message: '{host} has no model “{model}”: {detail}',
      hint: 'Check the name with the server’s list of models; a local server must have downloaded it first.',
    },
    zh: {
      message: '{host} 没有模型“{model}”：{detail}',
      hint: '请在服务器的模型列表中核对名称；本地服务器需要先下载该模型。',
    },
  },
  'chat.not-found': {
    en: {
      message: '{host} has nothing at {path}.',
      hint: 'The base URL is probably wrong: of most servers it ends in /v1.',
    },
    zh: { message: '{host} 上没有 {path}。', hint: '基础网址可能有误：大多数服务器的网址以 /v1 结尾。' },
  },
  'chat.web-page': {
    en: {
      message: '{host} answered with a web page, not in the chat protocol.',
      hint: 'Check the base URL: it is the address of the API, not of the web site. Of most servers it ends in /v1.',
    },
    zh: {
      message: '{host} 返回的是网页，而不是聊天协议。',
      hint: '请检查基础网址：应填写 API 的地址，而不是网站的地址。大多数服务器以 /v1 结尾。',
    },
  },
  'chat.quota': {
    en: { message: 'The account at {host} has no credit left: {detail}', hint: `Add credit there. ${rowsKept.en}` },
    zh: { message: '{host} 的账户额度已用完：{detail}', hint: `请先充值。${rowsKept.zh}` },
  },
  'chat.rate-limit': {
    en: {
      message: '{host} still wants fewer requests after {tries tries|tries}: {detail}',
      hint: `Lower “At once”, or wait. ${rowsKept.en}`,
    },
    zh: {
      message: '重试 {tries} 次后，{host} 仍要求放慢请求：{detail}',
      hint: `请减小“同时请求数”，或稍后再试。${rowsKept.zh}`,
    },
  },
  'chat.server-error': {
    en: { message: '{host} answered {status}: {detail}', hint: `The fault is the server’s; try later. ${rowsKept.en}` },
    zh: { message: '{host} 返回 {status}：{detail}', hint: `问题出在服务器，请稍后再试。${rowsKept.zh}` },
  },
  'chat.unreachable': {
    en: {
      message:
        '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
      hint: `Check the base URL and the network. If the server is yours, let it allow {origin} (Access-Control-Allow-Origin, and the headers authorization and content-type); some services allow no web page at all. ${rowsKept.en}`,
    },
    zh: {
      message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
      hint: `请检查基础网址和网络。如果服务器由您管理，请允许 {origin} 访问（Access-Control-Allow-Origin，以及请求头 authorization 和 content-type）；有些服务不允许任何网页访问。 ${rowsKept.zh}`,
    },
  },
  'chat.unreachable-ollama': {
    en: {
      message:
        '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
      hint: `Start Ollama so that it allows this page: OLLAMA_ORIGINS={origin} ollama serve (Windows: setx OLLAMA_ORIGINS {origin}, then restart Ollama; macOS app: launchctl setenv OLLAMA_ORIGINS {origin}). If the browser asks for leave to reach the local network, say yes. ${rowsKept.en}`,
    },
    zh: {
      message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
      hint: `请让 Ollama 允许此页面：OLLAMA_ORIGINS={origin} ollama serve（Windows：setx OLLAMA_ORIGINS {origin}，然后重启 Ollama；macOS 应用：launchctl setenv OLLAMA_ORIGINS {origin}）。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept.zh}`,
    },
  },
  'chat.unreachable-lmstudio': {
    en: {
      message:
        '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
      hint: `Start LM Studio’s server with CORS: lms server start --cors, or switch on “Enable CORS” in its Developer settings. If the browser asks for leave to reach the local network, say yes. ${rowsKept.en}`,
    },
    zh: {
      message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
      hint: `请启动 LM Studio 的服务器并打开 CORS：lms server start --cors，或在 Developer 设置中打开“Enable CORS”。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept.zh}`,
    },
  },
  'chat.unreachable-llamacpp': {
    en: {
      message:
        '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
      hint: `Start it with llama-server -m model.gguf --port 8080; it allows every page by itself. If the browser asks for leave to reach the local network, say yes. ${rowsKept.en}`,
    },
    zh: {
      message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
      hint: `请运行 llama-server -m model.gguf --port 8080；它默认允许所有网页访问。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept.zh}`,
    },
  },
  'chat.mixed-content': {
    en: {
      message: 'This page came by https, and browsers do not let it ask {host} by plain http.',
      hint: 'Give the server https, ask one on this machine (http://localhost), or open Intab from http://localhost.',
    },
    zh: {
      message: '此页面通过 https 打开，浏览器不允许它用 http 访问 {host}。',
      hint: '请为服务器启用 https，使用本机的服务器（http://localhost），或从 http://localhost 打开 Intab。',
    },
  },
  'chat.timeout': {
    en: { message: '{host} sent nothing for {seconds} s.', hint: 'Raise “Patience”, or ask for fewer rows at once.' },
    zh: { message: '{host} 在 {seconds} 秒内没有发送任何内容。', hint: '请增大“等待时间”，或减小同时请求数。' },
  },
  'chat.cut': {
    en: {
      message: 'The answer of {host} broke off before its end.',
      hint: 'Try again; a proxy in between may cut long answers.',
    },
    zh: { message: '{host} 的回答中途断开。', hint: '请重试；中间的代理可能会截断较长的回答。' },
  },
  'chat.bad-stream': {
    en: {
      message: '{host} sent something that is not in the chat protocol: {sample}',
      hint: 'Check that the server speaks the protocol of OpenAI’s chat completions.',
    },
    zh: { message: '{host} 发送了不符合聊天协议的内容：{sample}', hint: '请确认服务器使用 OpenAI 聊天补全协议。' },
  },
  'chat.bad-request': {
    en: {
      message: '{host} refused the question: {detail}',
      hint: 'It may be too long for the model, held back by a filter, or a setting may not suit this model.',
    },
    zh: { message: '{host} 拒绝了该提问：{detail}', hint: '可能是提问过长、被过滤，或某个设置不适用于此模型。' },
  },
  'chat.empty': {
    en: {
      message: 'The model answered with nothing.',
      hint: 'If “Longest answer” is set, raise it: models that think first may have used it all.',
    },
    zh: { message: '模型没有给出任何内容。', hint: '如果设置了“最长回答”，请调大：会先思考的模型可能已把它用完。' },
  },
  'chat.rows-failed': {
    en: {
      message: '{rows row has|rows have} no answer. The first: {sample}',
      hint: 'Press Train again: answers that came are kept in this browser, and only these rows are asked again.',
    },
    zh: {
      message: '{rows} 行没有回答。第一个原因：{sample}',
      hint: '再次点击训练：已有的回答保存在此浏览器中，只会重新询问这些行。',
    },
  },
  'chat.no-label': {
    en: {
      message: '{rows answer is|answers are} none of the labels: {examples}. They count as wrong.',
      hint: 'Say in the system prompt what each label means, or try another model.',
    },
    zh: {
      message: '{rows} 个回答不属于任何标签：{examples}。它们按错误计算。',
      hint: '请在系统提示中说明每个标签的含义，或换一个模型。',
    },
  },
  'chat.cut-short': {
    en: {
      message: '{rows answer was|answers were} cut at the longest answer allowed.',
      hint: 'Raise “Longest answer”, or leave it empty.',
    },
    zh: { message: '{rows} 个回答因达到最长限制而被截断。', hint: '请调大“最长回答”，或将其留空。' },
  },
  'chat.setting-dropped': {
    en: { message: 'The model does not take “{setting}”; it was left out.' },
    zh: { message: '该模型不接受“{setting}”，已省略。' },
  },
  'chat.sent': {
    en: { message: '{rows row was|rows were} sent to {host}: the columns {columns}.' },
    zh: { message: '已将 {rows} 行发送到 {host}，包含的列：{columns}。' },
  },
} as const satisfies Record<`chat.${string}`, Sentence>;

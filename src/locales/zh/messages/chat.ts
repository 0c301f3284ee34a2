import type { chat as english } from '../../en/messages/chat.ts';
import type { Translated } from '../../message.ts';

const rowsKept = '此前得到的回答已保存在此浏览器中：再次点击训练即可继续其余的行。';

/** Says what happened while a chat server was asked. */
export const chat: Translated<typeof english> = {
  'chat.start': { message: '正在向 {host} 的 {model} 提问：{rows} 行，其中 {kept} 行此前已有回答。' },
  'chat.done': { message: '已回答 {rows} 行：读取 {tokensIn} 个词元，写出 {tokensOut} 个。' },
  'chat.waiting': { message: '{host} 要求放慢请求：等待 {seconds} 秒。' },
  'chat.again': { message: '第 {row} 行没有得到回答（{reason}）：{seconds} 秒后重试。' },
  'chat.no-server': {
    message: '这里没有可以向聊天服务器提问的页面。',
    hint: '处理数据的线程没有网络：请在页面中运行，或使用 window.intab。',
  },
  'chat.no-model': {
    message: '没有填写模型名称。',
    hint: '请填写服务器使用的模型名称，例如 gpt-4o-mini、deepseek-chat 或 llama3.2。',
  },
  'chat.bad-url': {
    message: '“{url}”不是有效的基础网址：{problem}。',
    hint: '请写成 https://api.example.com/v1 的形式，不带查询参数、用户名或密码。',
  },
  'chat.template-column': {
    message: '模板中的“{column}”不在要发送的列中。',
    hint: '要发送的列：{columns}。若要原样使用花括号，请连写两个。',
  },
  'chat.no-key': {
    message: '{host} 需要 API 密钥，但没有提供。',
    hint: '请在“API 密钥”中填写。密钥只留在此标签页的内存中。',
  },
  'chat.odd-key': {
    message: 'API 密钥中含有空格或密钥不会有的字符，因此没有发送。',
    hint: '请重新复制：密钥由字母、数字和少数符号组成，不含引号或换行。',
  },
  'chat.bad-key': {
    message: '{host} 不接受该 API 密钥：{detail}',
    hint: '请检查密钥是否完整、是否属于该服务器、是否已被吊销。',
  },
  'chat.forbidden': {
    message: '{host} 拒绝了请求：{detail}',
    hint: '该密钥可能无权使用此模型，或服务器不向此页面或地区提供服务。',
  },
  'chat.unknown-model': {
    message: '{host} 没有模型“{model}”：{detail}',
    hint: '请在服务器的模型列表中核对名称；本地服务器需要先下载该模型。',
  },
  'chat.not-found': { message: '{host} 上没有 {path}。', hint: '基础网址可能有误：大多数服务器的网址以 /v1 结尾。' },
  'chat.web-page': {
    message: '{host} 返回的是网页，而不是聊天协议。',
    hint: '请检查基础网址：应填写 API 的地址，而不是网站的地址。大多数服务器以 /v1 结尾。',
  },
  'chat.quota': { message: '{host} 的账户额度已用完：{detail}', hint: `请先充值。${rowsKept}` },
  'chat.rate-limit': {
    message: '重试 {tries} 次后，{host} 仍要求放慢请求：{detail}',
    hint: `请减小“同时请求数”，或稍后再试。${rowsKept}`,
  },
  'chat.server-error': { message: '{host} 返回 {status}：{detail}', hint: `问题出在服务器，请稍后再试。${rowsKept}` },
  'chat.unreachable': {
    message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
    hint: `请检查基础网址和网络。如果服务器由您管理，请允许 {origin} 访问（Access-Control-Allow-Origin，以及请求头 authorization 和 content-type）；有些服务不允许任何网页访问。 ${rowsKept}`,
  },
  'chat.unreachable-ollama': {
    message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
    hint: `请让 Ollama 允许此页面：OLLAMA_ORIGINS={origin} ollama serve（Windows：setx OLLAMA_ORIGINS {origin}，然后重启 Ollama；macOS 应用：launchctl setenv OLLAMA_ORIGINS {origin}）。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept}`,
  },
  'chat.unreachable-lmstudio': {
    message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
    hint: `请启动 LM Studio 的服务器并打开 CORS：lms server start --cors，或在 Developer 设置中打开“Enable CORS”。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept}`,
  },
  'chat.unreachable-llamacpp': {
    message: '没有得到此页面可以读取的 {host} 的回应：服务器未运行、无法连接，或不允许此页面访问（CORS）。',
    hint: `请运行 llama-server -m model.gguf --port 8080；它默认允许所有网页访问。如果浏览器询问是否允许访问本地网络，请选择允许。 ${rowsKept}`,
  },
  'chat.mixed-content': {
    message: '此页面通过 https 打开，浏览器不允许它用 http 访问 {host}。',
    hint: '请为服务器启用 https，使用本机的服务器（http://localhost），或从 http://localhost 打开 Intab。',
  },
  'chat.timeout': {
    message: '{host} 在 {seconds} 秒内没有发送任何内容。',
    hint: '请增大“等待时间”，或减小同时请求数。',
  },
  'chat.cut': { message: '{host} 的回答中途断开。', hint: '请重试；中间的代理可能会截断较长的回答。' },
  'chat.bad-stream': {
    message: '{host} 发送了不符合聊天协议的内容：{sample}',
    hint: '请确认服务器使用 OpenAI 聊天补全协议。',
  },
  'chat.bad-request': {
    message: '{host} 拒绝了该提问：{detail}',
    hint: '可能是提问过长、被过滤，或某个设置不适用于此模型。',
  },
  'chat.empty': {
    message: '模型没有给出任何内容。',
    hint: '如果设置了“最长回答”，请调大：会先思考的模型可能已把它用完。',
  },
  'chat.rows-failed': {
    message: '{rows} 行没有回答。第一个原因：{sample}',
    hint: '再次点击训练：已有的回答保存在此浏览器中，只会重新询问这些行。',
  },
  'chat.no-label': {
    message: '{rows} 个回答不属于任何标签：{examples}。它们按错误计算。',
    hint: '请在系统提示中说明每个标签的含义，或换一个模型。',
  },
  'chat.cut-short': { message: '{rows} 个回答因达到最长限制而被截断。', hint: '请调大“最长回答”，或将其留空。' },
  'chat.setting-dropped': { message: '该模型不接受“{setting}”，已省略。' },
  'chat.sent': { message: '已将 {rows} 行发送到 {host}，包含的列：{columns}。' },
};

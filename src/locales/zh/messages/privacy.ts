import type { privacy as english } from '../../en/messages/privacy.ts';
import type { Translated } from '../../message.ts';

/** Says what may leave the tab. */
export const privacy: Translated<typeof english> = {
  'privacy.foreign-url': {
    message: '{host} 是另一个来源，尚未得到同意。',
    hint: '请用 agree: true 再次调用，或先下载文件再在此选择。',
  },
  'privacy.download-not-agreed': {
    message: '“{name}”需要从 {host} 下载，尚未得到同意。',
    hint: '请用 agree: true 再次调用，或在页面上训练并选择同意。',
  },
  'privacy.download-refused': {
    message: '您拒绝了从 {host} 下载“{name}”，因此没有任何请求发出。',
    hint: '再次点击训练会重新询问；也可以选择无需下载的模型。',
  },
  'privacy.chat-not-agreed': {
    message: '{rows} 行数据将离开此标签页发往 {host}，尚未得到同意。没有发送任何内容。',
    hint: '请用 agree: true 再次调用，或在页面上训练并选择同意。',
  },
  'privacy.chat-refused': {
    message: '您拒绝了把数据发送到 {host}，因此没有发送任何内容。',
    hint: '再次点击训练会重新询问；也可以选择在此标签页内运行的模型。',
  },
  'privacy.no-policy': {
    message: '此页面没有内容安全策略来阻止处理数据的线程访问其他来源。',
    hint: '请为页面设置含 connect-src ‘self’ 的 Content-Security-Policy，或使用 Intab 自己的页面。',
  },
  'privacy.refused': {
    message: '您拒绝了从 {host} 获取数据，因此没有任何请求发出。',
    hint: '请用浏览器下载该文件，然后在此选择。',
  },
};

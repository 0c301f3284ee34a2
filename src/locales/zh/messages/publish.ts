import type { publish as english } from '../../en/messages/publish.ts';
import type { Translated } from '../../message.ts';

/** Says what happened while a model was published. */
export const publish: Translated<typeof english> = {
  'publish.no-url': {
    message: '没有说明发布到哪里。',
    hint: '请给 publish 一个对象：url 为预签名 PUT 网址，或预签名 POST 的网址并附 fields，或预签名分段上传全部网址的数组。',
  },
  'publish.not-a-url': {
    message: '给出的内容不是网址。',
    hint: '请粘贴签名程序输出的完整预签名网址，以 https:// 开头。',
  },
  'publish.insecure': {
    message: '此页面通过 https 打开，浏览器不会用 http 向 {host} 发送。',
    hint: '请为存储服务的 https 地址签名。',
  },
  'publish.expired': {
    message: '预签名网址已于 {minutes} 分钟前过期。',
    hint: '请重新签名，有效期应长于上传所需时间。如果网址是刚签的，请检查本机时钟。',
  },
  'publish.called-expired': {
    message: '{host} 表示该网址或签名所用的令牌已过期。',
    hint: '请重新签名；使用临时凭证时，网址随凭证一起失效。',
  },
  'publish.not-yet-valid': {
    message: '该网址的签名时间在 {minutes} 分钟之后。',
    hint: '请校准签名机器或本机的时钟，然后重新签名。',
  },
  'publish.clock': { message: '{host} 不接受签名的时间。', hint: '请校准签名机器的时钟，然后重新签名。' },
  'publish.wrong-method': {
    message: '该网址是为 {signed} 签名的，上传需要 {needed}。',
    hint: '请为 {needed} 签名：AWS SDK 用 PutObjectCommand，boto3 用 generate_presigned_url("put_object", ...)。',
  },
  'publish.method-refused': {
    message: '{host} 在此地址不接受该方法。',
    hint: '请确认地址指向存储桶中的对象，且网址是为上传签名的。',
  },
  'publish.only-begins': {
    message: '该网址只能用来开始分段上传，不能发送文件。',
    hint: '请在签名处开始上传，再给出各分段和完成上传的网址；或改签普通的 PUT。',
  },
  'publish.no-complete-url': {
    message: '给出的网址中缺少完成分段上传的那一个。',
    hint: '请为 CompleteMultipartUpload 也签名，并与各分段网址一起给出。',
  },
  'publish.missing-part': {
    message: '给出的网址中缺少分段上传的第 {number} 段。',
    hint: '请从第 1 段起连续签名，并一起给出全部网址。',
  },
  'publish.mixed-uploads': {
    message: '这些网址属于不同的上传。',
    hint: '请只给一个预签名网址，或同一次分段上传的全部网址。',
  },
  'publish.no-key-field': { message: '预签名 POST 的字段中缺少对象名“key”。', hint: '请原样给出签名程序输出的字段。' },
  'publish.header-needed': {
    message: '该网址的签名包含一些请求头，但没有给出它们的值：{headers}。',
    hint: '请在 headers 中给出与签名时完全相同的值。',
  },
  'publish.unsigned-header': {
    message: '请求头 {header} 不在签名之内，服务器会拒绝。',
    hint: '请去掉它，或在签名时包含它。',
  },
  'publish.forbidden-header': { message: '网页不能设置请求头 {header}。', hint: '请在签名时去掉它。' },
  'publish.empty-checksum': {
    message: '该网址带有空文件的 {name} 校验和，服务器会拒绝任何真实文件。',
    hint: '这是 AWS SDK 的默认行为。请用 requestChecksumCalculation: "WHEN_REQUIRED" 创建客户端后重新签名。',
  },
  'publish.other-checksum': {
    message: '该网址是为另一个文件签名的：其 {name} 校验和与此模型不符。',
    hint: '请去掉校验和重新签名，或为当前的模型文件签名。',
  },
  'publish.too-large': {
    message: '模型文件有 {bytes} 字节，签名策略最多接受 {most} 字节。',
    hint: '请用更大的 content-length-range 重新签名。',
  },
  'publish.too-small': {
    message: '模型文件有 {bytes} 字节，签名策略至少要求 {least} 字节。',
    hint: '请用更小的 content-length-range 重新签名。',
  },
  'publish.signature-mismatch': {
    message: '{host} 表示签名与请求不符。',
    hint: '请完整粘贴网址，并使用签名时的主机、方法和请求头；或重新签名。',
  },
  'publish.no-rights': {
    message: '{host} 不允许签名者在此存放该对象。',
    hint: '签名者需要对该存储桶和对象名拥有 s3:PutObject 权限（若桶有加密密钥，还需其使用权限）。',
  },
  'publish.policy': {
    message: '签名策略不允许此次上传：{said}。',
    hint: '请原样给出签名的字段，或重新签署允许此上传的策略。',
  },
  'publish.unknown-key': {
    message: '{host} 不认识签名所用的访问密钥。',
    hint: '请确认密钥属于该存储服务且仍然有效；临时密钥还需要会话令牌。',
  },
  'publish.no-bucket': { message: '{host} 上没有这个存储桶。', hint: '请检查桶名和区域，然后重新签名。' },
  'publish.no-upload': {
    message: '{host} 已不存在这次分段上传：它已完成或已放弃。',
    hint: '请先查看对象是否已存在；否则开始新的上传并重新签名。',
  },
  'publish.wrong-region': {
    message: '该存储桶不在 {host}，而在 {place}。',
    hint: '请按存储桶所在的区域和端点重新签名。',
  },
  'publish.exists': { message: '同名对象已存在，而该网址签名时不允许覆盖。', hint: '请换一个名称重新签名。' },
  'publish.refused-large': {
    message: '{host} 不接受单次请求发送这么大的文件。',
    hint: '请提高策略上限，或使用预签名分段上传。',
  },
  'publish.refused-small': {
    message: '{host} 不接受这么小的分段或文件。',
    hint: '除最后一段外每段至少 5 MiB：请减少分段数，或降低策略下限。',
  },
  'publish.bad-digest': {
    message: '{host} 计算出的校验和与请求中承诺的不同。',
    hint: '请去掉校验和重新签名（AWS SDK：requestChecksumCalculation: "WHEN_REQUIRED"），或为此文件签名。',
  },
  'publish.busy': {
    message: '{host} 连续 {tries} 次回答 {status}：服务过载或发生故障。',
    hint: '请稍后再上传。模型仍保存在这里。',
  },
  'publish.refused': {
    message: '{host} 回答 {status}：{said}。',
    hint: '模型仍保存在这里。请重新签名，或询问存储服务的管理者。',
  },
  'publish.not-s3': {
    message: '{host} 回答 {status}，且不是对象存储的回答。',
    hint: '请检查地址：它可能是网页、控制台或需要登录的代理。并非所有存储都接受预签名 POST（如 OpenStack Swift），此时请改签 PUT。',
  },
  'publish.unreachable': {
    message: '{host} 没有给出此页面可读的回答：可能是拒绝、不可达，或存储桶没有允许此页面的规则。',
    hint: '请将此规则加入存储桶的 CORS 设置：{rule}',
  },
  'publish.unsure': {
    message: '所有分段均已到达，但 {host} 不允许此页面读取合并结果。',
    hint: '请查看 {address} 是否存在。下次之前，请将此规则加入存储桶的 CORS 设置：{rule}',
  },
  'publish.offline': {
    message: '本机处于离线状态，无法连接 {host}。',
    hint: '网络恢复后请再上传：已到达的分段不会重复发送。模型仍保存在这里。',
  },
  'publish.no-etag': {
    message: '存储桶的规则向此页面隐藏了分段的 ETag，因此无法合并各分段。',
    hint: '请将此规则加入存储桶的 CORS 设置：{rule}',
  },
  'publish.done': { message: '已发布到 {address}。' },
  'publish.already': { message: '相同内容此前已发布到 {address}，没有再次发送。' },
};

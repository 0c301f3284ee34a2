import type { Sentence } from './sentence.ts';

/** Says what happened while a model was published. */
export const publish = {
  'publish.no-url': {
    en: {
      message: 'Nobody said where to publish.',
      hint: 'Give publish an object: its url is a presigned PUT URL, or that of a presigned POST with its fields, or an array of all URLs of a presigned multipart upload.',
    },
    zh: {
      message: '没有说明发布到哪里。',
      hint: '请给 publish 一个对象：url 为预签名 PUT 网址，或预签名 POST 的网址并附 fields，或预签名分段上传全部网址的数组。',
    },
  },
  'publish.not-a-url': {
    en: {
      message: 'What was given is not a web address.',
      hint: 'Paste the whole presigned URL as the signer printed it: it begins with https://.',
    },
    zh: { message: '给出的内容不是网址。', hint: '请粘贴签名程序输出的完整预签名网址，以 https:// 开头。' },
  },
  'publish.insecure': {
    en: {
      message: 'This page came by https, so the browser will not send to {host} by plain http.',
      hint: 'Sign the URL for the https address of the store.',
    },
    zh: {
      message: '此页面通过 https 打开，浏览器不会用 http 向 {host} 发送。',
      hint: '请为存储服务的 https 地址签名。',
    },
  },
  'publish.expired': {
    en: {
      message: 'The presigned URL expired {minutes minute|minutes} ago.',
      hint: 'Sign a new one that lives longer than the upload takes. If it is new, check the clock of this computer.',
    },
    zh: {
      message: '预签名网址已于 {minutes} 分钟前过期。',
      hint: '请重新签名，有效期应长于上传所需时间。如果网址是刚签的，请检查本机时钟。',
    },
  },
  'publish.called-expired': {
    en: {
      message: '{host} says that the URL, or the token it was signed with, has expired.',
      hint: 'Sign a new URL; with temporary credentials it ends when they do.',
    },
    zh: {
      message: '{host} 表示该网址或签名所用的令牌已过期。',
      hint: '请重新签名；使用临时凭证时，网址随凭证一起失效。',
    },
  },
  'publish.not-yet-valid': {
    en: {
      message: 'The URL was signed {minutes minute|minutes} in the future.',
      hint: 'Set the clock of the machine that signed it, or of this one, and sign again.',
    },
    zh: { message: '该网址的签名时间在 {minutes} 分钟之后。', hint: '请校准签名机器或本机的时钟，然后重新签名。' },
  },
  'publish.clock': {
    en: {
      message: '{host} does not accept the time of the signature.',
      hint: 'Set the clock of the machine that signs, then sign again.',
    },
    zh: { message: '{host} 不接受签名的时间。', hint: '请校准签名机器的时钟，然后重新签名。' },
  },
  'publish.wrong-method': {
    en: {
      message: 'The URL was signed for {signed}; an upload needs {needed}.',
      hint: 'Sign it for {needed}: with the AWS SDK a PutObjectCommand, with boto3 generate_presigned_url("put_object", ...).',
    },
    zh: {
      message: '该网址是为 {signed} 签名的，上传需要 {needed}。',
      hint: '请为 {needed} 签名：AWS SDK 用 PutObjectCommand，boto3 用 generate_presigned_url("put_object", ...)。',
    },
  },
  'publish.method-refused': {
    en: {
      message: '{host} does not take this method at this address.',
      hint: 'Check that the address names an object in a bucket, and that the URL was signed for an upload.',
    },
    zh: { message: '{host} 在此地址不接受该方法。', hint: '请确认地址指向存储桶中的对象，且网址是为上传签名的。' },
  },
  'publish.only-begins': {
    en: {
      message: 'The URL was signed to begin a multipart upload, not to send a file.',
      hint: 'Begin it where you sign, and give the URLs of its parts and the one that completes it; or sign a plain PUT.',
    },
    zh: {
      message: '该网址只能用来开始分段上传，不能发送文件。',
      hint: '请在签名处开始上传，再给出各分段和完成上传的网址；或改签普通的 PUT。',
    },
  },
  'publish.no-complete-url': {
    en: {
      message: 'The URL that completes the multipart upload is not among those given.',
      hint: 'Sign CompleteMultipartUpload too, and give its URL with those of the parts.',
    },
    zh: {
      message: '给出的网址中缺少完成分段上传的那一个。',
      hint: '请为 CompleteMultipartUpload 也签名，并与各分段网址一起给出。',
    },
  },
  'publish.missing-part': {
    en: {
      message: 'The URL of part {number} of the multipart upload is not among those given.',
      hint: 'Sign the parts from 1 on without a gap, and give all URLs together.',
    },
    zh: {
      message: '给出的网址中缺少分段上传的第 {number} 段。',
      hint: '请从第 1 段起连续签名，并一起给出全部网址。',
    },
  },
  'publish.mixed-uploads': {
    en: {
      message: 'The URLs belong to different uploads.',
      hint: 'Give one presigned URL, or all URLs of one multipart upload.',
    },
    zh: { message: '这些网址属于不同的上传。', hint: '请只给一个预签名网址，或同一次分段上传的全部网址。' },
  },
  'publish.no-key-field': {
    en: {
      message: 'The fields of the presigned POST do not name the object: “key” is missing.',
      hint: 'Give the fields just as the signer printed them.',
    },
    zh: { message: '预签名 POST 的字段中缺少对象名“key”。', hint: '请原样给出签名程序输出的字段。' },
  },
  'publish.header-needed': {
    en: {
      message: 'The URL was signed with headers whose values it does not tell: {headers}.',
      hint: 'Give them in headers, with the very values that were signed.',
    },
    zh: {
      message: '该网址的签名包含一些请求头，但没有给出它们的值：{headers}。',
      hint: '请在 headers 中给出与签名时完全相同的值。',
    },
  },
  'publish.unsigned-header': {
    en: {
      message: 'The header {header} is not part of the signature, so the server refuses it.',
      hint: 'Leave it out, or sign the URL with it.',
    },
    zh: { message: '请求头 {header} 不在签名之内，服务器会拒绝。', hint: '请去掉它，或在签名时包含它。' },
  },
  'publish.forbidden-header': {
    en: {
      message: 'No page may set the header {header}.',
      hint: 'Sign the URL without it.',
    },
    zh: { message: '网页不能设置请求头 {header}。', hint: '请在签名时去掉它。' },
  },
  'publish.empty-checksum': {
    en: {
      message: 'The URL holds the {name} checksum of an empty file: the server would refuse every real one.',
      hint: 'The AWS SDK adds it by default. Make its client with requestChecksumCalculation: "WHEN_REQUIRED" and sign again.',
    },
    zh: {
      message: '该网址带有空文件的 {name} 校验和，服务器会拒绝任何真实文件。',
      hint: '这是 AWS SDK 的默认行为。请用 requestChecksumCalculation: "WHEN_REQUIRED" 创建客户端后重新签名。',
    },
  },
  'publish.other-checksum': {
    en: {
      message: 'The URL was signed for another file: its {name} checksum is not that of this model.',
      hint: 'Sign again without a checksum, or for the model file as it is now.',
    },
    zh: {
      message: '该网址是为另一个文件签名的：其 {name} 校验和与此模型不符。',
      hint: '请去掉校验和重新签名，或为当前的模型文件签名。',
    },
  },
  'publish.too-large': {
    en: {
      message: 'The model file has {bytes} bytes; the signed policy takes at most {most}.',
      hint: 'Sign a policy with a larger content-length-range.',
    },
    zh: {
      message: '模型文件有 {bytes} 字节，签名策略最多接受 {most} 字节。',
      hint: '请用更大的 content-length-range 重新签名。',
    },
  },
  'publish.too-small': {
    en: {
      message: 'The model file has {bytes} bytes; the signed policy takes none below {least}.',
      hint: 'Sign a policy with a smaller content-length-range.',
    },
    zh: {
      message: '模型文件有 {bytes} 字节，签名策略至少要求 {least} 字节。',
      hint: '请用更小的 content-length-range 重新签名。',
    },
  },
  'publish.signature-mismatch': {
    en: {
      message: '{host} says that the signature does not fit the request.',
      hint: 'Paste the URL whole, send it to the host it was signed for, with the method and headers that were signed; or sign again.',
    },
    zh: {
      message: '{host} 表示签名与请求不符。',
      hint: '请完整粘贴网址，并使用签名时的主机、方法和请求头；或重新签名。',
    },
  },
  'publish.no-rights': {
    en: {
      message: '{host} does not let the signer put this object there.',
      hint: 'Whoever signed needs s3:PutObject on the bucket and key (and the right to use its encryption key, if it has one).',
    },
    zh: {
      message: '{host} 不允许签名者在此存放该对象。',
      hint: '签名者需要对该存储桶和对象名拥有 s3:PutObject 权限（若桶有加密密钥，还需其使用权限）。',
    },
  },
  'publish.policy': {
    en: {
      message: 'The signed policy does not allow this upload: {said}.',
      hint: 'Give the fields just as they were signed, or sign a policy that allows it.',
    },
    zh: { message: '签名策略不允许此次上传：{said}。', hint: '请原样给出签名的字段，或重新签署允许此上传的策略。' },
  },
  'publish.unknown-key': {
    en: {
      message: '{host} does not know the access key that signed the request.',
      hint: 'Check that the key belongs to this store and is still active; temporary keys need their session token.',
    },
    zh: {
      message: '{host} 不认识签名所用的访问密钥。',
      hint: '请确认密钥属于该存储服务且仍然有效；临时密钥还需要会话令牌。',
    },
  },
  'publish.no-bucket': {
    en: { message: 'The bucket does not exist at {host}.', hint: 'Check its name and its region, and sign again.' },
    zh: { message: '{host} 上没有这个存储桶。', hint: '请检查桶名和区域，然后重新签名。' },
  },
  'publish.no-upload': {
    en: {
      message: '{host} no longer knows this multipart upload: it was completed or given up.',
      hint: 'Look whether the object is there already; else begin a new upload and sign its parts.',
    },
    zh: {
      message: '{host} 已不存在这次分段上传：它已完成或已放弃。',
      hint: '请先查看对象是否已存在；否则开始新的上传并重新签名。',
    },
  },
  'publish.wrong-region': {
    en: {
      message: 'The bucket lives elsewhere than {host}: {place}.',
      hint: 'Sign the URL for the bucket’s own region and endpoint.',
    },
    zh: { message: '该存储桶不在 {host}，而在 {place}。', hint: '请按存储桶所在的区域和端点重新签名。' },
  },
  'publish.exists': {
    en: {
      message: 'An object of this name is there already, and the URL was signed not to replace it.',
      hint: 'Sign a URL for another name.',
    },
    zh: { message: '同名对象已存在，而该网址签名时不允许覆盖。', hint: '请换一个名称重新签名。' },
  },
  'publish.refused-large': {
    en: {
      message: '{host} takes no file that large in one request.',
      hint: 'Raise the limit of the policy, or use a presigned multipart upload.',
    },
    zh: { message: '{host} 不接受单次请求发送这么大的文件。', hint: '请提高策略上限，或使用预签名分段上传。' },
  },
  'publish.refused-small': {
    en: {
      message: '{host} takes no part, or no file, that small.',
      hint: 'Every part but the last needs 5 MiB: sign fewer parts, or lower the limit of the policy.',
    },
    zh: {
      message: '{host} 不接受这么小的分段或文件。',
      hint: '除最后一段外每段至少 5 MiB：请减少分段数，或降低策略下限。',
    },
  },
  'publish.bad-digest': {
    en: {
      message: '{host} computed another checksum of the file than the one the request promised.',
      hint: 'Sign without a checksum (AWS SDK: requestChecksumCalculation: "WHEN_REQUIRED"), or for this very file.',
    },
    zh: {
      message: '{host} 计算出的校验和与请求中承诺的不同。',
      hint: '请去掉校验和重新签名（AWS SDK：requestChecksumCalculation: "WHEN_REQUIRED"），或为此文件签名。',
    },
  },
  'publish.busy': {
    en: {
      message: '{host} answered {status}, {tries time|times} in a row: it is overloaded or out of order.',
      hint: 'Upload again later. The model is kept here.',
    },
    zh: {
      message: '{host} 连续 {tries} 次回答 {status}：服务过载或发生故障。',
      hint: '请稍后再上传。模型仍保存在这里。',
    },
  },
  'publish.refused': {
    en: {
      message: '{host} answered {status}: {said}.',
      hint: 'The model is kept here. Sign another URL, or ask whoever runs the store.',
    },
    zh: { message: '{host} 回答 {status}：{said}。', hint: '模型仍保存在这里。请重新签名，或询问存储服务的管理者。' },
  },
  'publish.not-s3': {
    en: {
      message: '{host} answered {status}, and not as a store of objects does.',
      hint: 'Check the address: it may be that of a web page, a console or a proxy that asks to log in. Not every store takes a presigned POST (OpenStack Swift takes none): sign a PUT there.',
    },
    zh: {
      message: '{host} 回答 {status}，且不是对象存储的回答。',
      hint: '请检查地址：它可能是网页、控制台或需要登录的代理。并非所有存储都接受预签名 POST（如 OpenStack Swift），此时请改签 PUT。',
    },
  },
  'publish.unreachable': {
    en: {
      message:
        '{host} gave no answer that this page may read: it refused, it is not there, or its bucket has no rule for this page.',
      hint: 'Put this into the bucket’s CORS settings: {rule}',
    },
    zh: {
      message: '{host} 没有给出此页面可读的回答：可能是拒绝、不可达，或存储桶没有允许此页面的规则。',
      hint: '请将此规则加入存储桶的 CORS 设置：{rule}',
    },
  },
  'publish.unsure': {
    en: {
      message: 'All parts arrived, but {host} does not let this page read whether it put them together.',
      hint: 'Look whether {address} is there. For next time, put this into the bucket’s CORS settings: {rule}',
    },
    zh: {
      message: '所有分段均已到达，但 {host} 不允许此页面读取合并结果。',
      hint: '请查看 {address} 是否存在。下次之前，请将此规则加入存储桶的 CORS 设置：{rule}',
    },
  },
  'publish.offline': {
    en: {
      message: 'This computer is offline; {host} was not reached.',
      hint: 'Upload again when the network is back: parts that arrived are not sent twice. The model is kept here.',
    },
    zh: {
      message: '本机处于离线状态，无法连接 {host}。',
      hint: '网络恢复后请再上传：已到达的分段不会重复发送。模型仍保存在这里。',
    },
  },
  'publish.no-etag': {
    en: {
      message: 'The bucket’s rules hide the ETag of a part from this page, so the parts cannot be put together.',
      hint: 'Put this into the bucket’s CORS settings: {rule}',
    },
    zh: {
      message: '存储桶的规则向此页面隐藏了分段的 ETag，因此无法合并各分段。',
      hint: '请将此规则加入存储桶的 CORS 设置：{rule}',
    },
  },
  'publish.done': {
    en: { message: 'Published at {address}.' },
    zh: { message: '已发布到 {address}。' },
  },
  'publish.already': {
    en: { message: 'This very content was published at {address} before; nothing was sent.' },
    zh: { message: '相同内容此前已发布到 {address}，没有再次发送。' },
  },
} as const satisfies Record<`publish.${string}`, Sentence>;

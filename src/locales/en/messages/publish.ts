import type { Message } from '../../message.ts';

/** Says what happened while a model was published. */
export const publish = {
  'publish.no-url': {
    message: 'Nobody said where to publish.',
    hint: 'Give publish an object: its url is a presigned PUT URL, or that of a presigned POST with its fields, or an array of all URLs of a presigned multipart upload.',
  },
  'publish.not-a-url': {
    message: 'What was given is not a web address.',
    hint: 'Paste the whole presigned URL as the signer printed it: it begins with https://.',
  },
  'publish.insecure': {
    message: 'This page came by https, so the browser will not send to {host} by plain http.',
    hint: 'Sign the URL for the https address of the store.',
  },
  'publish.expired': {
    message: 'The presigned URL expired {minutes minute|minutes} ago.',
    hint: 'Sign a new one that lives longer than the upload takes. If it is new, check the clock of this computer.',
  },
  'publish.called-expired': {
    message: '{host} says that the URL, or the token it was signed with, has expired.',
    hint: 'Sign a new URL; with temporary credentials it ends when they do.',
  },
  'publish.not-yet-valid': {
    message: 'The URL was signed {minutes minute|minutes} in the future.',
    hint: 'Set the clock of the machine that signed it, or of this one, and sign again.',
  },
  'publish.clock': {
    message: '{host} does not accept the time of the signature.',
    hint: 'Set the clock of the machine that signs, then sign again.',
  },
  'publish.wrong-method': {
    message: 'The URL was signed for {signed}; an upload needs {needed}.',
    hint: 'Sign it for {needed}: with the AWS SDK a PutObjectCommand, with boto3 generate_presigned_url("put_object", ...).',
  },
  'publish.method-refused': {
    message: '{host} does not take this method at this address.',
    hint: 'Check that the address names an object in a bucket, and that the URL was signed for an upload.',
  },
  'publish.only-begins': {
    message: 'The URL was signed to begin a multipart upload, not to send a file.',
    hint: 'Begin it where you sign, and give the URLs of its parts and the one that completes it; or sign a plain PUT.',
  },
  'publish.no-complete-url': {
    message: 'The URL that completes the multipart upload is not among those given.',
    hint: 'Sign CompleteMultipartUpload too, and give its URL with those of the parts.',
  },
  'publish.missing-part': {
    message: 'The URL of part {number} of the multipart upload is not among those given.',
    hint: 'Sign the parts from 1 on without a gap, and give all URLs together.',
  },
  'publish.mixed-uploads': {
    message: 'The URLs belong to different uploads.',
    hint: 'Give one presigned URL, or all URLs of one multipart upload.',
  },
  'publish.no-key-field': {
    message: 'The fields of the presigned POST do not name the object: “key” is missing.',
    hint: 'Give the fields just as the signer printed them.',
  },
  'publish.header-needed': {
    message: 'The URL was signed with headers whose values it does not tell: {headers}.',
    hint: 'Give them in headers, with the very values that were signed.',
  },
  'publish.unsigned-header': {
    message: 'The header {header} is not part of the signature, so the server refuses it.',
    hint: 'Leave it out, or sign the URL with it.',
  },
  'publish.forbidden-header': {
    message: 'No page may set the header {header}.',
    hint: 'Sign the URL without it.',
  },
  'publish.empty-checksum': {
    message: 'The URL holds the {name} checksum of an empty file: the server would refuse every real one.',
    hint: 'The AWS SDK adds it by default. Make its client with requestChecksumCalculation: "WHEN_REQUIRED" and sign again.',
  },
  'publish.other-checksum': {
    message: 'The URL was signed for another file: its {name} checksum is not that of this model.',
    hint: 'Sign again without a checksum, or for the model file as it is now.',
  },
  'publish.too-large': {
    message: 'The model file has {bytes} bytes; the signed policy takes at most {most}.',
    hint: 'Sign a policy with a larger content-length-range.',
  },
  'publish.too-small': {
    message: 'The model file has {bytes} bytes; the signed policy takes none below {least}.',
    hint: 'Sign a policy with a smaller content-length-range.',
  },
  'publish.signature-mismatch': {
    message: '{host} says that the signature does not fit the request.',
    hint: 'Paste the URL whole, send it to the host it was signed for, with the method and headers that were signed; or sign again.',
  },
  'publish.no-rights': {
    message: '{host} does not let the signer put this object there.',
    hint: 'Whoever signed needs s3:PutObject on the bucket and key (and the right to use its encryption key, if it has one).',
  },
  'publish.policy': {
    message: 'The signed policy does not allow this upload: {said}.',
    hint: 'Give the fields just as they were signed, or sign a policy that allows it.',
  },
  'publish.unknown-key': {
    message: '{host} does not know the access key that signed the request.',
    hint: 'Check that the key belongs to this store and is still active; temporary keys need their session token.',
  },
  'publish.no-bucket': {
    message: 'The bucket does not exist at {host}.',
    hint: 'Check its name and its region, and sign again.',
  },
  'publish.no-upload': {
    message: '{host} no longer knows this multipart upload: it was completed or given up.',
    hint: 'Look whether the object is there already; else begin a new upload and sign its parts.',
  },
  'publish.wrong-region': {
    message: 'The bucket lives elsewhere than {host}: {place}.',
    hint: 'Sign the URL for the bucket’s own region and endpoint.',
  },
  'publish.exists': {
    message: 'An object of this name is there already, and the URL was signed not to replace it.',
    hint: 'Sign a URL for another name.',
  },
  'publish.refused-large': {
    message: '{host} takes no file that large in one request.',
    hint: 'Raise the limit of the policy, or use a presigned multipart upload.',
  },
  'publish.refused-small': {
    message: '{host} takes no part, or no file, that small.',
    hint: 'Every part but the last needs 5 MiB: sign fewer parts, or lower the limit of the policy.',
  },
  'publish.bad-digest': {
    message: '{host} computed another checksum of the file than the one the request promised.',
    hint: 'Sign without a checksum (AWS SDK: requestChecksumCalculation: "WHEN_REQUIRED"), or for this very file.',
  },
  'publish.busy': {
    message: '{host} answered {status}, {tries time|times} in a row: it is overloaded or out of order.',
    hint: 'Upload again later. The model is kept here.',
  },
  'publish.refused': {
    message: '{host} answered {status}: {said}.',
    hint: 'The model is kept here. Sign another URL, or ask whoever runs the store.',
  },
  'publish.not-s3': {
    message: '{host} answered {status}, and not as a store of objects does.',
    hint: 'Check the address: it may be that of a web page, a console or a proxy that asks to log in. Not every store takes a presigned POST (OpenStack Swift takes none): sign a PUT there.',
  },
  'publish.unreachable': {
    message:
      '{host} gave no answer that this page may read: it refused, it is not there, or its bucket has no rule for this page.',
    hint: 'Put this into the bucket’s CORS settings: {rule}',
  },
  'publish.unsure': {
    message: 'All parts arrived, but {host} does not let this page read whether it put them together.',
    hint: 'Look whether {address} is there. For next time, put this into the bucket’s CORS settings: {rule}',
  },
  'publish.offline': {
    message: 'This computer is offline; {host} was not reached.',
    hint: 'Upload again when the network is back: parts that arrived are not sent twice. The model is kept here.',
  },
  'publish.no-etag': {
    message: 'The bucket’s rules hide the ETag of a part from this page, so the parts cannot be put together.',
    hint: 'Put this into the bucket’s CORS settings: {rule}',
  },
  'publish.done': { message: 'Published at {address}.' },
  'publish.already': { message: 'This very content was published at {address} before; nothing was sent.' },
} as const satisfies Record<`publish.${string}`, Message>;

import type { Message } from '../../message.ts';

/** Says what may leave the tab. */
export const privacy = {
  'privacy.foreign-url': {
    message: '{host} is another origin, and nobody agreed to fetch from it.',
    hint: 'Call again with agree: true, or download the file and choose it here.',
  },
  'privacy.download-not-agreed': {
    message: '“{name}” would come from {host}, and nobody agreed to that.',
    hint: 'Call again with agree: true, or train on the page and say yes.',
  },
  'privacy.download-refused': {
    message: 'You said no to downloading “{name}” from {host}, so nothing was fetched.',
    hint: 'Press Train again to be asked again, or choose a model that needs no download.',
  },
  'privacy.chat-not-agreed': {
    message: '{rows row|rows} would leave this tab for {host}, and nobody agreed to that. Nothing was sent.',
    hint: 'Call again with agree: true, or train on the page and say yes.',
  },
  'privacy.chat-refused': {
    message: 'You said no to sending rows to {host}, so nothing was sent.',
    hint: 'Press Train again to be asked again, or choose a model that works in this tab.',
  },
  'privacy.no-policy': {
    message: 'This page has no policy that keeps the workers which see your rows from other origins.',
    hint: 'Give the page a Content-Security-Policy with connect-src ‘self’, or use Intab’s own page.',
  },
  'privacy.refused': {
    message: 'You said no to fetching from {host}, so nothing was fetched.',
    hint: 'Download the file with your browser and choose it here.',
  },
} as const satisfies Record<`privacy.${string}`, Message>;

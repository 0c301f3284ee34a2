/** Shapes of the icons: a grid of 16, a stroke of 1.5, round ends. */
export const shapes = {
  check: '<path d="m3 8.5 3.2 3.2L13 4.8"/>',
  x: '<path d="m4 4 8 8m0-8-8 8"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  down: '<path d="m4 6 4 4 4-4"/>',
  right: '<path d="m6 4 4 4-4 4"/>',
  up: '<path d="m4 10 4-4 4 4"/>',
  left: '<path d="m10 4-4 4 4 4"/>',
  warn: '<path d="M8 2.2 14.4 13.3H1.6L8 2.2ZM8 6.6v3.2M8 11.6v.1"/>',
  bad: '<path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4l3.6-3.6ZM8 4.9v3.6M8 11v.1"/>',
  note: '<circle cx="8" cy="8" r="6.2"/><path d="M8 7.4v3.6M8 5v.1"/>',
  lock: '<rect x="3" y="7" width="10" height="6.8" rx="1.5"/><path d="M5.2 7V4.9a2.8 2.8 0 0 1 5.6 0V7"/>',
  table: '<rect x="2" y="2.6" width="12" height="10.8" rx="1.5"/><path d="M2 6.3h12M6 6.3v7.1"/>',
  fields: '<path d="M3.5 2.5v11M8 2.5v11M12.5 2.5v11"/><path d="M2 10.5h3M6.5 5.5h3M11 8.5h3"/>',
  model:
    '<circle cx="3.4" cy="4.2" r="1.6"/><circle cx="3.4" cy="11.8" r="1.6"/><circle cx="12.6" cy="8" r="1.6"/><path d="m5 4.9 6 2.5M5 11.1l6-2.5"/>',
  play: '<path d="M4.8 2.9v10.2L12.8 8 4.8 2.9Z"/>',
  stop: '<rect x="3.8" y="3.8" width="8.4" height="8.4" rx="1.2"/>',
  chart: '<path d="M2.2 2.2v11.6h11.6"/><path d="m5 10.4 2.6-3.2 2.2 1.6 3.6-5"/>',
  use: '<path d="M2 8h8.4M7.2 4.4 10.8 8l-3.6 3.6M13.8 2.6v10.8"/>',
  file: '<path d="M9.2 1.9H4.6c-.8 0-1.4.6-1.4 1.4v9.4c0 .8.6 1.4 1.4 1.4h6.8c.8 0 1.4-.6 1.4-1.4V5.5L9.2 1.9Z"/><path d="M9 2.2v3.5h3.5"/>',
  drop: '<path d="M8 2.2v7.6M4.8 6.8 8 10l3.2-3.2M2.4 10.4v2c0 .8.6 1.4 1.4 1.4h8.4c.8 0 1.4-.6 1.4-1.4v-2"/>',
  send: '<path d="M8 10V2.4M4.8 5.4 8 2.2l3.2 3.2M2.4 10.4v2c0 .8.6 1.4 1.4 1.4h8.4c.8 0 1.4-.6 1.4-1.4v-2"/>',
  open: '<path d="M1.9 12.4V4c0-.7.6-1.2 1.2-1.2h3l1.6 1.9h5.2c.7 0 1.2.5 1.2 1.2v6.5c0 .7-.5 1.2-1.2 1.2H3.1c-.6 0-1.2-.5-1.2-1.2Z"/>',
  shield:
    '<path d="M8 1.8 13.2 4v3.6c0 3.2-2.1 5.4-5.2 6.6-3.1-1.2-5.2-3.4-5.2-6.6V4L8 1.8Z"/><path d="m5.8 7.8 1.6 1.6 2.9-3"/>',
  cpu: '<rect x="4" y="4" width="8" height="8" rx="1.2"/><path d="M6.4 1.8V4M9.6 1.8V4M6.4 12v2.2M9.6 12v2.2M1.8 6.4H4M1.8 9.6H4M12 6.4h2.2M12 9.6h2.2"/>',
  clock: '<circle cx="8" cy="8" r="6.2"/><path d="M8 4.6V8l2.3 1.6"/>',
  text: '<path d="M3 4.6V3h10v1.6M8 3v10M6 13h4"/>',
  number: '<path d="M3 6h10.4M2.6 10H13M6.6 2.6 5.2 13.4M10.8 2.6 9.4 13.4"/>',
  tag: '<path d="M2.2 3.6v3.8c0 .4.1.7.4 1l5 5c.5.5 1.4.5 1.9 0l3.9-3.9c.5-.5.5-1.4 0-1.9l-5-5c-.3-.3-.6-.4-1-.4H3.6c-.8 0-1.4.6-1.4 1.4Z"/><path d="M5.4 5.4v.01"/>',
  target: '<circle cx="8" cy="8" r="6.2"/><circle cx="8" cy="8" r="2.4"/>',
  search: '<circle cx="7" cy="7" r="4.6"/><path d="m10.5 10.5 3.3 3.3"/>',
  more: '<path d="M3.2 8v.01M8 8v.01M12.8 8v.01" stroke-width="2"/>',
  menu: '<path d="M2.4 4.6h11.2M2.4 8h11.2M2.4 11.4h7"/>',
  sun: '<circle cx="8" cy="8" r="2.8"/><path d="M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1"/>',
  link: '<path d="M6.8 9.2a2.7 2.7 0 0 0 3.9 0l2.2-2.2a2.7 2.7 0 0 0-3.9-3.9l-.9.9M9.2 6.8a2.7 2.7 0 0 0-3.9 0L3.1 9A2.7 2.7 0 0 0 7 12.9l.9-.9"/>',
  box: '<path d="m8 1.8 5.6 3v6.4L8 14.2l-5.6-3V4.8L8 1.8Z"/><path d="M2.6 4.9 8 7.8l5.4-2.9M8 7.8v6.2"/>',
  offline:
    '<path d="M2 6.2a9 9 0 0 1 3-1.8M14 6.2a9 9 0 0 0-6-2.3M4.4 8.8a5.4 5.4 0 0 1 2.2-1.3M11.6 8.8a5 5 0 0 0-1-.8M8 12v.01M2.4 2.4l11.2 11.2"/>',
  chat: '<path d="M2.2 4.2c0-.9.7-1.6 1.6-1.6h8.4c.9 0 1.6.7 1.6 1.6v5.2c0 .9-.7 1.6-1.6 1.6H7l-3.2 2.6V11c-.9 0-1.6-.7-1.6-1.6V4.2Z"/>',
} as const;

/** The name of an icon that the page can draw. */
export type IconName = keyof typeof shapes;

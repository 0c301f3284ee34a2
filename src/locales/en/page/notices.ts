/** What stands before a notice. */
export const notices = {
  levels: { error: 'error:', warning: 'warning:', note: 'note:' },
};

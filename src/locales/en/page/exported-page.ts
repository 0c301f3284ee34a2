/** Texts of the exported page, which predicts with one model. */
export const exportedPage = {
  predicts: (target: string) => `Predicts ${target}`,
  stays: 'This page needs no network: what you type or choose stays on this device.',
  about: 'About this model',
  language: 'Language',
  broken: 'The model in this page cannot be read',
};

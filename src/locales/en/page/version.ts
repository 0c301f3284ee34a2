/** Texts of the word that a newer version waits. */
export const version = {
  waiting: 'A newer version of Intab is ready.',
  running: 'It waits until the run is over.',
  otherTabs: 'It starts when the other tabs of Intab are closed.',
  take: 'Use it now',
  later: 'Later',
};

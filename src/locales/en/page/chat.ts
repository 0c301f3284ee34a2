/** Texts of the connection to a chat server: the test before a run, the key where a model is used. Values come written. */
export const chat = {
  test: 'Test connection',
  testing: 'Testing…',
  testNote: (host: string) => `Sends the word “ping” to ${host}, and nothing of your tables.`,
  works: (model: string, host: string, time: string) => `${model} at ${host} answered in ${time}.`,
  key: 'API key',
  keyNote: (host: string) => `For ${host}. It stays in the memory of this tab.`,
  keyKnown: 'The key that was given on this page is used.',
};

import type { Message } from '../../message.ts';

const rowsKept = 'Answers that came before are kept in this browser: press Train again to go on with the rest.';

/** Says what happened while a chat server was asked. */
export const chat = {
  'chat.start': { message: 'Asking {model} at {host}: {rows row|rows}, {kept} of them answered before.' },
  'chat.done': { message: '{rows row|rows} answered: {tokensIn} tokens read, {tokensOut} written.' },
  'chat.waiting': { message: '{host} wants fewer requests: waiting {seconds} s.' },
  'chat.again': { message: 'Row {row} got no answer ({reason}): trying again in {seconds} s.' },
  'chat.no-server': {
    message: 'No page is here to ask a chat server.',
    hint: 'Workers that see rows have no network: run this in the page, or by window.intab.',
  },
  'chat.no-model': {
    message: 'No model is named.',
    hint: 'Write the model’s name as the server knows it, such as gpt-4o-mini, deepseek-chat or llama3.2.',
  },
  'chat.bad-url': {
    message: '“{url}” is no base URL: {problem}.',
    hint: 'Write it like https://api.example.com/v1, without a query, a user name or a password.',
  },
  'chat.template-column': {
    message: 'The template names “{column}”, which is not among the columns to send.',
    hint: 'Columns to send: {columns}. Write a brace twice where it is meant as it stands.',
  },
  'chat.no-key': {
    message: '{host} wants an API key, and none was given.',
    hint: 'Type the key into “API key”. It stays in the memory of this tab.',
  },
  'chat.odd-key': {
    message: 'The API key holds a space or a sign that no key has, so it was not sent.',
    hint: 'Copy it again: keys are letters, digits and a few signs, without quotes or line breaks.',
  },
  'chat.bad-key': {
    message: '{host} does not accept the API key: {detail}',
    hint: 'Check that the key is whole, belongs to this server and was not revoked.',
  },
  'chat.forbidden': {
    message: '{host} refused: {detail}',
    hint: 'The key may lack the right to use this model, or the server does not serve this page or country.',
  },
  'chat.unknown-model': {
    message: '{host} has no model “{model}”: {detail}',
    hint: 'Check the name with the server’s list of models; a local server must have downloaded it first.',
  },
  'chat.not-found': {
    message: '{host} has nothing at {path}.',
    hint: 'The base URL is probably wrong: of most servers it ends in /v1.',
  },
  'chat.web-page': {
    message: '{host} answered with a web page, not in the chat protocol.',
    hint: 'Check the base URL: it is the address of the API, not of the web site. Of most servers it ends in /v1.',
  },
  'chat.quota': {
    message: 'The account at {host} has no credit left: {detail}',
    hint: `Add credit there. ${rowsKept}`,
  },
  'chat.rate-limit': {
    message: '{host} still wants fewer requests after {tries tries|tries}: {detail}',
    hint: `Lower “At once”, or wait. ${rowsKept}`,
  },
  'chat.server-error': {
    message: '{host} answered {status}: {detail}',
    hint: `The fault is the server’s; try later. ${rowsKept}`,
  },
  'chat.unreachable': {
    message:
      '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
    hint: `Check the base URL and the network. If the server is yours, let it allow {origin} (Access-Control-Allow-Origin, and the headers authorization and content-type); some services allow no web page at all. ${rowsKept}`,
  },
  'chat.unreachable-ollama': {
    message:
      '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
    hint: `Start Ollama so that it allows this page: OLLAMA_ORIGINS={origin} ollama serve (Windows: setx OLLAMA_ORIGINS {origin}, then restart Ollama; macOS app: launchctl setenv OLLAMA_ORIGINS {origin}). If the browser asks for leave to reach the local network, say yes. ${rowsKept}`,
  },
  'chat.unreachable-lmstudio': {
    message:
      '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
    hint: `Start LM Studio’s server with CORS: lms server start --cors, or switch on “Enable CORS” in its Developer settings. If the browser asks for leave to reach the local network, say yes. ${rowsKept}`,
  },
  'chat.unreachable-llamacpp': {
    message:
      '{host} gave no answer that this page may read: it is off, out of reach, or does not allow this page (CORS).',
    hint: `Start it with llama-server -m model.gguf --port 8080; it allows every page by itself. If the browser asks for leave to reach the local network, say yes. ${rowsKept}`,
  },
  'chat.mixed-content': {
    message: 'This page came by https, and browsers do not let it ask {host} by plain http.',
    hint: 'Give the server https, ask one on this machine (http://localhost), or open Intab from http://localhost.',
  },
  'chat.timeout': {
    message: '{host} sent nothing for {seconds} s.',
    hint: 'Raise “Patience”, or ask for fewer rows at once.',
  },
  'chat.cut': {
    message: 'The answer of {host} broke off before its end.',
    hint: 'Try again; a proxy in between may cut long answers.',
  },
  'chat.bad-stream': {
    message: '{host} sent something that is not in the chat protocol: {sample}',
    hint: 'Check that the server speaks the protocol of OpenAI’s chat completions.',
  },
  'chat.bad-request': {
    message: '{host} refused the question: {detail}',
    hint: 'It may be too long for the model, held back by a filter, or a setting may not suit this model.',
  },
  'chat.empty': {
    message: 'The model answered with nothing.',
    hint: 'If “Longest answer” is set, raise it: models that think first may have used it all.',
  },
  'chat.rows-failed': {
    message: '{rows row has|rows have} no answer. The first: {sample}',
    hint: 'Press Train again: answers that came are kept in this browser, and only these rows are asked again.',
  },
  'chat.no-label': {
    message: '{rows answer is|answers are} none of the labels: {examples}. They count as wrong.',
    hint: 'Say in the system prompt what each label means, or try another model.',
  },
  'chat.cut-short': {
    message: '{rows answer was|answers were} cut at the longest answer allowed.',
    hint: 'Raise “Longest answer”, or leave it empty.',
  },
  'chat.setting-dropped': { message: 'The model does not take “{setting}”; it was left out.' },
  'chat.sent': { message: '{rows row was|rows were} sent to {host}: the columns {columns}.' },
} as const satisfies Record<`chat.${string}`, Message>;

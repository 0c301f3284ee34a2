import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../fixtures');

/** A server of another origin that plays a model hub: folders of `test/fixtures` under `/<owner>/<name>/resolve/main/`. */
export interface HubServer {
  /** The address to give as `model_host`. */
  address: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  stop(): Promise<void>;
}

/**
 * Starts a hub on loopback. What the owner is called is what goes wrong: `nobody` answers 404, `page` an HTML page for everything, `cut` ends in the
 * middle of the weights, `short` gives weights that lack their end, `plain` has no ONNX; any other owner gives the files as they are.
 */
export async function startHub(): Promise<HubServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    const [, owner, name = '', , , ...rest] = decodeURIComponent(pathname).split('/');
    const file = join(fixtures, name, ...rest);
    const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/octet-stream' };
    const isWeights = /\.(safetensors|onnx)$/.test(file);
    if (owner === 'page') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
      return;
    }
    const isAbsent = owner === 'nobody' || (owner === 'plain' && file.endsWith('.onnx'));
    if (isAbsent || !file.startsWith(fixtures) || !existsSync(file)) {
      response.writeHead(404, headers).end('Entry not found');
      return;
    }
    const bytes = readFileSync(file);
    if (owner === 'cut' && isWeights) {
      response.writeHead(200, { ...headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, 50_000), () => response.destroy());
      return;
    }
    const sent = owner === 'short' && isWeights ? bytes.subarray(0, -1000) : bytes;
    response.writeHead(200, { ...headers, 'content-length': sent.length }).end(sent);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

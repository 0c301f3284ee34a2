/** The stand-in is as strict as the real thing: boto3, the official client for Python, uses it and is refused by it as it should be. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/sha256.ts';
import { send } from '../../src/publish/send.ts';
import { readTarget } from '../../src/publish/target.ts';
import { findPython } from '../programs.ts';
import { nodeTransport } from './node-transport.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const python = findPython('boto3') ?? '';

describe.skipIf(!python)('the stand-in (needs Python with boto3)', () => {
  let server: StandIn;
  beforeAll(async () => void (server = await startStandIn()));
  afterAll(() => server.stop());

  it('serves boto3, and what boto3 signs is what the page sends by', async () => {
    const script = join(import.meta.dirname, 'boto.py');
    const { stdout } = await promisify(execFile)(python, ['-I', script, JSON.stringify(server.store)]);
    const { url, post, ...rest } = JSON.parse(stdout) as {
      url: string;
      post: { url: string; fields: Record<string, string> };
    };
    expect(rest).toEqual({
      get: true,
      head: 10240,
      presigned: 200,
      changed: '403',
      stored: true,
      order: 'InvalidPartOrder',
      etag: expect.stringMatching(/-2"$/) as unknown,
      whole: true,
      gone: 'NoSuchUpload',
      secret: 'SignatureDoesNotMatch',
      region: 'fine',
      bucket: 'NoSuchBucket',
      key: 'NoSuchKey',
    });
    const file = new Blob(['a model']);
    const sum = await sha256(new Uint8Array(await file.arrayBuffer()));
    for (const [address, key] of [
      [{ url }, 'signed'],
      [post, 'posted'],
    ] as const) {
      await send(readTarget(address, 'm.intab'), file, sum, nodeTransport());
      expect(server.objects.get(key)?.body.toString()).toBe('a model');
    }
  });
});

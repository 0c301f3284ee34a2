import { fromBase64 } from '../base/base64.ts';

/** What the policy of a presigned POST allows; absent where it says nothing or cannot be read. */
export interface Policy {
  /** Milliseconds since the epoch. */
  expiresAt?: number;
  /** Fewest and most bytes of the file. */
  bytes?: [min: number, max: number];
}

/** Reads the policy field of a presigned POST: base64 of JSON. A policy that cannot be read is left to the server. */
export function readPolicy(field: string | undefined): Policy {
  try {
    const text = new TextDecoder().decode(fromBase64(field ?? ''));
    const { expiration, conditions } = JSON.parse(text) as { expiration?: unknown; conditions?: unknown };
    const at = typeof expiration === 'string' ? Date.parse(expiration) : NaN;
    const range = (Array.isArray(conditions) ? conditions : []).find(
      (each): each is [string, number, number] => Array.isArray(each) && each[0] === 'content-length-range',
    );
    return {
      ...(Number.isFinite(at) ? { expiresAt: at } : {}),
      ...(range ? { bytes: [Number(range[1]), Number(range[2])] } : {}),
    };
  } catch {
    return {};
  }
}

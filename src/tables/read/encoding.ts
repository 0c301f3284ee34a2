import { AppError } from '../../base/errors.ts';

/** Encodings that are tried, in the order they are offered. */
export const encodings = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1252',
] as const;

/** The most frequent Chinese characters, simplified and traditional: text read in the right encoding is full of them. */
const frequent = new Set(
  '的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市系式制量合线条体性度价金额数编号姓收格类品期单元客户订销售型车重房区域街产能源' +
    '這來個國說們為時對裡後會還發當無開見經頭長樣現將與進實點種聲話兒間門東機關內產軍車業員號價錢訂單銷售類區數額電話',
);

/** What the first bytes of a file say of its encoding, strongest sign first: BOM, place of NULs, strict UTF-8, letters. */
export function guessEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const nulled = byNulls(bytes);
  if (nulled) return nulled;
  const whole = withoutCutCharacter(bytes);
  if (decodeStrictly(whole, 'utf-8') !== null) return 'utf-8';
  if (mostlyUtf8(whole)) return 'utf-8';
  return guessLegacy(bytes);
}

/** Chooses among the encodings of a text that is no UTF-8 by what its letters look like in each. */
export function guessLegacy(bytes: Uint8Array): string {
  const chinese = decodeNearly(bytes, 'gb18030');
  const share = chinese === null ? -1 : frequentShare(chinese);
  if (share >= 0.25) return 'gb18030';
  const japanese = decodeNearly(bytes, 'shift_jis');
  if (
    japanese !== null &&
    (kanaShare(japanese) > 0.2 || (lowLeadShare(bytes) > 0.3 && frequentShare(japanese) > 0.15))
  ) {
    return 'shift_jis';
  }
  const traditional = decodeNearly(bytes, 'big5');
  const big5Share = traditional === null ? -1 : frequentShare(traditional);
  if (big5Share > Math.max(share, 0.15)) return 'big5';
  const korean = decodeNearly(bytes, 'euc-kr');
  if (korean !== null && hangulShare(korean) > 0.6) return 'euc-kr';
  if (share > 0 && wideShare(bytes) > 0.6) return 'gb18030';
  return 'windows-1252';
}

/** Decodes with U+FFFD for what cannot be decoded; a BOM is taken off. */
export function decodeText(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes).replace(/^\ufeff/, '');
}

/** Decodes, or gives null when some bytes mean nothing in the encoding. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Gives the name by which an encoding is known (`gbk`, `latin1` and other labels are taken).
 * @throws AppError `read.unknown-encoding`
 */
export function detectEncoding(label: string): string {
  try {
    const name = new TextDecoder(label).encoding;
    return name === 'gbk' ? 'gb18030' : name;
  } catch (cause) {
    throw new AppError('read.unknown-encoding', { encoding: label, known: encodings.join(', ') }, cause);
  }
}

function byNulls(bytes: Uint8Array): string | null {
  const pairs = Math.min(bytes.length, 65536) >> 1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs * 0.2 && even < odd / 8) return 'utf-16le';
  if (even > pairs * 0.2 && odd < even / 8) return 'utf-16be';
  return null;
}

/** Removes the last bytes if they begin a UTF-8 character that the sample cuts. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 128) return bytes;
    if (byte >= 192) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  let [broken, sound] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) broken++;
    else if (unit > 127) sound++;
  }
  return sound > broken * 10;
}

/** Decodes strictly, forgiving a character cut in two at the end of the sample. */
function decodeNearly(bytes: Uint8Array, encoding: string): string | null {
  for (let cut = 0; cut < 4 && cut < bytes.length; cut++) {
    const text = decodeStrictly(bytes.subarray(0, bytes.length - cut), encoding);
    if (text !== null) return text;
  }
  return null;
}

function characterShare(text: string, isOne: (character: string) => boolean): number {
  let [ones, wide] = [0, 0];
  for (const character of text.slice(0, 50_000)) {
    if (character < '\u0080') continue;
    wide++;
    if (isOne(character)) ones++;
  }
  return wide === 0 ? 0 : ones / wide;
}

const frequentShare = (text: string) => characterShare(text, (character) => frequent.has(character));
const kanaShare = (text: string) => characterShare(text, (character) => character >= '\u3041' && character <= '\u30fe');
const hangulShare = (text: string) =>
  characterShare(text, (character) => character >= '\uac00' && character <= '\ud7a3');

/** The share of bytes beyond ASCII from 81 to 9F: the leads of Shift_JIS, rare in other encodings. */
function lowLeadShare(bytes: Uint8Array): number {
  let [wide, low] = [0, 0];
  for (const byte of bytes) {
    if (byte < 128) continue;
    wide++;
    if (byte > 128 && byte < 160) low++;
  }
  return wide === 0 ? 0 : low / wide;
}

/** The share of bytes beyond ASCII that stand beside another one: near 1 in double-byte text, low in accented Latin. */
function wideShare(bytes: Uint8Array): number {
  let [wide, paired] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 128) continue;
    wide++;
    if ((bytes[i - 1] ?? 0) >= 128 || (bytes[i + 1] ?? 0) >= 128) paired++;
  }
  return wide === 0 ? 0 : paired / wide;
}

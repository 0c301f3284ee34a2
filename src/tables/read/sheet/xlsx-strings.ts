import type { Run } from '../../../base/run.ts';
import { itemText } from './xml.ts';
import type { ZipMembers } from './zip-members.ts';

/** Reads the texts that the cells of a workbook share, in their order. */
export async function readSharedStrings(zip: ZipMembers, run: Run): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  const stream = await zip.stream('xl/sharedStrings.xml');
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    let at = 0;
    for (;;) {
      const start = text.indexOf('<si', at);
      const end = start < 0 ? -1 : endOfItem(text, start);
      if (end < 0) break;
      strings.push(itemText(text.slice(start, end)));
      at = end;
    }
    text = text.slice(at);
    await run.yield();
    if (done) return strings;
  }
}

function endOfItem(text: string, start: number): number {
  const open = text.indexOf('>', start);
  if (open < 0) return -1;
  if (text[open - 1] === '/') return open + 1;
  const close = text.indexOf('</si>', open);
  return close < 0 ? -1 : close + 5;
}

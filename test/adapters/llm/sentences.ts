import { randomFrom } from '../../../src/base/random.ts';

const people = ['the farmer', 'the farmers', 'a young doctor', 'young doctors', 'my sister', 'my sisters'];
const settings = ['in the village', 'near the old bridge', 'who lives by the sea', 'of the north'];
const deeds = [
  ['sells', 'sell'],
  ['paints', 'paint'],
  ['counts', 'count'],
] as const;
const things = ['red apples', 'small boats', 'wooden chairs', 'silver spoons'];

/**
 * Draws sentences of a small grammar: the verb agrees with a subject that stands several words before it, and what was sold is named again at the
 * end. The word before tells neither.
 */
export function drawSentences(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length - 1)] as T;
  return Array.from({ length: count }, () => {
    const who = random.integer(people.length - 1);
    const thing = pick(things);
    return `${people[who]} ${pick(settings)} ${pick(deeds)[who % 2]} ${thing} and keeps no ${thing.split(' ')[1]}.`;
  });
}

/** The same in Chinese: what was bought is named again at the end. */
export function drawChinese(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length - 1)] as T;
  return Array.from({ length: count }, () => {
    const thing = pick(['苹果', '木椅', '小船', '银勺']);
    const then = pick(['，后来', '，第二天，', '又']);
    return `${pick(['农夫', '医生', '姐姐'])}${pick(['在村里', '在桥边', '在海边'])}买了${thing}${then}卖掉了${thing}。`;
  });
}

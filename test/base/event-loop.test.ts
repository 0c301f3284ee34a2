import { expect, it } from 'vitest';
import { nextTurn } from '../../src/base/event-loop.ts';

it('lets messages that wait come first, and resumes in the order of the calls', async () => {
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise<void>((resolve) => {
    port1.onmessage = () => {
      order.push('message');
      resolve();
    };
  });
  port2.postMessage(null);
  const turns = ['first', 'second'].map((name) => nextTurn().then(() => order.push(name)));
  order.push('same turn');
  await Promise.all([arrived, ...turns]);
  port1.close();
  expect(order[0]).toBe('same turn');
  expect(order.filter((each) => each !== 'message')).toEqual(['same turn', 'first', 'second']);
});

import { describe, expect, it } from 'vitest';
import { doors, floors, narrow, timed, workerAddresses, workerStarts } from './rooms.ts';
import { findCircles } from './circles.ts';
import { imports } from './import-list.ts';
import { expectOnly, files, roomName, readSource } from './sources.ts';

const inside = imports.filter((each) => each.inside);
const host = imports.filter(({ to, inside: isInside }) => !isInside && !to.startsWith('node:'));

/** Inner rooms of one room that import each other, as `a | b`, with the reason. */
const innerCircles: Record<string, string> = {
  'locales/en | locales/locale.ts': 'types alone: every language has the keys of English',
};

/** The folder of a file in its room, or the file itself where it lies at the room's top. */
function innerRoom(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function graph(arrows: readonly (readonly [from: string, to: string])[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [from, to] of arrows) if (from !== to) found.set(from, (found.get(from) ?? new Set()).add(to));
  return found;
}

it('finds a circle where there is one', () => {
  const arrows = graph([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
    ['c', 'd'],
  ]);
  expect(findCircles(arrows)).toEqual([['b', 'c']]);
});

describe('imports', () => {
  it('are seen in every room', () => {
    const rooms = new Set(inside.map(({ from }) => roomName(from)));
    expect(Object.keys(floors).filter((room) => !rooms.has(room))).toEqual([]);
  });

  it('only go down', () => {
    const upward = inside.filter(({ from, to, query }) => {
      const [above, below] = [floors[roomName(from)], floors[roomName(to)]];
      if (above === undefined || below === undefined || roomName(from) === roomName(to)) return false;
      if (query.includes('worker') && workerAddresses.test(from)) return false;
      return above <= below;
    });
    expect(upward).toEqual([]);
  });

  it.each(Object.entries(narrow))('of %s reach what it may see', (room, allowed) => {
    const low = inside.filter(({ from, to }) => roomName(from) === room && roomName(to) !== room && !allowed.test(to));
    expect(low).toEqual([]);
  });

  it('make no circle of files', () => {
    expect(findCircles(graph(inside.map(({ from, to }) => [from, to])))).toEqual([]);
  });

  it('make no circle of inner rooms', () => {
    const within = inside.filter(({ from, to }) => roomName(from) !== '' && roomName(from) === roomName(to));
    const circles = findCircles(graph(within.map(({ from, to }) => [innerRoom(from), innerRoom(to)])));
    expectOnly(
      circles.map((each) => each.join(' | ')),
      innerCircles,
    );
  });

  it('let every library in by its one door', () => {
    const strays = host.filter(({ from, to }) => !doors.find(([library]) => library.test(to))?.[1].test(from));
    expect(strays).toEqual([]);
  });

  it('use every door: none is dead, and none stands behind a wider one', () => {
    const used = new Set(host.map(({ to }) => doors.find(([library]) => library.test(to))));
    expect(doors.filter((door) => !used.has(door)).map(([library]) => String(library))).toEqual([]);
  });
});

describe('files', () => {
  it('stand in a room, and none is a barrel or of a room without a meaning', () => {
    expect(files.filter((file) => /(^|\/)index\.ts$|(^|\/)(utils|helpers|types|components)\//.test(file))).toEqual([]);
    expect(files.filter((file) => roomName(file) !== '' && floors[roomName(file)] === undefined)).toEqual([]);
  });

  it('start workers only where that is done', () => {
    const starts = files.filter((file) => /new (Shared)?Worker\b/.test(readSource(file)));
    expect(starts.length).toBeGreaterThan(0);
    expect(starts.filter((file) => !workerStarts.test(file))).toEqual([]);
  });

  it('below the workers have no clock, and no chance without a seed', () => {
    const chance = /Math\.random|Date\.now\(|new Date\(\)|performance\.now|getRandomValues|randomUUID/;
    expect(files.filter((file) => !timed.test(file) && chance.test(readSource(file)))).toEqual([]);
  });
});

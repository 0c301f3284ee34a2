import { logTicksBetween, ticksBetween } from '../../../metrics/ticks.ts';

/** What one side of a plot shows. */
export interface Axis {
  from: number;
  to: number;
  /** What is measured, with its unit; y names stand above the axis. */
  name: string;
  log?: boolean;
  /** Whole numbers only: epochs, rows. */
  whole?: boolean;
}

/** Where the marks of a plot go: pixels of the drawing, and the way from values to them. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(value: number): number;
  y(value: number): number;
}

/** Picks the ticks of an axis that has room for about `count`. */
export function axisTicks(axis: Axis, count: number): number[] {
  const ticks = axis.log ? logTicksBetween(axis.from, axis.to, count) : ticksBetween(axis.from, axis.to, count);
  return axis.whole ? ticks.filter(Number.isInteger) : ticks;
}

/** Maps an axis onto pixels, rounded to hundredths. */
export function linearScale({ from, to, log }: Axis, start: number, end: number): (value: number) => number {
  const toAxis = log ? (value: number) => Math.log(Math.max(value, Number.MIN_VALUE)) : (value: number) => value;
  const [low, high] = [toAxis(from), toAxis(to)];
  return (value) => Math.round((start + ((toAxis(value) - low) / (high - low || 1)) * (end - start)) * 100) / 100;
}

/** Draws a line through points, leaving out those too near to the last one to be seen, and breaking at missing values. */
export function lineThrough(points: Iterable<readonly [number, number]>): string {
  let path = '';
  let last: readonly [number, number] | null = null;
  let broken = true;
  for (const point of points) {
    if (Number.isNaN(point[1])) broken = true;
    else if (broken || !last || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) > 0.4) {
      path += `${broken ? 'M' : 'L'}${point[0]} ${point[1]}`;
      last = point;
      broken = false;
    }
  }
  return path;
}

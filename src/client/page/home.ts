import address from '../../worker/table.worker.ts?worker&url';

/** The path under which this Intab is served: part of the names of its databases, as its workers have it too. */
export const home = new URL('..', new URL(address, location.href)).pathname;

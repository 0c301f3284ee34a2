/** True in the long form of the unit tests (`npm run test:long`): more random cases, longer training, larger tables. */
export const isLong = import.meta.env.MODE === 'long';

/** Number of random cases of a property: all of them in the long form, a fifth otherwise; the seed is the same. */
export const draws = (count: number) => (isLong ? count : Math.ceil(count / 5));

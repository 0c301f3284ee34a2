// The type check must reject this line: it shows that the check can fail.
export const count: number = 'one';

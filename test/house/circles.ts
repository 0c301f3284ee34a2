/** Finds the circles of a graph: its strongly connected parts of more than one node, each with its nodes in order. */
export function findCircles(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const at = order.size;
    order.set(node, at);
    let least = at;
    open.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!order.has(next)) least = Math.min(least, visit(next));
      else if (open.includes(next)) least = Math.min(least, order.get(next) ?? at);
    }
    if (least === at) {
      const part = open.splice(open.indexOf(node));
      if (part.length > 1) circles.push(part.sort());
    }
    return least;
  };
  for (const node of arrows.keys()) if (!order.has(node)) visit(node);
  return circles;
}

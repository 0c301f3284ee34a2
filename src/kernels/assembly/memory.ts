// Memory by the bump: an instance serves one piece of work, and all its memory goes when the instance goes.
// (AssemblyScript's own heap takes no block above 1 GB and would keep block headers between ours.)

@inline const LINE: usize = 64; // bytes of a cache line, and of slack behind each block: tiles over-read

let top: usize = (__heap_base + LINE - 1) & ~(LINE - 1);

/** `bytes` of zeroed memory on a cache line, or 0 where the memory cannot grow. Growing makes JavaScript's older views stale. */
export function allocate(bytes: usize): usize {
  const end = (<u64>top + bytes + 2 * LINE - 1) & ~(<u64>LINE - 1);
  const pages = <i64>((end + 0xffff) >> 16) - memory.size();
  if (end > 0xffff0000 || (pages > 0 && memory.grow(<i32>pages) < 0)) return 0;
  const block = top;
  top = <usize>end;
  return block;
}

// Where two workers over one memory wait for each other.

@inline const LOOKS: i32 = 20000; // looks before a sleep, which costs more than most steps
@inline const PATIENCE: i64 = 20000000000; // nanoseconds of sleep before the other is given up: a worker may have died

/**
 * Returns when both workers have called it. `meet` is three int32, 0 at first: how many are here, how often they have met, and whether one did not
 * come: then it returns false, now and ever after.
 */
export function meetHere(meet: usize): bool {
  if (ASC_FEATURE_THREADS) {
    if (atomic.load<i32>(meet, 8)) return false;
    const turn = atomic.load<i32>(meet, 4);
    if (atomic.add<i32>(meet, 1) == 1) {
      atomic.store<i32>(meet, 0);
      atomic.add<i32>(meet, 1, 4);
      atomic.notify(meet + 4, 1);
      return true;
    }
    for (let look = 0; look < LOOKS; look++) if (atomic.load<i32>(meet, 4) != turn) return true;
    while (atomic.load<i32>(meet, 4) == turn) {
      if (atomic.wait<i32>(meet + 4, turn, PATIENCE) == AtomicWaitResult.TIMED_OUT) {
        atomic.store<i32>(meet, 1, 8);
        return false;
      }
    }
    return true;
  } else {
    unreachable();
    return false;
  }
}

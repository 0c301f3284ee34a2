/** One request to a server of objects. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Blob | FormData | null;
}

/** What came back; status 0 = no answer that the page may read. */
export interface Answer {
  status: number;
  etag: string | null;
  /** The beginning of the body. */
  text: string;
  /** How much of the body had left when it ended. */
  sent: 'nothing' | 'some' | 'all';
}

/** Sends one request and tells how many bytes of its body have left. @throws AppError `run.stopped` */
export type Exchange = (request: Outgoing, onSent: (bytes: number) => void) => Promise<Answer>;

/** What sending needs from the outside. */
export interface Transport {
  exchange: Exchange;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects once stopped. @throws AppError `run.stopped` */
  wait(ms: number): Promise<void>;
  /** The page's origin, for the rule missing in a bucket. */
  origin: string;
  /** Tells how many bytes of the file have left. */
  onSent(bytes: number): void;
  /** Parts that arrived in this tab, by upload, number and content: their ETags. */
  arrived: Map<string, string>;
}

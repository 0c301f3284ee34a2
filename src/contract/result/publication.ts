/** What the server answered when all had arrived. */
export interface Arrived {
  status: number;
  /** As the server wrote it, quotes included; null where the bucket's rules hide it. */
  etag: string | null;
}

/** What publishing comes to. */
export interface PublishResult extends Arrived {
  bytes: number;
  /** The object's address without query string. */
  address: string;
  /** Set when this very content had been sent there before: nothing was sent now. */
  already?: true;
}

/** A line of a saved report: where the model was published. Holds no query string. */
export interface Published {
  address: string;
  etag: string | null;
  bytes: number;
  sha256: string;
  /** ISO 8601. */
  at: string;
}

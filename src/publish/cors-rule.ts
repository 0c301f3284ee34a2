/** Writes the rule that a bucket needs so that a page of this origin may send to it; to be pasted into the bucket's CORS settings. */
export function corsRule(origin: string): string {
  const rule = {
    AllowedOrigins: [origin],
    AllowedMethods: ['PUT', 'POST', 'DELETE', 'GET'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 3600,
  };
  return JSON.stringify([rule]);
}

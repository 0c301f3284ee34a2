let asked = false;

/** Asks the browser, once a page, not to clear the saved models when space runs short. */
export async function askPersistence(): Promise<void> {
  // Absent in insecure contexts, whatever the types say.
  const storage = navigator.storage as StorageManager | undefined;
  if (asked || !storage?.persist) return;
  asked = true;
  try {
    if (!(await storage.persisted())) await storage.persist();
  } catch {
    // A browser that refuses to answer keeps the models as it keeps everything else.
  }
}

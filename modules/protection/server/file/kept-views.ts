import type { FileView } from '../../contract/reading/files.ts'

/** How long a presented file is kept for its reader. */
const KEPT_MILLISECONDS = 120_000
/** The most that is kept in all, estimated from the size of the sealed files. */
const MOST_BYTES = 16 * 1024 * 1024

interface Kept {
  readonly fileId: string
  /** Everything that the view depends on: the row's version, its clocks, who reads it, on which day. */
  readonly from: string
  readonly view: FileView
  readonly bytes: number
  readonly until: number
}

/**
 * Files as they were presented, in the memory of this process alone and for two minutes: an open page asks for the same file again and
 * again. Nothing is answered from here but after row-level security has given the file's row and its person's key, and only
 * where everything that the view was made of is still the same. No view says who the person is.
 */
export interface KeptViews {
  readonly size: number
  find(fileId: string, userId: string, from: string): FileView | undefined
  keep(
    fileId: string,
    userId: string,
    made: { readonly from: string; readonly view: FileView; readonly bytes: number },
  ): void
  /** Drops everything about a file that was erased. */
  forget(fileId: string): void
}

export function keptViews(now: () => number = Date.now): KeptViews {
  // In the order in which they were kept: the first is the next to go.
  const kept = new Map<string, Kept>()
  let bytes = 0
  let sweep: NodeJS.Timeout | undefined

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  const dropOver = (): void => {
    for (const [key, { until }] of kept) {
      if (until > now() && bytes <= MOST_BYTES) break
      drop(key)
    }
  }
  /** Nothing is left in memory because nobody asks any more. */
  const sweepLater = (): void => {
    if (sweep || kept.size === 0) return
    sweep = setTimeout(() => {
      sweep = undefined
      dropOver()
      sweepLater()
    }, KEPT_MILLISECONDS / 4).unref()
  }

  return {
    get size() {
      return kept.size
    },
    find(fileId, userId, from) {
      const found = kept.get(`${fileId} ${userId}`)
      return found && found.from === from && found.until > now() ? found.view : undefined
    },
    keep(fileId, userId, made) {
      const key = `${fileId} ${userId}`
      drop(key)
      kept.set(key, { fileId, ...made, until: now() + KEPT_MILLISECONDS })
      bytes += made.bytes
      dropOver()
      sweepLater()
    },
    forget(fileId) {
      for (const [key, one] of kept) if (one.fileId === fileId) drop(key)
    },
  }
}

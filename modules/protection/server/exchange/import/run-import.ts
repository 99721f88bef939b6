import type { Result } from '@gloact/kernel'
import type { SourceRow, RowRejection } from '@gloact/standards'

/** What an import did. `unchanged` rows were there already and say the same. */
export interface ImportCounts {
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

export interface RejectedRow {
  readonly row: number
  readonly rejections: readonly RowRejection[]
}

/** Where rows go, a chunk at a time. A sink may still reject a row that the mapping let pass. */
export interface ImportSink<Item> {
  write(chunk: readonly SourceRow<Item>[]): Promise<{
    readonly imported: number
    readonly updated: number
    readonly unchanged: number
    readonly rejected?: readonly RejectedRow[]
  }>
}

/** Where rejected values are told. They may be personal: nothing else ever receives them. */
export interface Rejects {
  add(row: RejectedRow): Promise<void>
}

export interface ImportRun<Raw, Item> {
  readonly rows: AsyncIterable<SourceRow<Raw>>
  readonly map: (row: Raw) => Result<Item, readonly RowRejection[]>
  readonly sink: ImportSink<Item>
  readonly rejects?: Rejects | undefined
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined
  readonly chunkSize?: number
  /** Once aborted, no further chunk is begun; what is written stays written unless the caller's transaction ends. */
  readonly signal?: AbortSignal | undefined
}

/** So few that a chunk is gone before the collector takes it for something that stays: 1,000 rows took half as much memory again. */
const CHUNK = 250

/**
 * Reads rows one by one and hands them on in chunks, so that a file of any length needs the memory of one chunk. A row
 * that is rejected stops nothing.
 */
export async function runImport<Raw, Item>(run: ImportRun<Raw, Item>): Promise<ImportCounts> {
  const counts = { read: 0, imported: 0, updated: 0, unchanged: 0, rejected: 0 }
  const reject = async (rejected: RejectedRow): Promise<void> => {
    counts.rejected++
    await run.rejects?.add(rejected)
  }
  let chunk: SourceRow<Item>[] = []
  const flush = async (): Promise<void> => {
    if (chunk.length > 0) {
      const written = await run.sink.write(chunk)
      counts.imported += written.imported
      counts.updated += written.updated
      counts.unchanged += written.unchanged
      for (const rejected of written.rejected ?? []) await reject(rejected)
      chunk = []
    }
    run.onProgress?.({ ...counts })
  }
  for await (const { row, item } of run.rows) {
    if (run.signal?.aborted) return counts
    counts.read++
    const mapped = run.map(item)
    if (mapped.ok) chunk.push({ row, item: mapped.value })
    else await reject({ row, rejections: mapped.error })
    if (chunk.length >= (run.chunkSize ?? CHUNK)) await flush()
  }
  await flush()
  return counts
}

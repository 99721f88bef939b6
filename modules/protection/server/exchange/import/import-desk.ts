import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newRandomId, ok, type Failure, type Result } from '@gloact/kernel'
import type { ImportRun } from '../../../contract/exchange/imports.ts'
import type { RejectionReason } from '@gloact/standards'
import type { ImportSource } from './import-source.ts'
import type { ImportCounts, RejectedRow } from './run-import.ts'
import { spoolUpload } from './upload-spool.ts'

/** How many uploads one person may have waiting. */
const OF_ONE = 2
/**
 * With so many waiting nobody gets a second. A first everybody gets who may import at all: anyone who fills the desk keeps nobody
 * out. The disk is the other limit (`protection.import_no_room`).
 */
const SECONDS_UP_TO = 8
/** How long an upload waits for what is done with it. */
const WAITS_MS = 60 * 60 * 1_000

/** An upload with what has been done with it so far. */
export interface Upload {
  readonly id: string
  readonly userId: string
  source: ImportSource
  rows: number | null
  run: Running | null
  touchedAt: number
}

interface Running {
  view: ImportRun
  readonly abort: AbortController
  readonly rejections: Map<string, { column: string; reason: RejectionReason; count: number; firstRows: number[] }>
  finished: Promise<void>
}

/** What carries out a run; told of rejected rows and of progress, and asked to end by the signal. */
export type RunImport = (hooks: {
  readonly signal: AbortSignal
  readonly onProgress: (counts: ImportCounts) => void
  readonly rejects: { add(row: RejectedRow): Promise<void> }
}) => Promise<Result<ImportCounts & { readonly batch: string | null }, Failure>>

/**
 * Where uploaded files wait and are imported: in this process's memory, the files themselves sealed on its disk. What a
 * restart ends is uploaded again; an import that had begun keeps what it recorded, and going on changes nothing twice.
 */
export interface ImportDesk {
  receive(
    principal: Principal,
    bytes: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<Result<{ readonly uploadId: string; readonly size: number }, Failure>>
  /** Somebody's own upload; another's is as if it were not there. */
  find(principal: Principal, uploadId: string): Result<Upload, Failure>
  start(upload: Upload, dryRun: boolean, run: RunImport, onBug: (error: unknown) => void): Result<ImportRun, Failure>
  cancel(upload: Upload): Promise<Result<ImportRun, Failure>>
  discard(upload: Upload): Promise<void>
  close(): Promise<void>
}

export function createImportDesk(now: () => number = Date.now): ImportDesk {
  const uploads = new Map<string, Upload>()
  /** Whose uploads are on their way: they count from their first byte. */
  const arriving: string[] = []
  const discard = async (upload: Upload): Promise<void> => {
    uploads.delete(upload.id)
    upload.run?.abort.abort()
    await upload.run?.finished
    await upload.source.close()
  }
  const sweep = async (): Promise<void> => {
    for (const upload of uploads.values()) {
      if (upload.run?.view.state !== 'running' && now() - upload.touchedAt > WAITS_MS) await discard(upload)
    }
  }
  return {
    async receive(principal, bytes, limit) {
      await sweep()
      const all = [...[...uploads.values()].map(({ userId }) => userId), ...arriving]
      const own = all.filter((userId) => userId === principal.userId)
      if (own.length >= OF_ONE || (own.length > 0 && all.length >= SECONDS_UP_TO))
        return err(failure('protection.import_uploads_full'))
      arriving.push(principal.userId)
      const spooled = await spoolUpload(bytes, { name: 'upload', limit }).finally(() =>
        arriving.splice(arriving.indexOf(principal.userId), 1),
      )
      if (!spooled.ok) return spooled
      const id = newRandomId()
      uploads.set(id, { id, userId: principal.userId, source: spooled.value, rows: null, run: null, touchedAt: now() })
      return ok({ uploadId: id, size: await spooled.value.size() })
    },
    find(principal, uploadId) {
      const upload = uploads.get(uploadId)
      if (!upload || upload.userId !== principal.userId) return err(failure('protection.import_upload_unknown'))
      upload.touchedAt = now()
      return ok(upload)
    },
    start(upload, dryRun, run, onBug) {
      if (upload.run?.view.state === 'running') return err(failure('protection.import_running'))
      const running: Running = {
        abort: new AbortController(),
        rejections: new Map(),
        finished: Promise.resolve(),
        view: {
          dryRun,
          state: 'running',
          counts: { read: 0, imported: 0, updated: 0, unchanged: 0, rejected: 0 },
          rows: upload.rows,
          rejections: [],
          batchId: null,
          failure: null,
        },
      }
      upload.run = running
      running.finished = carryOut(running, run, onBug)
      return ok(running.view)
    },
    async cancel(upload) {
      upload.run?.abort.abort()
      await upload.run?.finished
      return upload.run ? ok(upload.run.view) : err(failure('protection.import_upload_unknown'))
    },
    discard,
    close: async () => {
      for (const upload of uploads.values()) await discard(upload)
    },
  }
}

const ROWS_NAMED = 5

async function carryOut(running: Running, run: RunImport, onBug: (error: unknown) => void): Promise<void> {
  const show = (change: Partial<ImportRun>): void => {
    running.view = { ...running.view, ...change, rejections: [...running.rejections.values()] }
  }
  try {
    const result = await run({
      signal: running.abort.signal,
      onProgress: (counts) => show({ counts }),
      rejects: {
        add: async ({ row, rejections }) => {
          for (const { column, reason } of rejections) {
            const key = `${reason} ${column}`
            const known = running.rejections.get(key) ?? { column, reason, count: 0, firstRows: [] }
            known.count++
            if (known.firstRows.length < ROWS_NAMED) known.firstRows.push(row)
            running.rejections.set(key, known)
          }
        },
      },
    })
    if (!result.ok) {
      const cancelled = result.error.code === 'protection.import_cancelled'
      const { code, params } = result.error
      show(
        cancelled
          ? { state: 'cancelled' }
          : {
              state: 'failed',
              failure: { code, ...(params && { params: { ...params } }) },
            },
      )
      return
    }
    const { batch, ...counts } = result.value
    show({
      state: running.abort.signal.aborted ? 'cancelled' : 'done',
      counts: {
        read: counts.read,
        imported: counts.imported,
        updated: counts.updated,
        unchanged: counts.unchanged,
        rejected: counts.rejected,
      },
      batchId: batch,
    })
  } catch (error) {
    onBug(error)
    show({ state: 'failed', failure: { code: 'http.internal' } })
  }
}

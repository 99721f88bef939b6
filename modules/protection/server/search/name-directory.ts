import { setImmediate, setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@gloact/kernel'
import { createNameIndex, TOKENS_VERSION, type NameIndex, type NameTokens } from '@gloact/names'
import { listen, readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { sql, type InferResult } from 'kysely'
import { seesRow, type FileResource } from '../../domain/file/policy.ts'
import { NAMES_CHANNEL, openTokens } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import type { FileNameIndex, Searcher } from '../file/name-index.ts'

/** What decides whether a searcher may find a file: the same as for its row. */
export interface FindableFile {
  readonly country: string
  readonly agencyId: string
  readonly teamId: string | null
  readonly assignedTo: string | null
  readonly openedBy: string | null
  readonly path: FileResource['path']
  readonly status: FileResource['status']
  /** Agencies that it is shared with, and until which day. */
  readonly sharedWith: readonly { readonly agencyId: string; readonly validUntil: string | null }[]
  /** Who has opened it in an emergency, and until which moment. */
  readonly openings: readonly { readonly userId: string; readonly until: string }[]
  /** To whom it is closed whatever their role says. */
  readonly excluded: readonly string[]
}

export interface RunningNameIndex extends FileNameIndex {
  /** Reads what changed since it last looked. Called by notifications, after a lost connection, and by who must know now. */
  catchUp(): Promise<void>
  /** Files whose tokens an earlier version of the platform made: found by its rules until they are made again. */
  readonly outdated: ReadonlySet<string>
  stop(): Promise<void>
}

export const mayFind = (searcher: Searcher, file: FindableFile, today: string, now: string): boolean =>
  file.status !== 'import_undone' &&
  seesRow(searcher, {
    ...file,
    sharedWithAgency: file.sharedWith.some(
      (share) => share.agencyId === searcher.agencyId && (share.validUntil === null || share.validUntil >= today),
    ),
    openedInEmergency: file.openings.some(({ userId, until }) => userId === searcher.userId && until > now),
    excluded: file.excluded.includes(searcher.userId),
  })

const AT_A_TIME = 1_000

/**
 * The least time between two readings, doubled while changes go on coming before it is over, up to the most: what changes in an import,
 * or while a demonstration is loaded, is read together.
 */
const REST_MS = 100
const MOST_REST_MS = 800

/** What a reading fills. */
interface Read {
  readonly index: NameIndex<FindableFile>
  readonly outdated: Set<string>
  readonly gone: ((fileId: string) => void) | undefined
}

/**
 * Builds the index and keeps it current. The cursor is a transaction horizon, not a sequence: what a slow transaction
 * commits late is still read (sequences and times are not in the order of commits).
 */
export async function startNameIndex(options: {
  readonly db: Database
  readonly vault: Vault
  readonly country: string
  readonly clock: Clock
  /** Connection string for listening; a connection of its own. */
  readonly listenUrl: string
  readonly onError?: (error: unknown) => void
  /** Called for each file that can no longer be found, such as one that was erased, by any process. */
  readonly gone?: (fileId: string) => void
  /** How long a notification may take until they count as lost: as `listen` has it unless told. */
  readonly answerMilliseconds?: number
  /** How many files are opened at a time, 1,000 unless told: in between, others are served. */
  readonly atATime?: number
}): Promise<RunningNameIndex> {
  const index: NameIndex<FindableFile> = createNameIndex()
  const outdated = new Set<string>()
  let cursor = '0'
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  const stopping = new AbortController()
  let isReading = false
  let rest = REST_MS
  let restsUntil = 0
  let resting: Promise<void> | undefined

  const read = async (): Promise<void> => {
    // What is asked for from here on is not certain to be in this reading.
    waiting = undefined
    isReading = true
    try {
      cursor = await readChanges(options, { index, outdated, gone: options.gone }, cursor)
      restsUntil = performance.now() + rest
    } finally {
      isReading = false
    }
  }
  const catchUp = (): Promise<void> => {
    // One after the other: two readers could put an older state over a newer. The person who asks while one waits to begin shares
    // it. A reading that failed, the database being away, does not keep the next from being tried.
    waiting ??= running = running.catch(() => undefined).then(read)
    return waiting
  }

  const rested = async (): Promise<void> => {
    // Whether the reading before failed is for those who asked for it; the next one is tried all the same.
    await running.catch(() => undefined)
    // Once the index has stopped nothing is read.
    await delay(Math.max(0, restsUntil - performance.now()), undefined, { signal: stopping.signal, ref: false })
  }
  const heard = (): Promise<void> => {
    if (resting) return resting
    if (!isReading && performance.now() >= restsUntil) {
      rest = REST_MS
      return catchUp()
    }
    rest = Math.min(2 * rest, MOST_REST_MS)
    resting = rested().then(
      () => {
        resting = undefined
        return catchUp()
      },
      () => undefined,
    )
    return resting
  }

  const listener = await listen({
    url: options.listenUrl,
    from: options.db,
    channel: NAMES_CHANNEL,
    name: 'gloact names',
    heard,
    ...(options.onError && { onError: options.onError }),
    ...(options.answerMilliseconds !== undefined && { answerMilliseconds: options.answerMilliseconds }),
  })

  return {
    search: (text, searcher, today, limit) => {
      // An opening in an emergency ends by the application's clock, as it does in row-level security.
      const now = options.clock.now()
      return index.search(text, { limit, allows: (file) => mayFind(searcher, file, today, now) })
    },
    get size() {
      return index.size
    },
    get ready() {
      return listener.connected && listener.hears
    },
    catchUp,
    outdated,
    stop: async () => {
      stopping.abort()
      await listener.stop()
      // A reading that fails now is missed by nobody: the directory has stopped, and the next start reads everything.
      await running.catch(() => undefined)
    },
  }
}

/** The index of names before it is started: it finds nothing, and is not ready. */
export interface NameIndexToStart extends FileNameIndex {
  readonly outdated: ReadonlySet<string>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The index as the module holds it, from before it is read until after it has ended. */
export function nameIndexToStart(options: Parameters<typeof startNameIndex>[0]): NameIndexToStart {
  let running: RunningNameIndex | undefined
  return {
    search: (...asked) => running?.search(...asked) ?? [],
    get size() {
      return running?.size ?? 0
    },
    get ready() {
      return running?.ready ?? false
    },
    get outdated() {
      return running?.outdated ?? new Set<string>()
    },
    start: async () => {
      running ??= await startNameIndex(options)
    },
    stop: async () => running?.stop(),
  }
}

/**
 * Reads the tokens changed since the cursor; gives the next cursor. The database goes through them once, under one
 * snapshot, and hands them over in batches: row-level security makes every going through them dear. It looks for the
 * next batch while this one is opened.
 */
async function readChanges(
  { db, vault, country, atATime = AT_A_TIME }: Parameters<typeof startNameIndex>[0],
  into: Read,
  cursor: string,
): Promise<string> {
  return readInScope(db, systemScope(country), async (trx) => {
    // What is below the horizon has been seen when this has been read: it is taken before the snapshot of the reading.
    const { rows } = await sql<{
      horizon: string
    }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(trx)
    await openReading(trx, cursor)
    let batch = await nextBatch(trx, atATime)
    while (batch.length > 0) {
      // A statement sees what was committed before it: of a person erased meanwhile there is no key.
      const keys = await vault.personKeys(
        trx,
        batch.map((row) => row.person_id),
      )
      ;[batch] = await Promise.all([nextBatch(trx, atATime), takeIn(into, batch, keys)])
    }
    return rows[0]!.horizon
  })
}

async function takeIn(
  { index, outdated, gone }: Read,
  batch: readonly ChangedTokens[],
  keys: Awaited<ReturnType<Vault['personKeys']>>,
): Promise<void> {
  // First what waits: the question for the next batch is sent, and requests are answered.
  await setImmediate()
  for (const row of batch) {
    const key = keys.get(row.person_id)
    outdated.delete(row.file_id)
    if (!key || row.status === 'import_undone') {
      index.remove(row.file_id)
      gone?.(row.file_id)
      continue
    }
    const tokens = openTokens(key, row.file_id, row.sealed) as NameTokens[]
    if (tokens.some(({ version }) => version !== TOKENS_VERSION)) outdated.add(row.file_id)
    index.upsert({
      id: row.file_id,
      tokens,
      scope: {
        country: row.country,
        agencyId: row.agency_id,
        teamId: row.team_id,
        assignedTo: row.assigned_to,
        openedBy: row.opened_by,
        path: row.path,
        status: row.status,
        sharedWith: row.shared,
        openings: row.openings,
        excluded: row.excluded,
      },
    })
  }
}

const changedTokens = (trx: ScopedTransaction, cursor: string) =>
  tables(trx)
    .selectFrom('protection.name_tokens as token')
    .innerJoin('protection.case_file as file', 'file.id', 'token.file_id')
    .select([
      'token.file_id',
      'token.person_id',
      'token.sealed',
      'file.country',
      'file.agency_id',
      'file.team_id',
      'file.assigned_to',
      'file.opened_by',
      'file.path',
      'file.status',
      sql<{ agencyId: string; validUntil: string | null }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('agencyId', share.agency_id, 'validUntil', share.valid_until))
        from protection.file_share share where share.file_id = file.id and share.ended_at is null), '[]')`.as('shared'),
      sql<{ userId: string; until: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('userId', opening.user_id,
          'until', to_char(opening.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        from protection.file_opening opening where opening.file_id = file.id), '[]')`.as('openings'),
      sql<string[]>`array(select kept.user_id from records.kept_out kept where kept.file_id = file.id)`.as('excluded'),
    ])
    .where(sql<boolean>`token.changed_in >= ${cursor}::xid8`)

type ChangedTokens = InferResult<ReturnType<typeof changedTokens>>[number]

const openReading = (trx: ScopedTransaction, cursor: string) =>
  sql`declare changed_tokens no scroll cursor for ${changedTokens(trx, cursor)}`.execute(trx)

const nextBatch = async (trx: ScopedTransaction, most: number): Promise<readonly ChangedTokens[]> =>
  (await sql<ChangedTokens>`fetch ${sql.raw(String(most))} from changed_tokens`.execute(trx)).rows

import { canonicalJson, err, newId, ok, unwrap, type Instant, type Json, type Result } from '@gloact/kernel'
import type { ActionId, ChainHead } from '@gloact/ledger'
import { nameKeys, type NameTokens } from '@gloact/names'
import { compiledOnce, sendAlong, together, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey, Vault, WrappedKey } from '@gloact/vault'
import { CompiledQuery, sql, type ExpressionBuilder } from 'kysely'
import { lacksReviewOrder } from '../../domain/file/actions/corrections.ts'
import { deriveRow, namesToFind, type DerivedDeadline } from '../../domain/file/derive-row.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'
import type { FileResource } from '../../domain/file/policy.ts'
import { sharesOf, type FileShare } from '../../domain/file/sharing.ts'
import { saveLabel } from './file-labels.ts'
import { saveExclusions } from './save-exclusions.ts'
import { saveOpenings } from './save-openings.ts'
import { saveServicesAndAppointments } from './save-services-and-appointments.ts'
import { endOfShare } from './share-ends.ts'
import { saveReferences } from './attachment-rows.ts'
import { warningsDigest } from './warnings-digest.ts'
import { tables, type CaseFileTable, type ProtectionTables } from './file-tables.ts'

/** A file as it lies in the database: its row, opened with the person's key. */
export interface LoadedFile {
  readonly row: CaseFileTable
  readonly shared: boolean
  /** Whether the person who asks has opened it in an emergency, and the time has not run out. */
  readonly emergency: boolean
  readonly key: PersonKey
  readonly state: FileState
}

/** Where a file's sealed state lies; bound into it, so that no row can be given another's. */
const statePlace = (fileId: string): string => `protection.case_file.sealed_state:${fileId}`

/** The state as it lies in a row. One that an earlier version of the platform sealed lacks what came later: it is as nobody had done it. */
export const openState = (key: PersonKey, fileId: string, sealed: Uint8Array): FileState => ({
  ...UNOPENED,
  ...(key.unseal(statePlace(fileId), sealed) as FileState),
})

const tokensPlace = (fileId: string): string => `protection.name_tokens.sealed:${fileId}`

/** Whether a share that is in force gives the asking agency the file. */
export const sharedWithAgency = (eb: ExpressionBuilder<ProtectionTables, 'protection.case_file'>, agencyId: string) =>
  eb
    .exists(
      eb
        .selectFrom('protection.file_share')
        .select('id')
        .whereRef('protection.file_share.file_id', '=', 'protection.case_file.id')
        .where('protection.file_share.agency_id', '=', agencyId)
        .where('protection.file_share.ended_at', 'is', null)
        // As row-level security has it.
        .where(
          sql<boolean>`(valid_until is null or coalesce(ends_at > app.moment(), valid_until >= (app.moment() at time zone 'UTC')::date))`,
        ),
    )
    .as('shared')

/** Whether exactly this user has opened the file in an emergency. The moment is row-level security's. */
export const openedInEmergency = (eb: ExpressionBuilder<ProtectionTables, 'protection.case_file'>, userId: string) =>
  eb
    .exists(
      eb
        .selectFrom('protection.file_opening')
        .select('protection.file_opening.id')
        .whereRef('protection.file_opening.file_id', '=', 'protection.case_file.id')
        .where('protection.file_opening.user_id', '=', userId)
        .where('expires_at', '>', sql<string>`app.moment()`),
    )
    .as('emergency')

export const resourceOf = (row: CaseFileTable, shared: boolean, emergency = false): FileResource => ({
  agencyId: row.agency_id,
  teamId: row.team_id,
  assignedTo: row.assigned_to,
  openedBy: row.opened_by,
  path: row.path,
  status: row.status,
  sharedWithAgency: shared,
  openedInEmergency: emergency,
})

/** The person who asks without an agency or an account: the platform itself. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A file within the transaction's scope. What may not be seen is not found. */
export const loadFile = (
  trx: ScopedTransaction,
  vault: Vault,
  fileId: string,
  agencyId: string,
): Promise<Result<LoadedFile, FileFailure>> =>
  loadFileAnd(trx, vault, { fileId, agencyId, forUpdate: false, reader: NOBODY }, NOTHING_ELSE)

/** As `loadFile`, locked for writing until the transaction ends. */
export const lockFile = (
  trx: ScopedTransaction,
  vault: Vault,
  fileId: string,
  agencyId: string,
  /** Who asks, for what they opened in an emergency; nobody by default. */
  reader = NOBODY,
): Promise<Result<LoadedFile, FileFailure>> =>
  loadFileAnd(trx, vault, { fileId, agencyId, forUpdate: true, reader }, NOTHING_ELSE)

/** For a file of which nothing else is asked. */
export const NOTHING_ELSE = CompiledQuery.raw('select where false') as CompiledQuery<never>

/** A file that row-level security gave, with its person's key; its state not opened yet. */
export interface SealedFile extends Omit<LoadedFile, 'key' | 'state'> {
  /** Says which version of the row this is: it changes with everything that is written to it. */
  readonly version: string
  readonly wrapped: WrappedKey
}

interface FileAsked {
  readonly fileId: string
  readonly agencyId: string
  readonly forUpdate: boolean
  /** Who asks, for what they opened in an emergency. */
  readonly reader: string
}

/** As `loadFile`, and in the same round trip the rows of one more question, asked once the file is locked. */
export async function loadFileAnd<Row>(
  trx: ScopedTransaction,
  vault: Vault,
  asked: FileAsked,
  also: CompiledQuery<Row>,
): Promise<Result<LoadedFile & { readonly also: readonly Row[] }, FileFailure>> {
  const sealed = await fetchFileAnd(trx, vault, asked, also)
  if (!sealed.ok) return sealed
  const file = openFile(vault, sealed.value)
  const { row, state } = file
  return ok({
    ...file,
    state: asked.forUpdate && lacksReviewOrder(state) ? await withReviewOrder(trx, row.id, state) : state,
    also: sealed.value.also,
  })
}

/** Opens the sealed state of a file with its person's key. */
export function openFile(vault: Vault, { row, shared, emergency, wrapped }: SealedFile): LoadedFile {
  const { key } = unwrap(vault.openKey([wrapped]))
  return { row, shared, emergency, key, state: openState(key, row.id, row.sealed_state) }
}

const fileQuery = (forUpdate: boolean) =>
  compiledOnce(['fileId', 'agencyId', 'reader'], (trx: ScopedTransaction, { fileId, agencyId, reader }) => {
    const query = tables(trx)
      .selectFrom('protection.case_file')
      .selectAll('protection.case_file')
      .select(sql<string>`case_file.xmin::text`.as('version'))
      .select((eb) => [sharedWithAgency(eb, agencyId), openedInEmergency(eb, reader)])
      .where('protection.case_file.id', '=', fileId)
    return (forUpdate ? query.forUpdate() : query).compile()
  })
const toRead = fileQuery(false)
const toWrite = fileQuery(true)

const keyOfFile = compiledOnce(['fileId'], ({ trx, vault }: { trx: ScopedTransaction; vault: Vault }, { fileId }) =>
  vault.keyQuery(trx, sql<string>`(select person_id from protection.case_file where id = ${fileId})`),
)

/** As `loadFileAnd`, without opening the state. Without the person's key there is no file. */
export async function fetchFileAnd<Row>(
  trx: ScopedTransaction,
  vault: Vault,
  { fileId, agencyId, forUpdate, reader }: FileAsked,
  also: CompiledQuery<Row>,
): Promise<Result<SealedFile & { readonly also: readonly Row[] }, FileFailure>> {
  const file = (forUpdate ? toWrite : toRead)(trx, { fileId, agencyId, reader })
  const key = keyOfFile({ trx, vault }, { fileId })
  const [[found], [wrapped], rows] =
    also === NOTHING_ELSE ? [...(await together(trx, file, key)), []] : await together(trx, file, key, also)
  if (!found) return err({ code: 'protection.not_found' })
  const { version, shared, emergency, ...row } = found
  // Erased in between, a file has another person's id, or none.
  if (!wrapped?.wrapped || wrapped.person_id !== row.person_id) return err({ code: 'protection.not_found' })
  return ok({ row, version, shared: Boolean(shared), emergency: Boolean(emergency), wrapped, also: rows })
}

/** A state that an earlier version sealed, with the order in which its next reviews were set, as the log has it. */
async function withReviewOrder(trx: ScopedTransaction, fileId: string, state: FileState): Promise<FileState> {
  const log = await tables(trx)
    .selectFrom('protection.file_action')
    .select('id')
    .where('file_id', '=', fileId)
    .where('type', 'in', ['risk_assessed', 'review_held', 'plan_agreed'])
    .orderBy('sequence')
    .execute()
  return { ...state, reviewsSetBy: log.map(({ id }) => id as ActionId) }
}

/** What the derived row says of a state, as columns. */
export function rowColumns(
  state: FileState,
  rules: FileRules,
  head: ChainHead,
  key: PersonKey,
  fileId: string,
  at: Instant,
) {
  const derived = deriveRow(state, rules)
  return {
    derived,
    columns: {
      path: derived.path,
      status: derived.status,
      stage: derived.stage,
      team_id: derived.teamId,
      assigned_to: derived.assignedTo,
      closed_on: derived.closedOn,
      decision_awaited: derived.decisionAwaited as CaseFileTable['decision_awaited'],
      conflicts: derived.conflicts,
      path_waits_by: derived.pathWaitsBy,
      consent_waits_by: derived.consentWaitsBy,
      decision_waits: state.decisionWaits?.decision.actionId ?? null,
      child_received_at: state.childTold.find(({ received }) => received !== null)?.received?.happenedAt ?? null,
      coded: derived.coded,
      sealed_state: key.seal(statePlace(fileId), state as unknown as Json),
      sequence: head.count,
      head_hash: head.head,
      changed_at: at,
      next_due_at: nextDue(derived.deadlines),
      clocks: inOrderOfEnd(derived.deadlines),
      tags: [...state.tags],
    },
  }
}

export const inOrderOfEnd = (deadlines: readonly DerivedDeadline[]): DerivedDeadline[] =>
  deadlines.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))

/** The same as a statement takes it. */
export const written = <Columns extends Pick<CaseFileTable, 'coded' | 'clocks'>>(columns: Columns): Columns => ({
  ...columns,
  coded: canonicalJson(columns.coded) as never,
  clocks: canonicalJson(columns.clocks) as never,
})

/** When the running clock ends that ends first. */
const nextDue = (deadlines: readonly DerivedDeadline[]): Instant | null =>
  deadlines
    .flatMap(({ stoppedAt, dueAt }) => (stoppedAt === null ? [dueAt] : []))
    .toSorted()
    .at(0) ?? null

/** Brings everything that is derived from a file's state beside its row into line: clocks, grants, shares, search tokens. */
export async function saveDerived(
  trx: ScopedTransaction,
  file: {
    readonly id: string
    readonly personId: string
    readonly agencyId: string
    readonly country: string
    /** As its row had them, and has them now. */
    readonly clocks: { readonly were: readonly DerivedDeadline[]; readonly are: readonly DerivedDeadline[] }
  },
  before: FileState,
  after: FileState,
  key: PersonKey,
  rules: FileRules,
  at: Instant,
): Promise<void> {
  const { were, are } = file.clocks
  // Most of what is recorded moves no clock.
  if (canonicalJson(were) !== canonicalJson(are)) await saveDeadlines(trx, file.id, are, rules)
  if (before.grants !== after.grants) await saveGrants(trx, file.id, after)
  if (sharesOf(before).length > 0 || sharesOf(after).length > 0) await saveShares(trx, file, after, rules, at)
  await saveReferences(trx, file.id, before, after)
  await saveServicesAndAppointments(trx, file.id, before, after, rules)
  if (before.label !== after.label) await saveLabel(trx, file, after.label, key)
  if (before.openings !== after.openings) await saveOpenings(trx, file, after)
  if (before.exclusions !== after.exclusions) await saveExclusions(trx, file, after)
  const names = namesToFind(after)
  if (names.join('\n') !== namesToFind(before).join('\n'))
    await saveTokens(
      trx,
      file,
      names.map((name) => nameKeys(name)),
      key,
    )
  else if (namesMoved(before, after)) await touchTokens(trx, file.id)
}

async function saveDeadlines(
  trx: ScopedTransaction,
  fileId: string,
  deadlines: readonly DerivedDeadline[],
  rules: FileRules,
): Promise<void> {
  await sendAlong(trx, tables(trx).deleteFrom('protection.deadline').where('file_id', '=', fileId).compile())
  if (deadlines.length === 0) return
  const query = tables(trx)
    .insertInto('protection.deadline')
    .values(
      deadlines.map((deadline) => ({
        file_id: fileId,
        kind: deadline.kind,
        started_at: deadline.startedAt,
        due_at: deadline.dueAt,
        warn_at: deadline.warnAt,
        warned_by: warningsDigest(rules),
        stopped_at: deadline.stoppedAt,
      })),
    )
    .compile()
  await sendAlong(trx, query)
}

/** A grant keeps what it was given; all that changes is the day of its withdrawal. Another file's has an id of its own. */
async function saveGrants(trx: ScopedTransaction, fileId: string, state: FileState): Promise<void> {
  if (state.grants.length === 0) return
  const rows = await tables(trx)
    .selectFrom('protection.consent_grant')
    .select(['id', 'withdrawn_on'])
    .where('file_id', '=', fileId)
    .execute()
  const held = new Map(rows.map((row) => [row.id, row.withdrawn_on]))
  for (const grant of state.grants) {
    if (!held.has(grant.id) || held.get(grant.id) === grant.withdrawnOn) continue
    await tables(trx)
      .updateTable('protection.consent_grant')
      .set({ withdrawn_on: grant.withdrawnOn })
      .where('id', '=', grant.id)
      .where('file_id', '=', fileId)
      .execute()
  }
  // What waits for a second person allows nothing, and is no grant yet.
  const given = state.grants.filter(({ id, waits }) => !held.has(id) && !waits)
  if (given.length === 0) return
  const query = tables(trx)
    .insertInto('protection.consent_grant')
    .values(
      given.map((grant) => ({
        id: grant.id,
        file_id: fileId,
        purpose: grant.purpose,
        recipient_kind: grant.recipientKind,
        recipient_agency_id: grant.recipientAgencyId,
        data_group: grant.dataGroup,
        valid_from: grant.validFrom,
        valid_until: grant.validUntil,
        withdrawn_on: grant.withdrawnOn,
      })),
    )
  await sendAlong(trx, query.compile())
}

async function saveShares(
  trx: ScopedTransaction,
  file: { readonly id: string; readonly agencyId: string; readonly country: string },
  state: FileState,
  { calendar }: FileRules,
  at: Instant,
): Promise<void> {
  const endOf = ({ validUntil }: FileShare) => validUntil && endOfShare(validUntil, calendar.timeZone)
  const wanted = new Map(sharesOf(state).map((share) => [share.agencyId, share]))
  const held = await tables(trx)
    .selectFrom('protection.file_share')
    .select(['id', 'agency_id', 'valid_until'])
    .where('file_id', '=', file.id)
    .where('ended_at', 'is', null)
    .execute()
  for (const share of held) {
    const still = wanted.get(share.agency_id)
    wanted.delete(share.agency_id)
    if (still && still.validUntil === share.valid_until) continue
    await tables(trx)
      .updateTable('protection.file_share')
      .set(still ? { valid_until: still.validUntil, ends_at: endOf(still) } : { ended_at: at })
      .where('id', '=', share.id)
      .execute()
  }
  if (wanted.size === 0) return
  await tables(trx)
    .insertInto('protection.file_share')
    .values(
      [...wanted.values()].map((share) => ({
        id: newId<'file_share'>(),
        file_id: file.id,
        owner_agency_id: file.agencyId,
        agency_id: share.agencyId,
        country: file.country,
        purpose: share.purpose,
        shared_at: at,
        valid_until: share.validUntil,
        ends_at: endOf(share),
        ended_at: null,
      })),
    )
    .execute()
}

export async function saveTokens(
  trx: ScopedTransaction,
  file: { readonly id: string; readonly personId: string },
  names: readonly NameTokens[],
  key: PersonKey,
): Promise<void> {
  const sealed = key.seal(tokensPlace(file.id), names as unknown as Json)
  const query = tables(trx)
    .insertInto('protection.name_tokens')
    .values({ file_id: file.id, person_id: file.personId, sealed })
    .onConflict((conflict) =>
      conflict.column('file_id').doUpdateSet({ sealed, changed_in: sql<string>`pg_current_xact_id()` }),
    )
  await sendAlong(trx, query.compile())
  await announceNames(trx, file.id)
}

/** Who may find a file changed, not its names: the index is told to look again. */
const namesMoved = (before: FileState, after: FileState): boolean =>
  before.teamId !== after.teamId ||
  before.assignedTo !== after.assignedTo ||
  before.status !== after.status ||
  before.path !== after.path ||
  before.openings !== after.openings ||
  before.exclusions !== after.exclusions ||
  JSON.stringify(sharesOf(before)) !== JSON.stringify(sharesOf(after))

async function touchTokens(trx: ScopedTransaction, fileId: string): Promise<void> {
  const query = tables(trx)
    .updateTable('protection.name_tokens')
    .set({ changed_in: sql<string>`pg_current_xact_id()` })
    .where('file_id', '=', fileId)
  await sendAlong(trx, query.compile())
  await announceNames(trx, fileId)
}

export const NAMES_CHANNEL = 'protection_names'

const announceNames = (trx: ScopedTransaction, fileId: string): Promise<void> =>
  sendAlong(trx, sql`select pg_notify(${NAMES_CHANNEL}, ${fileId})`.compile(trx))

/** The search tokens of a file, opened. */
export const openTokens = (key: PersonKey, fileId: string, sealed: Uint8Array): unknown =>
  key.unseal(tokensPlace(fileId), sealed)

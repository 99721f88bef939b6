import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables, type RequestTable } from '@gloact/records/server'
import { sql } from 'kysely'
import type { ChildRecord, ChildView, listChildren as listing, readChild as reading } from '../contract/records.ts'
import { EVERY_CHILD, kindNameOf, KINDS, optionIn, type KindName } from '../domain/kinds.ts'
import { askedEnough } from '../domain/interviews.ts'
import { isMissing, pressing } from '../domain/pressing.ts'
import { clockOfTask } from '@gloact/records'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import { recordsOf, type RequestsByKind } from './child-records.ts'
import { may, scopeOf, systemFor, todayIn, type ChildrenContext } from './children-context.ts'
import { childRecords, gapsOf } from './gates.ts'
import { guardianOf } from './guardian-register.ts'
import { ASKED_OF } from './open-record.ts'
import { kinOf } from './kin.ts'
import { presentSiblings, siblingsOf } from './siblings.ts'

const PAGE = 50

/** Children whose files the asker sees, the most pressing first; those that lack something before those that lack nothing. */
export async function listChildren(
  context: ChildrenContext,
  who: Principal,
  { list, after }: HandlerInput<typeof listing>['query'],
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const names = await context.directory.agencyNames()
  const files = await readInScope(context.db, scopeOf(who), (trx) => context.files.open(trx))
  // Of a child who is seen, what another agency has begun is there as well: it is not lacking, and not begun twice.
  return readInScope(context.db, systemFor(who), async (trx) => {
    const rows = Map.groupBy(
      await rowsOf(
        trx,
        files.map(({ id }) => id),
      ),
      ({ file_id: fileId }) => fileId,
    )
    const children = files.map(({ id, number, openedOn }): ChildView => {
      const records = (rows.get(id) ?? []).flatMap((row) => presentRecord(row, who, names) ?? [])
      const has = (kind: KindName) => records.some((record) => record.kind === kind && record.state !== 'dropped')
      const running = records.flatMap(({ nextDueAt }) => nextDueAt ?? []).toSorted()
      return {
        fileId: id,
        number,
        openedOn,
        nextDueAt: running[0] ?? null,
        lacks: EVERY_CHILD.filter((kind) => !has(kind)),
        records,
      }
    })
    const asked = children.filter((child) => {
      if (list === 'due') return child.nextDueAt !== null || child.lacks.length > 0
      if (list === 'all') return true
      if (list === 'missing') return child.records.some(isMissing)
      return !child.records.some(
        ({ kind, state }) => kind === 'guardianship' && (state === 'provisional' || state === 'appointed'),
      )
    })
    const now = context.clock.now()
    const sorted = asked.toSorted(
      (a, b) => keyOf(a, now).localeCompare(keyOf(b, now)) || a.fileId.localeCompare(b.fileId),
    )
    const from = after === undefined ? 0 : sorted.findIndex(({ fileId }) => fileId === after) + 1
    const items = sorted.slice(from, from + PAGE)
    return ok({ items, next: sorted.length > from + PAGE ? items.at(-1)!.fileId : null })
  })
}

/** By what presses most; a child of whom nothing is recorded yet has no clock, and stands before all who have one far off. */
const keyOf = ({ records, lacks, openedOn }: ChildView, now: string): string =>
  records
    .filter(({ nextDueAt }) => nextDueAt !== null)
    .map((record) => pressing(record, now))
    .toSorted()[0] ?? (lacks.length > 0 ? `1${openedOn}` : '2')

const rowsOf = (trx: ScopedTransaction, fileIds: readonly string[]): Promise<readonly RequestTable[]> =>
  fileIds.length === 0
    ? Promise.resolve([])
    : requestTables(trx, 'children')
        .selectFrom('request')
        .selectAll()
        .where(sql<boolean>`file_id = any (${[...fileIds]}::uuid[])`)
        .where(sql<boolean>`kind = any (${Object.values(KINDS).map(({ kind }) => kind)}::text[])`)
        .where('erased_at', 'is', null)
        .orderBy('opened_at', 'desc')
        .execute()

/** A record as its agency shows it to its own; of another's, that it is there and how it stands, and only of what every child has. */
function presentRecord(row: RequestTable, who: Principal, names: ReadonlyMap<string, string>): ChildRecord | undefined {
  const kind = kindNameOf(row.kind)
  if (kind === undefined) return undefined
  const keeper = row.parties['officer'] ?? ''
  const isOwn = keeper === who.agencyId
  if (!isOwn && !EVERY_CHILD.includes(kind)) return undefined
  const next = row.ended_at === null ? clockOfTask(KINDS[kind], row.clocks, null) : null
  return {
    id: row.id,
    kind,
    state: row.state,
    turn: isOwn ? row.turn : null,
    nextDueAt: next?.dueAt ?? null,
    changedAt: row.changed_at,
    clock: next?.clock ?? null,
    option: kind === 'solution' ? optionIn(row.facts) : null,
    keptBy: isOwn ? null : (names.get(keeper) ?? ''),
  }
}

/** One child: what is recorded, what may be begun, and what the gates are missing. A child that is not the asker's is not found. */
export async function readChild(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  fileId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const number = await readInScope(context.db, scopeOf(who), async (trx) => {
    const numbers = await context.files.numbers(trx, [fileId])
    return numbers.get(fileId)
  })
  if (number === undefined) return err(failure('children.no_file'))
  const names = await context.directory.agencyNames()
  const agenciesOf = async (role: string) => {
    const ids = new Set<string>((await context.directory.holders(role)).map(({ agencyId }) => agencyId))
    return [...ids].map((id) => ({ id, name: names.get(id) ?? '' }))
  }
  const [authorities, panels, keepers] = [
    await agenciesOf(ASKED_OF.guardianship.role),
    await agenciesOf(ASKED_OF.determination.role),
    (await agenciesOf(ASKED_OF.kin.role)).filter(({ id }) => id !== who.agencyId),
  ]
  return inScope<ResponseOf<typeof reading>, Failure>(context.db, systemFor(who), async (trx) => {
    const everyRow = await rowsOf(trx, [fileId])
    const rows = everyRow.filter(({ parties }) => parties['officer'] === who.agencyId)
    const all = (await recordsOf(trx, of, fileId)).filter(({ id }) => rows.some((row) => row.id === id))
    const appointed = everyRow.find(({ kind, facts }) => kind === KINDS.guardianship.kind && facts['guardian_id'])
    const guardian = appointed
      ? await guardianOf(trx, context, String(appointed.facts['guardian_id']), appointed.parties['authority'] ?? '')
      : null
    await recordAudit(trx, { action: 'children.child_read', object: { kind: 'protection.case_file', id: fileId } })
    const interviews = all.filter(({ kind }) => kind === 'interview')
    const records = await childRecords(trx, context, of, fileId, all)
    const { leave, guardian: tied, solutions } = gapsOf(context, all, records, who.userId)
    return ok({
      fileId,
      number,
      records: everyRow.flatMap((row) => presentRecord(row, who, names) ?? []),
      authorities,
      panels,
      keepers,
      tracingResult: (await context.tracingResult?.(trx, fileId)) ?? null,
      tracing: await tracingStateOf(trx, who, fileId),
      guardian: guardian?.name ?? null,
      askedEnough: [...askedEnough(interviews, todayIn(context))],
      siblings: presentSiblings(await siblingsOf(trx, context, of, fileId), all),
      kin: (await kinOf(trx, context, of, fileId)).map(({ id, number: theirs, relation, shownBy, agencyId }) => ({
        id,
        number: theirs,
        relation,
        shownBy,
        agency: names.get(agencyId) ?? '',
      })),
      gates: { leave: [...leave], guardian: [...tied], solutions: [...solutions] },
    })
  })
}

/** How the search for a child's family stands, of the asker's agency: the one that goes on, else the latest. */
async function tracingStateOf(trx: ScopedTransaction, { agencyId }: Principal, fileId: string): Promise<string | null> {
  const side = await requestTables(trx, 'children')
    .selectFrom('request')
    .select('state')
    .where('kind', '=', tracingSubject.kind)
    .where('file_id', '=', fileId)
    .where('erased_at', 'is', null)
    .where(sql<boolean>`parties ->> 'agency' = ${agencyId}`)
    .orderBy(sql`ended_at is null`, 'desc')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return side?.state ?? null
}

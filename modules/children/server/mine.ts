import { dayOf } from '@gloact/calendar'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, valueOf, type Failure, type Instant, type Result } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { clockOfTask } from '@gloact/records'
import { requestTables, takeStep } from '@gloact/records/server'
import { sql } from 'kysely'
import type { MyChild, recordVisit as visiting } from '../contract/mine.ts'
import { inForce } from '../domain/in-force.ts'
import { KINDS } from '../domain/kinds.ts'
import { isYes, lastOf, wasHeard } from '../domain/said.ts'
import { recordsOf, type OpenedRecord, type RequestsByKind } from './child-records.ts'
import { may, systemFor, type ChildrenContext } from './children-context.ts'
import { guardianIdsOf } from './guardian-register.ts'
import { servedTo } from './served-to.ts'

/**
 * The children of a guardian: those for whom their row of the register is appointed now, and no other. Read in the system's scope, since
 * decisions lie with other agencies; of those they are told that they were taken and whether they were heard, and no word of them.
 */
export async function listMine(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
): Promise<Result<{ items: MyChild[] }, Failure>> {
  if (!may(who, 'children.accompany')) return err(failure('children.not_allowed'))
  return readInScope(context.db, systemFor(who), async (trx) => {
    const items: MyChild[] = []
    for (const row of await rowsOf(trx, who)) {
      const all = row.file_id === null ? [] : await recordsOf(trx, of, row.file_id, SEEN)
      const guardianship = all.find(({ id }) => id === row.id)
      if (!guardianship) continue
      const { guardian, cover } = inForce(guardianship.steps)
      const since = cover ?? guardian
      items.push({
        id: row.id,
        version: row.sequence,
        number: String(row.facts['number'] ?? ''),
        state: row.state,
        since: since?.happenedAt ?? row.opened_at,
        clocks: Object.entries(row.clocks)
          .filter(([clock, { stoppedAt }]) => stoppedAt === null && (clock === 'first_meeting' || clock === 'visit'))
          .map(([clock, { dueAt, warnAt }]) => ({ clock, dueAt, warnAt })),
        visits: visitsOf(context, guardianship),
        decisions: decisionsOf(context, all),
      })
    }
    return ok({ items: items.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b))) })
  })
}

/** What a guardian is told of. */
const SEEN = ['guardianship', 'age', 'assessment', 'care', 'determination', 'solution'] as const

const dueOf = ({ clocks }: MyChild): string => clocks.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0] ?? '9999'

async function rowsOf(trx: ScopedTransaction, who: Principal) {
  const ids = await guardianIdsOf(trx, who.userId, who.agencyId)
  if (ids.length === 0) return []
  return requestTables(trx, 'children')
    .selectFrom('request')
    .selectAll()
    .where('kind', '=', KINDS.guardianship.kind)
    .where('state', 'in', ['provisional', 'appointed'])
    .where('erased_at', 'is', null)
    .where(sql<boolean>`parties ->> 'authority' = ${who.agencyId}`)
    .where(sql<boolean>`facts ->> 'guardian_id' = any (${[...ids]}::text[])`)
    .execute()
}

/** Since this guardian was appointed: what the one before did is not theirs to read. */
function visitsOf({ calendar }: ChildrenContext, guardianship: OpenedRecord): MyChild['visits'] {
  const since = guardianship.steps.findLastIndex(({ step }) =>
    ['end_guardian', 'suspend_guardian', 'replace', 'cover', 'end_cover', 'ask'].includes(step),
  )
  return guardianship.steps
    .slice(since + 1)
    .filter(({ step }) => step === 'visit' || step === 'contact')
    .map((said) => ({ on: dayOf(said.happenedAt, calendar), alone: said.step === 'visit' }))
    .toReversed()
}

/** Decisions about the child: when, and whether the guardian was informed and heard. */
function decisionsOf({ calendar }: ChildrenContext, all: readonly OpenedRecord[]): MyChild['decisions'] {
  const on = (moment: Instant) => dayOf(moment, calendar)
  return all.flatMap((record): MyChild['decisions'] => {
    if (record.kind === 'determination') {
      const decision = lastOf(record, 'approve', 'defer', 'not_approve')
      const view = valueOf(lastOf(record, 'present')?.answers['guardian_view'])
      if (!decision) return []
      const informed = isYes(lastOf(record, 'tell'), 'guardian_told')
      return [{ kind: 'determination', decidedOn: on(decision.happenedAt), informed, heard: typeof view === 'string' }]
    }
    if (record.kind === 'solution') {
      const decision = lastOf(record, 'decide')
      const heard = lastOf(record, 'hear')
      if (!decision) return []
      const [informed, was] = [isYes(heard, 'guardian_informed'), wasHeard(heard, 'guardian_heard')]
      return [{ kind: 'solution', decidedOn: on(decision.happenedAt), informed, heard: was }]
    }
    if (record.kind === 'assessment' || record.kind === 'care') {
      const decision = record.kind === 'care' ? lastOf(record, 'place', 'record_irregular') : lastOf(record, 'approve')
      const said = record.kind === 'care' ? decision : lastOf(record, 'submit')
      if (!decision) return []
      // Anyone who was not heard in time may have been heard since.
      const heard = [said, lastOf(record, 'hear')].some((each) => wasHeard(each, 'guardian_heard'))
      const informed = heard || isYes(said, 'guardian_informed')
      return [{ kind: record.kind, decidedOn: on(decision.happenedAt), informed, heard }]
    }
    if (record.kind === 'age') {
      const said = lastOf(record, 'tell')
      if (!said) return []
      const heard = wasHeard(said, 'guardian_heard')
      const informed = heard || isYes(said, 'guardian_informed')
      return [{ kind: 'age', decidedOn: on(said.happenedAt), informed, heard }]
    }
    return []
  })
}

/** A guardian visited a child of theirs. Another's child and one that is none are answered alike. */
export async function recordVisit(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof visiting>['body'],
): Promise<Result<{ items: MyChild[] }, Failure>> {
  if (!may(who, 'children.accompany')) return err(failure('children.not_allowed'))
  const alone = valueOf(body.answers['alone']) === 'yes'
  const taken = await inScope<unknown, Failure>(context.db, systemFor(who), async (trx) => {
    if (!(await rowsOf(trx, who)).some(({ id }) => id === requestId)) return err(failure('records.not_found'))
    return takeStep(trx, of.guardianship, servedTo(context, 'guardianship').actorOf(who), requestId, {
      id: body.id,
      step: alone ? 'visit' : 'contact',
      happenedAt: asInstant(body.happenedAt),
      payload: { answers: body.answers },
    })
  })
  return taken.ok ? listMine(context, of, who) : taken
}

/** A child of theirs whom a guardian has to see. */
export async function mineTasks(context: ChildrenContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'children.accompany')) return []
  return readInScope(context.db, systemFor(who), async (trx) => [
    ...(await missingOf(trx, who)),
    ...(await elsewhereOf(trx, who)),
    ...(await rowsOf(trx, who)).flatMap((row) => {
      const [clock] = Object.entries(row.clocks).filter(
        ([name, { stoppedAt }]) => stoppedAt === null && (name === 'first_meeting' || name === 'visit'),
      )
      if (!clock) return []
      return [
        {
          kind: 'visit',
          about: { kind: KINDS.guardianship.kind, id: row.id },
          to: who.userId,
          details: { number: String(row.facts['number'] ?? ''), clock: clock[0] },
          dueAt: clock[1].dueAt,
          since: clock[1].startedAt,
        },
      ]
    }),
  ])
}

const MISSING = ['missing_told', 'missing_day', 'missing_week', 'missing_month']

/** Records of care in which a child is missing, in the system's scope: of these files, or of all. */
const missingRecords = (trx: ScopedTransaction, fileIds: readonly string[] | null) => {
  const records = requestTables(trx, 'children')
    .selectFrom('request')
    .select(['file_id', 'clocks', 'changed_at'])
    .where('kind', '=', KINDS.care.kind)
    .where('ended_at', 'is', null)
    .where('erased_at', 'is', null)
    .where(
      sql<boolean>`exists (select from jsonb_each(clocks) as clock (name, runs)
        where name = any (${MISSING}::text[]) and runs ->> 'stoppedAt' is null)`,
    )
  return (fileIds === null ? records : records.where(sql<boolean>`file_id = any (${[...fileIds]}::uuid[])`)).execute()
}

/** A guardian's child who is missing: that, and by when something is due, is told to who acts for the child. */
async function missingOf(trx: ScopedTransaction, who: Principal): Promise<readonly Task[]> {
  const own = await rowsOf(trx, who)
  const files = own.flatMap(({ file_id: fileId }) => fileId ?? [])
  if (files.length === 0) return []
  const missing = new Map((await missingRecords(trx, files)).map((record) => [record.file_id, record]))
  return own.flatMap((row): readonly Task[] => {
    const care = missing.get(row.file_id)
    if (!care) return []
    const due = clockOfTask(KINDS.care, care.clocks, null)
    return [
      {
        kind: 'missing',
        about: { kind: KINDS.guardianship.kind, id: row.id },
        to: who.userId,
        details: { number: String(row.facts['number'] ?? '') },
        dueAt: due?.dueAt ?? null,
        since: care.changed_at,
        stakes: 'life',
      },
    ]
  })
}

/** Moves of children that others decided and no second person here has confirmed, in the system's scope: of these files, or of all. */
const decidedElsewhere = (trx: ScopedTransaction, fileIds: readonly string[] | null) => {
  const records = requestTables(trx, 'children')
    .selectFrom('request')
    .select(['file_id', 'clocks', 'opened_at'])
    .where('kind', '=', KINDS.solution.kind)
    .where('state', '=', 'elsewhere')
    .where('erased_at', 'is', null)
  return (fileIds === null ? records : records.where(sql<boolean>`file_id = any (${[...fileIds]}::uuid[])`)).execute()
}

/** A guardian's child of whom others decided: what can be done against it has a day. */
async function elsewhereOf(trx: ScopedTransaction, who: Principal): Promise<readonly Task[]> {
  const own = await rowsOf(trx, who)
  const files = own.flatMap(({ file_id: fileId }) => fileId ?? [])
  if (files.length === 0) return []
  const decided = new Map((await decidedElsewhere(trx, files)).map((record) => [record.file_id, record]))
  return own.flatMap((row): readonly Task[] => {
    const record = decided.get(row.file_id)
    if (!record) return []
    return [
      {
        kind: 'elsewhere',
        about: { kind: KINDS.guardianship.kind, id: row.id },
        to: who.userId,
        details: { number: String(row.facts['number'] ?? '') },
        dueAt: clockOfTask(KINDS.solution, record.clocks, null)?.dueAt ?? null,
        since: record.opened_at,
        stakes: 'law',
      },
    ]
  })
}

/** For the country's coordinator: that others decided a child's move without a determination here. Not which child, and not of how many. */
export async function elsewhereTasks(context: ChildrenContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'children.figures')) return []
  return readInScope(context.db, systemFor(who), async (trx) => {
    const [first] = (await decidedElsewhere(trx, null)).map(({ opened_at: openedAt }) => openedAt).toSorted()
    if (first === undefined) return []
    const about = { kind: KINDS.solution.kind, id: 'elsewhere' }
    return [
      { kind: 'elsewhere_any', about, to: null, details: {}, dueAt: null, since: first, presses: 'today' as const },
    ]
  })
}

/**
 * For the country's coordinator: that a deadline of the search for a missing child has passed. Of how many children, which and where is told
 * by the figures and the agencies, since so small a number says who it is.
 */
export async function missingLateTasks(context: ChildrenContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'children.figures')) return []
  const now = context.clock.now()
  return readInScope(context.db, systemFor(who), async (trx) => {
    const late = (await missingRecords(trx, null))
      .flatMap(({ clocks }) => clockOfTask(KINDS.care, clocks, null)?.dueAt ?? [])
      .filter((dueAt) => dueAt < now)
      .toSorted()
    const [first] = late
    if (first === undefined) return []
    const about = { kind: KINDS.care.kind, id: 'missing' }
    return [{ kind: 'missing_late', about, to: null, details: {}, dueAt: first, since: first, stakes: 'life' as const }]
  })
}

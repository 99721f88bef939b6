import { recordAudit } from '@gloact/audit'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type {
  EventPageView,
  EventSummary,
  listEvents as listing,
  NominationView,
  ParticipantView,
} from '../contract/training-events.ts'
import { countPeople, type Entry } from '../domain/counting.ts'
import { followUpState, followUpWindow } from '../domain/follow-up.ts'
import {
  unmetCriteria,
  type Criteria,
  type Decision,
  type DecisionReason,
  type Profession,
} from '../domain/nomination.ts'
import {
  contactOf,
  holdsTraining,
  may,
  notAllowed,
  scopeOf,
  today,
  unknown,
  type TrainingContext,
  type WordKey,
} from './context.ts'
import { sameIn } from './practitioners.ts'
import { tables, type EventRow } from './tables.ts'
import { nextInLine } from './waiting-list.ts'

const MOST = 1000

interface Counted {
  readonly event_id: string
  readonly undecided: number
  readonly selected: number
  readonly attended: number
  readonly certificates: number
  readonly answered: number
}

/** How many of what an event has, in one question for all of them. */
async function countsOf(trx: ScopedTransaction, ids: readonly string[]): Promise<ReadonlyMap<string, Counted>> {
  if (ids.length === 0) return new Map()
  const wanted = sql`any(${[...ids]}::uuid[])`
  // Each table is read once for all events: a question for each event takes a second where there are five hundred.
  const { rows } = await sql<Counted>`
    select event.id as event_id, coalesce(nominated.undecided, 0) as undecided, coalesce(seated.selected, 0) as selected,
      coalesce(seated.attended, 0) as attended, coalesce(certified.certificates, 0) as certificates,
      coalesce(seated.answered, 0) as answered
    from training.event
    left join (
      select nomination.event_id, count(*) filter (where not exists (
        select from training.decision where decision.nomination_id = nomination.id))::int as undecided
      from training.nomination where nomination.event_id = ${wanted} group by nomination.event_id) nominated
      on nominated.event_id = event.id
    left join (
      select participant.event_id, count(*) filter (where withdrawn_at is null)::int as selected,
        count(*) filter (where exists (select from training.attendance
          where attendance.participant_id = participant.id and removed_at is null))::int as attended,
        count(*) filter (where exists (select from training.follow_up
          where follow_up.participant_id = participant.id))::int as answered
      from training.participant where participant.event_id = ${wanted} group by participant.event_id) seated
      on seated.event_id = event.id
    left join (
      select certificate.event_id, count(*) filter (where revoked_at is null)::int as certificates
      from training.certificate where certificate.event_id = ${wanted} group by certificate.event_id) certified
      on certified.event_id = event.id
    where event.id = ${wanted}`.execute(trx)
  return new Map(rows.map((row) => [row.event_id, row]))
}

function summaryOf(context: TrainingContext, row: EventRow, counts: Counted | undefined): EventSummary {
  const ended = asPlainDate(row.ends_on)
  const { from, to } = followUpWindow(ended)
  return {
    id: row.id,
    title: row.title,
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    nominateBy: row.nominate_by,
    seats: row.seats,
    published: row.published_at !== null,
    over: ended < today(context),
    counts: counts
      ? {
          undecided: counts.undecided,
          selected: counts.selected,
          attended: counts.attended,
          certificates: counts.certificates,
        }
      : null,
    followUp: counts ? { state: followUpState(ended, today(context)), from, to, answered: counts.answered } : null,
  }
}

/** Events of the asker's agency, and those announced to them: row-level security shows no other. */
export async function listEvents(
  context: TrainingContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!holdsTraining(who)) return notAllowed
  const found = await readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .orderBy('starts_on', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST)
      .execute()
    const own = rows.filter((row) => may(who, 'training.run', row))
    const counts = await countsOf(
      trx,
      own.map(({ id }) => id),
    )
    return {
      items: rows.map((row) => summaryOf(context, row, counts.get(row.id))),
      totals: may(who, 'training.run') ? countPeople(await entriesOf(trx), await sameIn(trx)) : null,
    }
  })
  return ok({ ...found, mayPlan: may(who, 'training.plan') })
}

/** Who was at which event on which day: row-level security shows those of one's own events. */
async function entriesOf(trx: ScopedTransaction): Promise<readonly Entry[]> {
  const rows = await tables(trx)
    .selectFrom('training.attendance as attendance')
    .innerJoin('training.participant as participant', 'participant.id', 'attendance.participant_id')
    .innerJoin('training.session as session', 'session.id', 'attendance.session_id')
    .select(['participant.practitioner_id', 'participant.event_id', 'session.day'])
    .where('attendance.removed_at', 'is', null)
    .execute()
  return rows.map((row) => ({ practitionerId: row.practitioner_id, eventId: row.event_id, day: row.day }))
}

/** An event for its team, or as it is announced: then with the nominations of one's own agency alone. */
export async function readEvent(
  context: TrainingContext,
  who: Principal,
  eventId: string,
): Promise<Result<EventPageView, Failure>> {
  if (!holdsTraining(who)) return notAllowed
  const key = await context.wordKey()
  return inScope<EventPageView, Failure>(context.db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .selectAll()
      .where('id', '=', eventId)
      .executeTakeFirst()
    if (!event || !may(who, 'training.read', event)) return unknown
    const mayRun = may(who, 'training.run', event)
    const sessions = await tables(trx)
      .selectFrom('training.session')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .execute()
    const nominations = await readNominations(trx, key, event)
    const counts = mayRun ? (await countsOf(trx, [eventId])).get(eventId) : undefined
    await recordAudit(trx, { action: 'training.read', object: { kind: 'training.event', id: eventId } })
    return ok({
      event: summaryOf(context, event, counts),
      language: event.language,
      hours: event.hours,
      criteria: event.criteria as EventPageView['criteria'],
      criteriaText: event.criteria_text,
      passMark: event.pass_mark,
      attendanceNeeded: event.attendance_needed,
      repeats: event.repeats,
      sessions: sessions.map((row) => ({
        id: row.id,
        title: row.title,
        day: row.day,
        openedAt: row.opened_at,
        closedAt: row.closed_at,
      })),
      nominations,
      nextInLine: may(who, 'training.plan', event)
        ? ((await nextInLine(trx, [eventId])).get(eventId)?.nominationId ?? null)
        : null,
      participants: mayRun ? await readParticipants(trx, key, eventId) : [],
      tests: mayRun ? await readTests(trx, eventId) : [],
      mayPlan: may(who, 'training.plan', event),
      mayRun,
      mayNominate: may(who, 'training.nominate', event),
    })
  })
}

async function readNominations(trx: ScopedTransaction, key: WordKey, event: EventRow): Promise<NominationView[]> {
  const { rows } = await sql<{
    id: string
    practitioner_id: string
    sealed: Uint8Array
    employer: string
    profession: Profession
    years_in_post: number | null
    decision: Decision | null
    reason: DecisionReason | null
  }>`
    select nomination.id, practitioner.id as practitioner_id, practitioner.sealed, practitioner.employer, practitioner.profession,
      nomination.years_in_post, latest.decision, latest.reason
    from training.nomination join training.practitioner on practitioner.id = nomination.practitioner_id
    left join lateral (select decision, reason from training.decision where decision.nomination_id = nomination.id
      order by number desc limit 1) latest on true
    where nomination.event_id = ${event.id} order by nomination.nominated_at, nomination.id limit ${MOST}`.execute(trx)
  const selected = new Map<string, number>()
  for (const { decision, employer } of rows) {
    if (decision === 'selected') selected.set(employer, (selected.get(employer) ?? 0) + 1)
  }
  return rows.map((row) => {
    const { name, email } = contactOf(key, row.practitioner_id, row.sealed)
    const others = (selected.get(row.employer) ?? 0) - (row.decision === 'selected' ? 1 : 0)
    return {
      id: row.id,
      name,
      email,
      employer: row.employer,
      profession: row.profession,
      yearsInPost: row.years_in_post,
      decision: row.decision,
      reason: row.reason,
      unmet: [
        ...unmetCriteria(
          event.criteria as Criteria,
          { profession: row.profession, yearsInPost: row.years_in_post },
          others,
        ),
      ],
    }
  })
}

async function readParticipants(trx: ScopedTransaction, key: WordKey, eventId: string): Promise<ParticipantView[]> {
  const { rows } = await sql<{
    id: string
    practitioner_id: string
    sealed: Uint8Array
    employer: string
    invited_at: string | null
    attended: { sessionId: string; how: 'code' | 'facilitator' | 'list' }[]
    sat: string[]
    certificate_id: string | null
    revoked_at: string | null
    followed: boolean
  }>`
    select participant.id, practitioner.id as practitioner_id, practitioner.sealed, practitioner.employer, participant.invited_at,
      coalesce((select json_agg(json_build_object('sessionId', session_id, 'how', how)) from training.attendance
        where attendance.participant_id = participant.id and removed_at is null), '[]') as attended,
      array(select distinct test.kind from training.attempt join training.test on test.id = attempt.test_id
        where attempt.participant_id = participant.id) as sat,
      certificate.id as certificate_id, certificate.revoked_at,
      exists (select from training.follow_up where follow_up.participant_id = participant.id) as followed
    from training.participant join training.practitioner on practitioner.id = participant.practitioner_id
    left join training.certificate on certificate.participant_id = participant.id
    where participant.event_id = ${eventId} and participant.withdrawn_at is null
    order by participant.id limit ${MOST}`.execute(trx)
  return rows.map((row) => ({
    id: row.id,
    name: contactOf(key, row.practitioner_id, row.sealed).name,
    employer: row.employer,
    invited: row.invited_at !== null,
    sessions: row.attended,
    pre: row.sat.includes('pre'),
    post: row.sat.includes('post'),
    certificate: row.certificate_id === null ? null : { id: row.certificate_id, revoked: row.revoked_at !== null },
    followUp: row.followed,
  }))
}

async function readTests(trx: ScopedTransaction, eventId: string): Promise<EventPageView['tests']> {
  const { rows } = await sql<{
    id: string
    kind: 'pre' | 'post'
    questions: number
    opened_at: string | null
    closed_at: string | null
    answered: number
  }>`
    select id, kind, cardinality(question_ids) as questions, opened_at, closed_at,
      (select count(distinct participant_id)::int from training.attempt where attempt.test_id = test.id) as answered
    from training.test where event_id = ${eventId} order by kind desc`.execute(trx)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    questions: row.questions,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    answered: row.answered,
  }))
}

/** Of those who run events: one that is under way. Of those who plan them: what nobody decided, free seats, follow-ups that are due. */
export async function trainingTasks(context: TrainingContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'training.run')) return []
  const listed = await listEvents(context, who)
  if (!listed.ok) return []
  const { items } = listed.value
  return [...underWay(items, today(context)), ...(may(who, 'training.plan') ? await toPlan(context, who, items) : [])]
}

const aboutEvent = (id: string): Pick<Task, 'about' | 'to'> => ({ about: { kind: 'training.event', id }, to: null })

/** Attendance is recorded while people are there. */
const underWay = (items: readonly EventSummary[], now: PlainDate): Task[] =>
  items
    .filter(({ startsOn, over, counts }) => startsOn <= now && !over && (counts?.selected ?? 0) > 0)
    .map(({ id, startsOn, endsOn, counts }) => ({
      ...aboutEvent(id),
      kind: 'attendance',
      details: { count: counts?.selected ?? 0 },
      dueAt: `${endsOn}T12:00:00.000Z`,
      since: `${startsOn}T00:00:00.000Z`,
    }))

/** Nominations that nobody decided about, free seats for which somebody waits, and follow-ups that are due. */
async function toPlan(context: TrainingContext, who: Principal, items: readonly EventSummary[]): Promise<Task[]> {
  const toCome = items.filter(({ over, counts }) => !over && counts !== null)
  const next = await readInScope(context.db, scopeOf(who), (trx) =>
    nextInLine(
      trx,
      toCome.map(({ id }) => id),
    ),
  )
  return items.flatMap(({ id, counts, followUp, nominateBy, startsOn, seats }): Task[] => {
    if (counts === null || followUp === null) return []
    const free = next.get(id)
    const waiting = counts.attended - followUp.answered
    return [
      ...(counts.undecided > 0
        ? [
            {
              ...aboutEvent(id),
              kind: 'nominations',
              details: { count: counts.undecided },
              dueAt: `${nominateBy}T12:00:00.000Z`,
              since: `${nominateBy}T00:00:00.000Z`,
            },
          ]
        : []),
      ...(free
        ? [
            {
              ...aboutEvent(id),
              kind: 'free_seat',
              details: { count: seats - counts.selected },
              dueAt: `${startsOn}T00:00:00.000Z`,
              since: free.since,
            },
          ]
        : []),
      ...(followUp.state === 'due' && waiting > 0
        ? [
            {
              ...aboutEvent(id),
              kind: 'follow_up',
              details: { count: waiting },
              dueAt: `${followUp.to}T12:00:00.000Z`,
              since: `${followUp.from}T00:00:00.000Z`,
            },
          ]
        : []),
    ]
  })
}

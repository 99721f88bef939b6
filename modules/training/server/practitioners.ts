import { recordAudit } from '@gloact/audit'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { listPractitioners as listing, PractitionerView } from '../contract/practitioners.ts'
import { barePosts } from '../domain/bare-posts.ts'
import type { Profession } from '../domain/nomination.ts'
import { samePeople } from '../domain/same-person.ts'
import { contactOf, may, notAllowed, scopeOf, type TrainingContext, type WordKey } from './context.ts'
import { tables } from './tables.ts'

const MOST = 20_000

interface Row {
  readonly id: string
  readonly sealed: Uint8Array
  readonly employer: string
  readonly profession: Profession
  readonly events: readonly string[]
  readonly last_on: string | null
  readonly certificates: number
  readonly courses: readonly string[]
  readonly in_post: boolean | null
  readonly answered_at: string | null
  readonly consent: boolean | null
  readonly consented_at: string | null
}

interface Moved {
  readonly practitioner_id: string
  readonly employer: string
  readonly profession: string
  readonly since: string
}

/** Who was nominated for one's own events: one line a person, whatever they attended. That it was read is recorded. */
export async function listPractitioners(
  { db, wordKey }: TrainingContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<ResponseOf<typeof listing>, Failure>(db, scopeOf(who), async (trx) => {
    const rows = await practitionersOf(trx, who.agencyId)
    const same = await sameIn(trx)
    const groups = [...Map.groupBy(rows, ({ id }) => same.get(id) ?? id).values()]
    await recordAudit(trx, { action: 'training.practitioners_read', detail: { count: groups.length } })
    const moves = Map.groupBy(await movesOf(trx), (move) => move.practitioner_id)
    const trained = groups
      .filter((group) => group.some(({ events }) => events.length > 0))
      .map((group) => {
        const now = currentOf(group)
        const left = group.flatMap(({ id }) => moves.get(id) ?? [])
        const here = left.filter((one) => one.employer !== now.employer || one.profession !== now.profession)
        return { employer: now.employer, profession: now.profession, gone: inPostOf(group) === false, left: here }
      })
    return ok({
      items: groups.map((group) => personOf(key, group)),
      bare: barePosts(trained).map((post) => ({ ...post, profession: post.profession as Profession })),
      mayPlan: may(who, 'training.plan'),
    })
  })
}

/** Where somebody works whom two entries of the register know: as the entry says whose event was the latest. */
const currentOf = (group: readonly Row[]): Row =>
  group.reduce((latest, row) => ((row.last_on ?? '') > (latest.last_on ?? '') ? row : latest))

const inPostOf = (group: readonly Row[]): boolean | null =>
  group.reduce((latest, row) => ((row.answered_at ?? '') > (latest.answered_at ?? '') ? row : latest)).in_post

function personOf(key: WordKey, group: readonly Row[]): PractitionerView {
  const now = currentOf(group)
  const asked = group.reduce((latest, row) => ((row.consented_at ?? '') > (latest.consented_at ?? '') ? row : latest))
  return {
    id: now.id,
    name: contactOf(key, now.id, now.sealed).name,
    employer: now.employer,
    profession: now.profession,
    events: new Set(group.flatMap(({ events }) => events)).size,
    lastOn: now.last_on,
    certificates: group.reduce((sum, { certificates }) => sum + certificates, 0),
    courses: new Set(group.flatMap(({ courses }) => courses)).size,
    inPost: inPostOf(group),
    consent: asked.consent,
    entries: group.length,
  }
}

/** Who is one person with whom, as the asker's agency decided. */
export async function sameIn(trx: ScopedTransaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(trx)
    .selectFrom('training.double_decision')
    .select(['one_id', 'other_id', 'same'])
    .where('undone_at', 'is', null)
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return samePeople(rows.map((row) => ({ one: row.one_id, other: row.other_id, same: row.same })))
}

/**
 * Who of the asker's agency agreed to be contacted: what the person said last, on any of their entries. A refusal on one entry applies to
 * the others that were merged with it.
 */
export async function whoAgreed(trx: ScopedTransaction): Promise<(practitionerId: string) => boolean> {
  const same = await sameIn(trx)
  const personOf = (id: string) => same.get(id) ?? id
  const said = await tables(trx)
    .selectFrom('training.contact_consent')
    .select(['practitioner_id', 'given'])
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  const last = new Map(said.map(({ practitioner_id: id, given }) => [personOf(id), given]))
  return (id) => last.get(personOf(id)) === true
}

async function movesOf(trx: ScopedTransaction): Promise<readonly Moved[]> {
  const { rows } = await sql<Moved>`
    select practitioner_id, from_employer as employer, from_profession as profession, since
    from training.transfer order by since, id`.execute(trx)
  return rows
}

async function practitionersOf(trx: ScopedTransaction, agencyId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select practitioner.id, practitioner.sealed, practitioner.employer, practitioner.profession,
      coalesce(array_agg(distinct participant.event_id) filter (where attended.there), '{}') as events,
      max(event.ends_on) filter (where attended.there) as last_on,
      count(distinct certificate.id)::int as certificates,
      coalesce(array_agg(distinct completion.course_id) filter (where completion.course_id is not null), '{}') as courses,
      (array_agg(follow_up.in_post order by follow_up.answered_at desc) filter (where follow_up.id is not null))[1] as in_post,
      max(follow_up.answered_at) as answered_at,
      asked.given as consent, asked.recorded_at as consented_at
    from training.nomination
    join training.practitioner on practitioner.id = nomination.practitioner_id
    left join training.participant on participant.nomination_id = nomination.id and participant.withdrawn_at is null
    left join training.event on event.id = participant.event_id
    left join lateral (select exists (select from training.attendance
      where attendance.participant_id = participant.id and removed_at is null) as there) attended on true
    left join training.certificate on certificate.participant_id = participant.id and certificate.revoked_at is null
    left join training.course_completion completion on completion.participant_id = participant.id
    left join training.follow_up on follow_up.participant_id = participant.id
    left join lateral (select given, recorded_at from training.contact_consent
      where contact_consent.practitioner_id = practitioner.id order by recorded_at desc, id desc limit 1) asked on true
    where nomination.agency_id = ${agencyId}
    group by practitioner.id, asked.given, asked.recorded_at limit ${MOST}`.execute(trx)
  return rows
}

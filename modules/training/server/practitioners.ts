import { recordAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { PractitionerView } from '../contract/training-events.ts'
import type { Profession } from '../domain/nomination.ts'
import { contactOf, may, notAllowed, scopeOf, type TrainingContext } from './context.ts'

const MOST = 20_000

/** Who was nominated for one's own events: one line a person, whatever they attended. That it was read is recorded. */
export async function listPractitioners(
  { db, wordKey }: TrainingContext,
  who: Principal,
): Promise<Result<{ items: PractitionerView[] }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const key = await wordKey()
  return inScope<{ items: PractitionerView[] }, Failure>(db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{
      id: string
      sealed: Uint8Array
      employer: string
      profession: Profession
      events: number
      last_on: string | null
      certificates: number
      in_post: boolean | null
    }>`
      select practitioner.id, practitioner.sealed, practitioner.employer, practitioner.profession,
        count(distinct participant.event_id) filter (where attended.there)::int as events,
        max(event.ends_on) filter (where attended.there) as last_on,
        count(distinct certificate.id)::int as certificates,
        (array_agg(follow_up.in_post order by follow_up.answered_at desc) filter (where follow_up.id is not null))[1] as in_post
      from training.nomination
      join training.practitioner on practitioner.id = nomination.practitioner_id
      left join training.participant on participant.nomination_id = nomination.id and participant.withdrawn_at is null
      left join training.event on event.id = participant.event_id
      left join lateral (select exists (select from training.attendance
        where attendance.participant_id = participant.id and removed_at is null) as there) attended on true
      left join training.certificate on certificate.participant_id = participant.id and certificate.revoked_at is null
      left join training.follow_up on follow_up.participant_id = participant.id
      where nomination.agency_id = ${who.agencyId}
      group by practitioner.id limit ${MOST}`.execute(trx)
    await recordAudit(trx, { action: 'training.practitioners_read', detail: { count: rows.length } })
    return ok({
      items: rows.map((row) => ({
        id: row.id,
        name: contactOf(key, row.id, row.sealed).name,
        employer: row.employer,
        profession: row.profession,
        events: row.events,
        lastOn: row.last_on,
        certificates: row.certificates,
        inPost: row.in_post,
      })),
    })
  })
}

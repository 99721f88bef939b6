// The register of training at the size of a country: 10,000 practitioners over 500 events. The lists, the roster, a page of an event and
// the reports, each through the module by an injected request, beside reading the same rows in SQL alone in the same run.
// `node tests/performance/training.ts [practitioners] [events] [rounds]`; 10000, 500 and 12 where nothing is said.
import { setTimeout } from 'node:timers/promises'
import { newId } from '@gloact/kernel'
import { startTestCluster, TEST_CLUSTER_VARIABLE } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import { sealContact } from '../../modules/training/server/context.ts'
import { against, print, sampleOf, timed } from './measure.ts'

// A cluster of its own, which is stopped at the end; the stage finds it by its variable.
const cluster = await startTestCluster()
process.env[TEST_CLUSTER_VARIABLE] = JSON.stringify(cluster.connections)
const { ask, context, db, office, owner, person, planned } =
  await import('../../modules/training/server/testing/training-stage.ts')

const [practitioners = '10000', events = '500', rounds = '12'] = process.argv.slice(2)
const [PEOPLE, EVENTS, ROUNDS] = [Number(practitioners), Number(events), Number(rounds)]
const FIRST = ['Amina', 'Omar', 'Ines', 'Nurgul', 'Jean', 'Maria', 'Pavel', 'Chen', 'Leila', 'Tomas', 'Sana', 'Ivo']
const LAST = [
  'Diallo',
  'Haddad',
  'Costa',
  'Asanova',
  'Moreau',
  'Silva',
  'Petrov',
  'Li',
  'Rahimi',
  'Novak',
  'Khan',
  'Horvat',
]
const PROFESSIONS = ['police', 'border_guard', 'prosecutor', 'judge', 'social_worker', 'other', 'police']

const event = await planned()
await ask('POST', `events/${event.id}/publish`)
await ask('POST', `events/${event.id}/nominations`, person('First'))
const key = await context.wordKey()
const people = Array.from({ length: PEOPLE }, (_, at) => {
  const id: string = newId()
  const name = `${FIRST[at % FIRST.length]} ${LAST[Math.floor(at / FIRST.length) % LAST.length]} ${String.fromCodePoint(65 + (at % 26))}${at}`
  const contact = { name, email: `p${at}@agency.example`, phone: '' }
  return { id, sealed: Buffer.from(sealContact(key, id, contact)).toString('hex'), at }
})
for (let at = 0; at < PEOPLE; at += 1000) {
  const rows = people.slice(at, at + 1000)
  await sql`insert into training.practitioner (id, country, agency_id, employer, profession, sealed, added_by, added_at)
    select id, 'DL', ${office}, 'Agency ' || (n % 40), (${PROFESSIONS}::text[])[1 + n % 7], decode(sealed, 'hex'), ${office}, now()
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ sealed }) => sealed)}::text[], ${rows.map((row) => row.at)}::int[])
      as each (id, sealed, n)`.execute(owner)
}
// Each event is a copy of one that was planned; each practitioner was at two of them.
await sql`
  insert into training.event select (jsonb_populate_record(null::training.event, to_jsonb(event) || jsonb_build_object(
    'id', gen_random_uuid(), 'title', 'Event ' || n, 'starts_on', date '2025-01-01' + n % 600, 'ends_on', date '2025-01-02' + n % 600,
    'nominate_by', date '2024-12-01', 'published_at', now(), 'seats', 100))).*
  from training.event, generate_series(1, ${EVENTS}::int) n where event.id = ${event.id}`.execute(owner)
await sql`
  insert into training.session (id, event_id, country, agency_id, position, title, day, opened_at, closed_at)
  select gen_random_uuid(), id, country, agency_id, 0, 'Day one', starts_on, now(), now() from training.event
  where id <> ${event.id}`.execute(owner)
await sql`
  create table public.seat as
  select gen_random_uuid() as nomination_id, gen_random_uuid() as participant_id, practitioner.id as practitioner_id, event.id as event_id
  from (select id, row_number() over (order by id) as n from training.practitioner where agency_id = ${office}) practitioner
  cross join generate_series(0, 1) half
  join (select id, row_number() over (order by id) as n from training.event where id <> ${event.id}) event
    on event.n = 1 + (practitioner.n * 7 + half * 131) % ${EVENTS}`.execute(owner)
await sql`
  insert into training.nomination (id, event_id, country, agency_id, from_agency_id, practitioner_id, years_in_post, nominated_by, nominated_at)
  select nomination_id, event_id, 'DL', ${office}, ${office}, practitioner_id, 4, ${office}, now() from public.seat`.execute(
  owner,
)
await sql`
  insert into training.decision (id, nomination_id, country, agency_id, from_agency_id, decision, reason, decided_by, decided_at, number)
  select gen_random_uuid(), nomination_id, 'DL', ${office}, ${office}, 'selected', 'meets_criteria', ${office}, now(), 1
  from public.seat`.execute(owner)
await sql`
  insert into training.participant (id, event_id, nomination_id, practitioner_id, country, agency_id, code_digest, sealed_code)
  select participant_id, event_id, nomination_id, practitioner_id, 'DL', ${office}, sha256(participant_id::text::bytea), '\\x00'
  from public.seat`.execute(owner)
await sql`
  insert into training.attendance (participant_id, session_id, country, agency_id, how, recorded_by, recorded_at)
  select participant_id, session.id, 'DL', ${office}, 'list', ${office}, now()
  from public.seat join training.session on session.event_id = seat.event_id`.execute(owner)
await sql`
  insert into training.trainer (id, practitioner_id, country, agency_id, topics, languages, cleared, listed, recorded_by, recorded_at)
  select gen_random_uuid(), id, 'DL', ${office}, 'Interviewing', array['en'], true, true, ${office}, now()
  from training.practitioner limit 300`.execute(owner)
await sql`analyze`.execute(owner)
const one = (await sql<{ id: string }>`select event_id as id from public.seat limit 1`.execute(owner)).rows[0]!.id

const bare = {
  people: sql`select practitioner.*, participant.event_id from training.practitioner
    left join training.participant on participant.practitioner_id = practitioner.id`,
  events: sql`select * from training.event`,
  event: sql`select * from training.participant join training.practitioner on practitioner.id = participant.practitioner_id
    where event_id = ${one}`,
  trainers: sql`select * from training.trainer join training.practitioner on practitioner.id = trainer.practitioner_id`,
}

async function measured(what: string, path: string, reference: (typeof bare)[keyof typeof bare], goal: string) {
  const [times, bareTimes]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round += 1) {
    const time = await timed(async () => {
      const { status } = await ask('GET', path)
      if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    })
    const alone = await timed(() => reference.execute(owner))
    // The first one warms up.
    if (round > 0) {
      times.push(time)
      bareTimes.push(alone)
    }
  }
  return against(what, sampleOf(times), sampleOf(bareTimes), goal)
}

interface Doubles {
  readonly comparing: boolean
  readonly items: readonly unknown[]
}

/** The answer that somebody gets at once, and how long the comparison goes on in the background. */
async function compared() {
  let found: Doubles | undefined
  const first = await timed(async () => {
    found = (await ask<Doubles>('GET', 'doubles')).body
  })
  const begun = process.cpuUsage()
  const whole = await timed(async () => {
    while (found?.comparing !== false) {
      await setTimeout(500)
      found = (await ask<Doubles>('GET', 'doubles')).body
    }
  })
  const { user, system } = process.cpuUsage(begun)
  const again = await timed(() => ask('GET', 'doubles'))
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
  console.log(
    `possible duplicates: first answer ${seconds(first)} s, compared in the background in ${seconds(whole)} s ` +
      `(${seconds((user + system) / 1000)} s of processor, with asking every half second), asked again ${seconds(again)} s`,
  )
}

await compared()
print(`Training: ${PEOPLE} practitioners, ${EVENTS} events`, [
  await measured('register of practitioners, whole', 'practitioners', bare.people, 'p95 ≤ 3 s'),
  await measured('list of events', 'events', bare.events, 'p95 ≤ 1 s'),
  await measured('an event with its participants', `events/${one}`, bare.event, 'p95 ≤ 500 ms'),
  await measured('roster of trainers', 'trainers', bare.trainers, 'p95 ≤ 500 ms'),
  await measured('results of an event', `events/${one}/results`, bare.event, 'p95 ≤ 500 ms'),
  await measured('report of an event, Word', `events/${one}/report?format=docx&language=en`, bare.event, 'p95 ≤ 2 s'),
  await measured('courses', 'courses?language=en', bare.trainers, 'p95 ≤ 300 ms'),
])
await db.destroy()
await owner.destroy()
await cluster.stop()
// What the stage would end by itself has ended.
process.exit(0)

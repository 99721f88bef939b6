// Search in the directory, the inbox of a service and sending a referral through the API, against the same work in SQL issued bare over
// one connection: `node tests/performance/referral.ts [files] [referrals]`; 100,000 files and 50,000 referrals where nothing is said.
import { newId } from '@gloact/kernel'
import { DEMO_AGENCIES } from '@gloact/identity/server'
import pg from 'pg'
import {
  ownerUrl,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type Answered,
  type Caller,
} from '../support/server-process.ts'
import { against, print, sampleOf, timed, type Line } from './measure.ts'
import { plant } from './plant.ts'

const [files = '100000', referrals = '50000'] = process.argv.slice(2)
const ROUNDS = 200
const SENDS = 40
/** As many as a country with a mechanism has. */
const SERVICES = 2000

async function must(answer: Promise<Answered>): Promise<Record<string, unknown>> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
  return body as Record<string, unknown>
}

/** So many files are written as the server writes them; the others are copies of their rows. */
const WRITTEN = 500

/** Files: some written through the product's code, and copies of their rows, which policies and lists read. Nobody opens a copy. */
async function plantFiles(dataDir: string, db: pg.Client, count: number): Promise<void> {
  await plant(dataDir, Math.min(count, WRITTEN))
  if (count <= WRITTEN) return
  const { rows } = await db.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
     where table_schema = 'protection' and table_name = 'case_file' and column_name not in ('id', 'number')
       and is_generated = 'NEVER'`,
  )
  const { columns } = rows[0]!
  await db.query(
    `insert into protection.case_file (id, number, ${columns})
     select gen_random_uuid(), number || '-' || n, ${columns}
     from protection.case_file, generate_series(1, 1 + $1::int / $2::int) n
     limit $1`,
    [count - WRITTEN, WRITTEN],
  )
}

/** Copies of the demonstration's services and referrals: rows as the server writes them, but for what is sealed. */
async function plantReferrals(db: pg.Client, count: number): Promise<void> {
  await db.query(
    `insert into referral.service (id, site_id, country, agency_id, type, name, recipient_kind, languages, serves, min_age, max_age,
       confirmed_on, valid_until, unit, maximum, occupied, keeps_list, capacity_at)
     select gen_random_uuid(), site_id, country, agency_id, type, name || ' ' || n, recipient_kind, languages, serves, min_age, max_age,
       confirmed_on, valid_until, unit, maximum, occupied, keeps_list, capacity_at
     from referral.service, generate_series(1, $1::int / 40) n`,
    [SERVICES],
  )
  await db.query(
    `with seen as (
       select * from referral.request where state <> 'draft' and erased_at is null and file_id is not null
         and kind = 'referral.referral'
     ), files as materialized (
       select array_agg(id) as ids from protection.case_file
     ), copies as (
       select seen.*, gen_random_uuid() as copy, n,
         (select ids[1 + (n * 7919 + extract(epoch from seen.changed_at)::bigint) % cardinality(ids)] from files) as of_file
       from seen, generate_series(1, 1 + $1::int / (select count(*)::int from seen)) n
       limit $1
     )
     insert into referral.request (id, kind, country, parties, agencies, seen_by, state, turn, facts, clocks, next_due_at, sequence,
       head_hash, file_id, opened_at, changed_at, ended_at)
     select copy, kind, country, parties, agencies, seen_by, state, turn, facts, clocks, next_due_at, 1, head_hash, of_file,
       opened_at - n * interval '1 hour', changed_at - n * interval '1 hour', ended_at
     from copies`,
    [count],
  )
  await db.query('analyze')
}

async function inTurns(
  rounds: number,
  api: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<readonly [number[], number[]]> {
  const [measured, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const [one, other] = [await timed(api), await timed(bare)]
    // The first turns warm both up.
    if (round < rounds / 10) continue
    measured.push(one)
    reference.push(other)
  }
  return [measured, reference]
}

const line = (what: string, [measured, reference]: readonly [number[], number[]]): Line =>
  against(what, sampleOf(measured), sampleOf(reference), '—')

/** What a sending changes, row by row, in one transaction that is not kept. */
async function bareSend(db: pg.Client, requestId: string): Promise<void> {
  await db.query('begin')
  const { rows } = await db.query<{ file_id: string }>('select * from referral.request where id = $1 for update', [
    requestId,
  ])
  await db.query('select * from protection.case_file where id = $1 for update', [rows[0]?.file_id])
  const packageId = newId()
  await db.query(
    `insert into referral.package (id, request_id, sealed, digest, file_sequence, sent_at) values ($1, $2, $3, 'x', 1, now())`,
    [packageId, requestId, Buffer.alloc(2_000)],
  )
  await db.query(
    `insert into referral.request_step (id, request_id, sequence, step, party, sealed_payload, actor_id, happened_at, recorded_at,
       previous_hash, hash) values ($1, $2, 1000, 'send', 'sender', $3, $1, now(), now(), '', '')`,
    [newId(), requestId, Buffer.alloc(200)],
  )
  await db.query(`update referral.request set state = 'sent', changed_at = now() where id = $1`, [requestId])
  await db.query('rollback')
}

/** A draft of the demonstration's adult, previewed: what is left is to send it. */
async function ready(caseworker: Caller, fileId: string, serviceId: string) {
  const id = newId()
  await must(
    caseworker.post('/referral/referrals', {
      id,
      stepId: newId(),
      fileId,
      serviceId,
      urgency: 'standard',
      words: 'A general check.',
      groups: ['identity'],
      child: null,
      happenedAt: new Date().toISOString(),
    }),
  )
  const { digest } = await must(caseworker.get(`/referral/referrals/${id}/preview`))
  return { id, digest: String(digest) }
}

async function measureSend(caseworker: Caller, db: pg.Client): Promise<Line> {
  const { rows } = await db.query<{ file_id: string; service_id: string }>(
    `select file_id, facts ->> 'service_id' as service_id from referral.request
     where state = 'draft' and parties ->> 'sender' = $1 and kind = 'referral.referral' limit 1`,
    [DEMO_AGENCIES.shelter.id],
  )
  const { file_id: fileId, service_id: serviceId } = rows[0]!
  const [measured, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < SENDS; round += 1) {
    const { id, digest } = await ready(caseworker, fileId, serviceId)
    reference.push(await timed(() => bareSend(db, id)))
    const body = { stepId: newId(), digest, happenedAt: new Date().toISOString() }
    measured.push(await timed(() => must(caseworker.post(`/referral/referrals/${id}/send`, body))))
  }
  return line('send a referral (consent judged, package sealed)', [measured, reference])
}

async function measure(): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir })
  const db = new pg.Client({ connectionString: ownerUrl(folder.dataDir) })
  try {
    await db.connect()
    // As the platform sees them: the owner is bound by the same policies.
    await db.query(`select set_config('app.country', 'DL', false), set_config('app.row_scope', 'system', false)`)
    if (Number(files) > 0) await plantFiles(folder.dataDir, db, Number(files))
    await plantReferrals(db, Number(referrals))
    const caseworker = await signInAs(server, 'caseworker')
    const clinic = await signInAs(server, 'service_provider')
    const search = await inTurns(
      ROUNDS,
      () => must(caseworker.get('/referral/services?type=health&speaks=ar&withRoom=true')),
      () =>
        db.query(
          `select service.*, site.name as site, site.area from referral.service join referral.site on site.id = service.site_id
           where service.type = 'health' and service.valid_until >= current_date order by service.name, service.id limit 5000`,
        ),
    )
    const inbox = await inTurns(
      ROUNDS,
      () => must(clinic.get('/referral/referrals?list=my_turn')),
      () =>
        db.query(
          `select * from referral.request where kind = 'referral.referral' and seen_by @> array[$1::uuid] and turn = 'receiver'
           order by changed_at desc, id limit 50`,
          [DEMO_AGENCIES.clinic.id],
        ),
    )
    return [
      line(`search the directory (${SERVICES} services)`, search),
      line(`a service’s inbox (${referrals} referrals)`, inbox),
      await measureSend(caseworker, db),
    ]
  } finally {
    await db.end()
    await server.stop()
    folder.remove()
  }
}

print(`Referrals at ${files} files and ${referrals} referrals`, await measure())

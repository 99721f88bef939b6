// The overview of the response through the API, as its page asks for it, against the same counts issued bare over one connection:
// `node tests/performance/overview.ts [files] [referrals] [actions]`; 100,000 files, 50,000 referrals and 500 actions where nothing is said.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { processorTime } from './processor-time.ts'
import { ownerUrl, signInAs, startServerProcess, type Answered, type Caller } from '../support/server-process.ts'
import { against, milliseconds, print, sampleOf, timed, type Line } from './measure.ts'

const [files = '100000', referrals = '50000', actions = '500'] = process.argv.slice(2)
const ROUNDS = 100
/** Until the server has worked out the figures of the modules by itself. */
const AHEAD_MS = 60_000
const LANGUAGES = ['fr', 'es', 'pt', 'ru', 'ar'] as const

async function must(answer: Promise<Answered>): Promise<Record<string, unknown>> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
  return body as Record<string, unknown>
}

/** Copies of a table's rows until there are so many, with other values in the columns named; `n` is the number of the copy. */
async function copyRows(
  db: pg.Client,
  table: string,
  count: number,
  changed: Readonly<Record<string, string>>,
  where = 'true',
): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  await db.query(
    `with source as (select * from ${table} where ${where}),
       copies as (select source.*, n from generate_series(1, 1 + $1::int / greatest(1, (select count(*)::int from source))) n, source limit $1)
     insert into ${table} (${names.join(', ')}) select ${names.map((name) => changed[name] ?? name).join(', ')} from copies`,
    [count],
  )
}

/** A country’s files, deadlines, referrals and actions in bulk: rows as the server writes them, but for what is sealed. */
async function plantInBulk(db: pg.Client): Promise<void> {
  await copyRows(db, 'protection.case_file', Number(files), {
    id: 'gen_random_uuid()',
    person_id: 'gen_random_uuid()',
    number: `'B' || n || left(md5(id::text), 12)`,
    opened_on: 'opened_on - (n % 40) * 30',
    closed_on: 'closed_on - (n % 40) * 30',
    import_batch_id: 'null',
  })
  await db.query(
    `insert into protection.deadline (file_id, kind, started_at, due_at, warn_at, stopped_at)
     select id, kind, opened_on, opened_on + 14, null, case when hashtext(id::text || kind) % 3 = 0 then null else opened_on + 10 end
     from protection.case_file, unnest(array['assessment', 'plan', 'reasonable_grounds']) as kind
     where number like 'B%' on conflict do nothing`,
  )
  await copyRows(
    db,
    'referral.request',
    Number(referrals),
    {
      id: 'gen_random_uuid()',
      opened_at: `opened_at - (n % 300) * interval '3 days'`,
      changed_at: `changed_at - (n % 300) * interval '3 days'`,
    },
    `state <> 'draft' and erased_at is null and kind = 'referral.referral'`,
  )
  await copyRows(db, 'strategy.action', Number(actions), {
    id: 'gen_random_uuid()',
    answers: `jsonb_set(answers, '{code,value}', to_jsonb('B' || n || '-' || right(id::text, 6)))`,
  })
  await db.query('analyze')
}

const PAGE = (language: string): readonly string[] => [
  '/strategy/overview',
  `/strategy/response?language=${language}`,
  '/strategy/upcoming',
  '/strategy/gaps',
  '/work',
]
/** As the page asks: everything at once. */
const openPage = (reader: Caller, language: string) => Promise.all(PAGE(language).map((path) => must(reader.get(path))))

const BARE = {
  actions: `select k_pillar, count(*), count(*) filter (where k_state = 'verified'), count(*) filter (where k_state = 'claimed')
    from strategy.action where archived_at is null group by k_pillar`,
  recommendations: `select k_body, count(*), count(*) filter (where k_actions = '{}') from strategy.recommendation
    where archived_at is null group by k_body`,
  files: `select path, count(*) from protection.case_file
    where opened_on >= date '2026-04-01' and opened_on < date '2026-07-01' and erased_at is null group by path`,
  deadlines: `select kind, stopped_at <= due_at, count(*) from protection.deadline
    where due_at >= date '2026-04-01' and due_at < date '2026-07-01' group by 1, 2`,
  referrals: `select facts ->> 'need', count(*) from referral.request
    where opened_at >= date '2026-04-01' and opened_at < date '2026-07-01' and state <> 'draft' group by 1`,
} as const

async function bare(db: pg.Client, names: readonly (keyof typeof BARE)[]): Promise<void> {
  for (const name of names) await db.query(BARE[name])
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`

async function measure(): Promise<readonly Line[]> {
  const folder = loadedDataDir()
  const begin = () => startServerProcess({ dataDir: folder.dataDir })
  let server = await begin()
  let db = new pg.Client({ connectionString: ownerUrl(folder.dataDir) })
  /** The same folder with a server that has worked out nothing yet. */
  const restart = async (): Promise<Caller> => {
    await db.end()
    await server.stop()
    server = await begin()
    db = new pg.Client({ connectionString: ownerUrl(folder.dataDir) })
    await connect()
    return signInAs(server, 'national_coordinator')
  }
  const connect = async (): Promise<void> => {
    await db.connect()
    // As the platform sees them: the owner is bound by the same policies.
    await db.query(`select set_config('app.country', 'DL', false), set_config('app.row_scope', 'system', false)`)
  }
  try {
    await connect()
    await plantInBulk(db)
    const asker = await restart()
    const atOnce = await timed(() => openPage(asker, 'en'))
    const reader = await restart()
    await pause(AHEAD_MS)
    const ahead = await timed(() => openPage(reader, 'en'))
    const [page, plan]: [number[], number[]] = [[], []]
    const each = new Map(PAGE('en').map((path) => [path, [] as number[]]))
    for (let round = 0; round < ROUNDS; round += 1) {
      page.push(await timed(() => openPage(reader, 'en')))
      plan.push(await timed(() => bare(db, ['actions', 'recommendations'])))
      for (const [path, taken] of each) taken.push(await timed(() => must(reader.get(path))))
    }
    const before = processorTime(server.pid)
    for (let round = 0; round < ROUNDS; round += 1) await openPage(reader, 'en')
    const processor = (processorTime(server.pid) - before) / ROUNDS
    const [first, whole]: [number[], number[]] = [[], []]
    for (const language of LANGUAGES) {
      first.push(await timed(() => must(reader.get(`/strategy/response?language=${language}`))))
      whole.push(await timed(() => bare(db, ['files', 'deadlines', 'referrals'])))
    }
    const reference = sampleOf(whole)
    const once = (what: string, taken: number): Line => ({
      what,
      measured: seconds(taken),
      reference: milliseconds(reference),
      ratio: `× ${(taken / reference.p50).toFixed(1)}`,
      goal: '—',
    })
    return [
      ...[...each].map(([path, taken]) => against(`\`GET ${path}\``, sampleOf(taken), sampleOf(plan), 'p95 ≤ 300 ms')),
      against('the page, all five of these at once', sampleOf(page), sampleOf(plan), 'p95 ≤ 300 ms'),
      {
        what: 'the page, processor time of server and database',
        measured: `${processor.toFixed(0)} ms`,
        reference: '—',
        ratio: '—',
        goal: '—',
      },
      against('the modules asked again, in another language', sampleOf(first), reference, '—'),
      once('the page, the first after the figures were worked out ahead (once)', ahead),
      once('the page, in the first seconds after a start (once)', atOnce),
    ]
  } finally {
    await db.end()
    await server.stop()
    folder.remove()
  }
}

print(`The overview at ${files} files, ${referrals} referrals and ${actions} actions`, await measure())

import { asPlainDate, fixedClock, newId } from '@gloact/kernel'
import { migrate, onDatabase, openDatabase } from '@gloact/postgres'
import { startTestCluster } from '@gloact/postgres/testing'
import { listRows, type RegisterContext, type RegisterUser } from '@gloact/registers/server'
import { actions, goals, plans } from '@gloact/strategy/contract/registers'
import { sql } from 'kysely'
import pg from 'pg'
import { against, print, sampleOf, timed, type Line } from './measure.ts'

/*
 * A register of eleven columns and 50,000 rows: a page of its list, filtered, sorted, searched, deep within, under row-level security,
 * beside the same question as bare SQL past it. `node tests/performance/registers.ts [--rows 50000] [--times 60]`.
 */
const argument = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const ROWS = argument('rows', 50_000)
const TIMES = argument('times', 60)
const GOAL = 'p95 ≤ 100 ms'

const cluster = await startTestCluster()
const database = 'gloact_registers'
const admin = new pg.Client({ connectionString: onDatabase(cluster.connections.owner, 'postgres') })
await admin.connect()
await admin.query(`create database ${database} owner gloact_migrator`)
await admin.end()
await migrate(onDatabase(cluster.connections.migrator, database))
const db = openDatabase(onDatabase(cluster.connections.app, database), { max: 4 })
const owner = openDatabase(onDatabase(cluster.connections.owner, database), { max: 2 })

const agencyId = newId<string>()
const who: RegisterUser = { userId: newId<string>(), agencyId, country: 'DL' }
const context: RegisterContext<RegisterUser> = {
  db,
  clock: fixedClock('2026-11-24T09:00:00Z'),
  today: () => asPlainDate('2026-11-24'),
  scopeOf: ({ userId, country }) => ({
    'app.user_id': userId,
    'app.agency_id': agencyId,
    'app.country': country,
    'app.team_ids': '',
    'app.row_scope': 'none',
    'app.roles': 'strategy_officer',
  }),
  may: () => true,
  references: [plans, goals, actions],
}

const plan = newId<string>()
await sql`
  insert into strategy.action (id, country, agency_id, answers, search, version, added_at, changed_at)
  select gen_random_uuid(), 'DL', ${agencyId}::uuid, jsonb_build_object(
      'title', jsonb_build_object('value', jsonb_build_object('en', 'Measure ' || n || ' of the response in the region ' || n % 40, 'ar', 'إجراء ' || n)),
      'code', jsonb_build_object('value', 'A' || n),
      'plan', jsonb_build_object('value', ${plan}::text),
      'pillar', jsonb_build_object('value', (array['prevention', 'protection', 'prosecution', 'partnership'])[1 + n % 4]),
      'state', jsonb_build_object('value', (array['planned', 'in_progress', 'blocked', 'verified', 'dropped'])[1 + n % 5]),
      'owner', jsonb_build_object('value', md5((n % 300)::text)),
      'due_on', jsonb_build_object('value', to_char(date '2024-01-01' + n % 1800, 'YYYY-MM-DD')),
      'cost', jsonb_build_object('value', jsonb_build_object('amount', n % 9973, 'currency', 'EUR')),
      'funding', jsonb_build_object('value', jsonb_build_array((array['eu', 'un', 'state_budget'])[1 + n % 3])),
      'output', jsonb_build_object('value', repeat('What is to come of it. ', 6)))
      || case when n % 3 = 0 then '{}' else jsonb_build_object('secured', jsonb_build_object('value', jsonb_build_object('amount', n % 977, 'currency', 'EUR'))) end,
    'measure ' || n || ' of the response in the region ' || n % 40, 1, now(), now()
  from generate_series(1, ${ROWS}) as n`.execute(owner)
await sql`vacuum analyze strategy.action`.execute(owner)

type Asked = Parameters<typeof listRows>[3]
const usual: Asked = { search: '', filters: {}, archived: false, limit: 50 }
const far = await deep()
const cases: readonly (readonly [what: string, asked: Partial<Asked>, reference: string])[] = [
  ['the first page, by title', {}, 'true order by k_title, id'],
  [
    'sorted by cost, the dearest first',
    { sort: 'cost', direction: 'descending' },
    'true order by k_cost desc, id desc',
  ],
  [
    'one state and one pillar, by due date',
    { filters: { state: { any: ['blocked'] }, pillar: { any: ['protection'] } }, sort: 'due_on' },
    `k_state = 'blocked' and k_pillar = 'protection' order by k_due_on, id`,
  ],
  [
    'one lead of 300, by code',
    { filters: { owner: { any: ['c4ca4238a0b923820dcc509a6f75849b'] } }, sort: 'code' },
    `k_owner = 'c4ca4238a0b923820dcc509a6f75849b' order by k_code, id`,
  ],
  [
    'late and without money',
    {
      filters: {
        state: { any: ['planned', 'in_progress'] },
        due_on: { from: null, to: '2026-11-23' },
        secured: { blank: true },
      },
    },
    `k_state in ('planned', 'in_progress') and k_due_on <= '2026-11-23' and k_secured = '-Infinity' order by k_title, id`,
  ],
  [
    'two words that one row has',
    { search: 'measure 49321' },
    `search like '%measure%' and search like '%49321%' order by k_title, id`,
  ],
  [
    'words that no row has',
    { search: 'nowhere at all' },
    `search like '%nowhere%' and search like '%at%' and search like '%all%' order by k_title, id`,
  ],
  [
    'a page in the middle, by title',
    { cursor: far },
    `(k_title, id) > ('measure 3', '00000000-0000-0000-0000-000000000000'::uuid) order by k_title, id`,
  ],
]

async function deep(): Promise<string> {
  return Buffer.from(JSON.stringify(['measure 3', '00000000-0000-0000-0000-000000000000'])).toString('base64url')
}

const lines: Line[] = []
for (const [what, asked, reference] of cases) {
  const ours: number[] = []
  const bare: number[] = []
  for (let time = 0; time < TIMES + 5; time++) {
    const took = await timed(() => listRows(actions, context, who, { ...usual, ...asked }))
    const reads = await timed(() =>
      sql
        .raw(`select id, answers from strategy.action where archived_at is null and ${reference} limit 51`)
        .execute(owner),
    )
    if (time < 5) continue
    ours.push(took)
    bare.push(reads)
  }
  lines.push(against(what, sampleOf(ours), sampleOf(bare), GOAL))
}
print(`A register of ${ROWS} rows, a page of 50 with its number, ${TIMES} times each`, lines)
await Promise.all([db.destroy(), owner.destroy()])
await cluster.stop()

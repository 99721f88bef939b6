import { readFileSync } from 'node:fs'
import { fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { migrate, inScope, onDatabase, openDatabase, systemScope } from '@gloact/postgres'
import { startTestCluster } from '@gloact/postgres/testing'
import { disclosureRule } from '@gloact/disclosure'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import type { Principal } from '@gloact/identity/contract/principal'
import { sql } from 'kysely'
import pg from 'pg'
import { FIELD_CODES } from '../../modules/statistics/domain/canon.ts'
import type { FigureQuery } from '../../modules/statistics/domain/figures.ts'
import { statisticsConfig } from '../../modules/statistics/server/config.ts'
import type { FiguresContext } from '../../modules/statistics/server/context.ts'
import { inventRegister } from '../../modules/statistics/server/demo/invent-register.ts'
import { insertRegister, loadRegister } from '../../modules/statistics/server/demo/load-register.ts'
import { publishFigures } from '../../modules/statistics/server/publish-figures.ts'
import { readFigures } from '../../modules/statistics/server/read-figures.ts'
import { processorTime } from './load.ts'
import { against, print, sampleOf, timed, type Line } from './measure.ts'

/*
 * Figures of a record of many persons: loading it, publishing them, and an interaction of the screen next to the same count as bare SQL over
 * the rows. `node tests/performance/figures.ts [--rows 100000] [--times 40]`.
 */
const argument = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const ROWS = argument('rows', 100_000)
const TIMES = argument('times', 40)
const AT_A_TIME = 20_000
const AREAS = ['north', 'coast', 'hills', 'capital']

const cluster = await startTestCluster()
const database = 'gloact_figures'
const admin = new pg.Client({ connectionString: onDatabase(cluster.connections.owner, 'postgres') })
await admin.connect()
await admin.query(`create database ${database} owner gloact_migrator`)
await admin.end()
await migrate(onDatabase(cluster.connections.migrator, database))
const db = openDatabase(onDatabase(cluster.connections.app, database), { max: 4 })
const owner = openDatabase(onDatabase(cluster.connections.owner, database), { max: 2 })
const vault = createVault({ kek: memoryKekProvider() })

const context: FiguresContext = {
  db,
  clock: fixedClock('2026-11-24T09:00:00Z'),
  country: 'DL',
  timeZone: 'UTC',
  forms: [],
  disclosure: { public: unwrap(disclosureRule()), agency: unwrap(disclosureRule({ audience: 'agency' })) },
  settings: statisticsConfig.parse({}),
  countable: {
    ofFile: async () => null,
    async *all() {
      yield* []
    },
  },
  agencies: async () => [],
  areas: AREAS.map((area) => ({ area, label: {}, points: [] })),
  wordKey: () => vault.wordKey(db, 'DL'),
  staffNames: async () => new Map(),
  account: async () => null,
}
const analyst = {
  userId: newId<string>(),
  agencyId: newId<string>(),
  country: 'DL',
  teamIds: [],
  roles: ['analyst'],
  scope: 'none',
} as unknown as Principal

/** The process that all of PostgreSQL's are children of. */
async function postmaster(): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(owner)
  const stat = readFileSync(`/proc/${rows[0]!.pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}
const root = await postmaster()

/** Milliseconds of processor, here and in PostgreSQL: what another load on the machine does not change. */
async function processorOf(
  work: () => Promise<unknown>,
): Promise<{ readonly here: number; readonly database: number }> {
  const [began, before] = [process.cpuUsage(), processorTime([root]) ?? 0]
  await work()
  const { user, system } = process.cpuUsage(began)
  return { here: (user + system) / 1000, database: (processorTime([root]) ?? 0) - before }
}
const inWords = ({ here, database }: Awaited<ReturnType<typeof processorOf>>, times = 1): string =>
  `of processor ${(here / times).toFixed(1)} ms here and ${(database / times).toFixed(1)} ms in PostgreSQL`

const register = await processorOf(() => loadRegister(context, { progress: () => undefined, people: () => undefined }))
console.log(
  `The register of the demonstration, 20,000 persons of eight years, loaded and published: ${inWords(register)}`,
)

const loading = await timed(async () => {
  for (let from = 20_000; from < ROWS; from += AT_A_TIME) {
    const rows = inventRegister(2026, FIELD_CODES.channel, Math.min(AT_A_TIME, ROWS - from), AREAS)
    unwrap(
      await inScope(db, systemScope('DL'), async (trx) => {
        await insertRegister(trx, 'DL', rows)
        return ok(null)
      }),
    )
  }
})
await sql`vacuum analyze statistics.person`.execute(owner)
await sql`vacuum analyze statistics.situation`.execute(owner)
await sql`delete from statistics.publication`.execute(owner)
const publishing = await timed(() => publishFigures(context))

const question = (more: Partial<FigureQuery>): FigureQuery => ({
  measure: 'identified',
  rows: 'year',
  columns: null,
  years: [],
  sexes: [],
  ages: [],
  family: null,
  codes: [],
  ...more,
})
const COUNTED = `status in ('identified', 'presumed')`
const cases: readonly (readonly [what: string, asked: FigureQuery, reference: string])[] = [
  [
    'year by sex',
    question({ columns: 'sex' }),
    `select year, sex, count(*) from statistics.person where ${COUNTED} group by 1, 2`,
  ],
  [
    'detailed form by age, women of one year',
    question({ rows: 'form_detail', columns: 'age', years: [2024], sexes: ['female'] }),
    `select form_detail, age, count(*) from statistics.person where ${COUNTED} and year = 2024 and sex = 'female' group by 1, 2`,
  ],
  [
    'source of referral by year, children',
    question({ rows: 'channel', columns: 'year', ages: ['child'] }),
    `select channel, year, count(*) from statistics.person where ${COUNTED} and age = 'child' group by 1, 2`,
  ],
]

const lines: Line[] = []
for (const [what, asked, reference] of cases) {
  const ours: number[] = []
  const bare: number[] = []
  for (let time = 0; time < TIMES + 3; time++) {
    const took = await timed(async () => unwrap(await readFigures(context, analyst, asked)))
    const reads = await timed(() => sql.raw(reference).execute(owner))
    if (time < 3) continue
    ours.push(took)
    bare.push(reads)
  }
  const each = await processorOf(async () => {
    for (let time = 0; time < TIMES; time++) unwrap(await readFigures(context, analyst, asked))
  })
  const bareEach = await processorOf(async () => {
    for (let time = 0; time < TIMES; time++) await sql.raw(reference).execute(owner)
  })
  console.log(`${what}: ${inWords(each, TIMES)}; the bare count ${inWords(bareEach, TIMES)}`)
  lines.push(against(what, sampleOf(ours), sampleOf(bare), 'p95 ≤ 200 ms'))
}
print(
  `Figures of ${ROWS} persons, ${TIMES} times each: loaded in ${(loading / 1000).toFixed(1)} s, published in ${(publishing / 1000).toFixed(1)} s`,
  lines,
)
await Promise.all([db.destroy(), owner.destroy()])
await cluster.stop()

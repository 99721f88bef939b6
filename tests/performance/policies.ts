// What the names of the scope cost row-level security: the statements of list, open, search and save at 100,000 files, with the
// policies as they are and with each name replaced by what it stands for, in turns. The plans have to be the same, word for word.
// `node tests/performance/policies.ts [files]`
import { join } from 'node:path'
import { loadCountry } from '@gloact/country'
import { demoPrincipal } from '@gloact/identity/server'
import { unwrap } from '@gloact/kernel'
import { openInstance, type Instance } from '@gloact/postgres'
import { createVault, fileKekProvider } from '@gloact/vault'
import pg from 'pg'
import { ownerUrl, repository, startServerProcess, temporaryDataDir } from '../support/server-process.ts'
import { sampleOf, print, type Line } from './measure.ts'
import { plant, spread, type People } from './plant.ts'
import { noted } from './requests.ts'
import { anotherTime, recorder, type Statement } from './statements.ts'

const ROUNDS = 25
/** So many are made as people make them; the rest are copies of their rows and clocks, which is what plans depend on. */
const PLANTED = 1_000

async function multiply(owner: pg.Client, times: number): Promise<void> {
  for (const [table, key, other] of [
    ['case_file', 'id', 'number'],
    ['deadline', 'file_id', ''],
  ] as const) {
    const { rows } = await owner.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`protection.${table}`],
    )
    const columns = rows.map(({ name }) => name)
    const copied = columns.map((name) => {
      if (name === key) return `md5(${name}::text || copy)::uuid`
      return name === other ? `${name} || '-' || copy` : name
    })
    await owner.query(
      `insert into protection.${table} (${columns.join()})
       select ${copied.join()} from protection.${table}, generate_series(2, $1::int) copy`,
      [times],
    )
  }
  await owner.query('vacuum analyze')
}

interface Policy {
  readonly name: string
  readonly on: string
  readonly qual: string | null
  readonly with_check: string | null
}

export async function measurePolicies(files: number): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir })
  let owner: pg.Client | undefined
  let instance: Instance | undefined
  try {
    const people = await plant(folder.dataDir, Math.min(files, PLANTED))
    // The database alone from here on: the server's own work would meet the policies while they are exchanged.
    await server.stop()
    instance = await openInstance({ dataDir: folder.dataDir, databaseUrl: undefined, migratorUrl: undefined })
    owner = new pg.Client({ connectionString: ownerUrl(folder.dataDir) })
    await owner.connect()
    // Before there are copies, whose numbers are none that could be answered with.
    const kinds = await recordKinds(folder.dataDir, people)
    await multiply(owner, Math.ceil(files / PLANTED))
    const policies = await owner.query<Policy>(
      `select quote_ident(policyname) as name, format('%I.%I', schemaname, tablename) as on, qual, with_check from pg_policies`,
    )
    const [named, pasted] = [policies.rows, await withoutNames(owner, policies.rows)]
    const lines: Line[] = []
    for (const [what, statements] of kinds) lines.push(await compare(owner, what, statements, named, pasted))
    return lines
  } finally {
    await owner?.end()
    await server.stop()
    await instance?.stop()
    folder.remove()
  }
}

async function recordKinds(
  dataDir: string,
  people: People,
): Promise<readonly (readonly [string, readonly Statement[]])[]> {
  const country = unwrap(await loadCountry(join(repository, 'countries', 'demoland')))
  const vault = createVault({ kek: unwrap(fileKekProvider(join(dataDir, 'keys', 'kek.json'))) })
  const asked = await recorder(dataDir, demoPrincipal(country.code, 'caseworker'), {
    vault,
    country,
  })
  try {
    const [one, other] = spread(people, 2)
    const file = `/api/v1/protection/files/${one!.fileId}`
    return [
      ['list 50 files', await asked.record({ method: 'GET', url: '/api/v1/protection/files?limit=50' })],
      ['open a file', await asked.record({ method: 'GET', url: file })],
      [
        'save a note',
        await asked.record({
          method: 'POST',
          url: `/api/v1/protection/files/${other!.fileId}/actions`,
          payload: noted(),
        }),
      ],
    ]
  } finally {
    await asked.close()
    vault.close()
  }
}

/** The same policies with each `app.…` replaced by the expression of its function. */
async function withoutNames(owner: pg.Client, policies: readonly Policy[]): Promise<Policy[]> {
  const { rows: names } = await owner.query<{ name: string; body: string; takes: string | null }>(
    `select proname as name, regexp_replace(pg_get_function_sqlbody(oid), '^RETURN ', '') as body, proargnames[1] as takes
     from pg_proc where pronamespace = 'app'::regnamespace`,
  )
  const spelled = (expression: string | null): string | null =>
    expression &&
    expression.replaceAll(/app\.(\w+)\(((?:[^()]|\([^()]*\))*)\)/g, (call, name: string, given: string) => {
      const known = names.find((each) => each.name === name)
      if (!known) throw new Error(`${call} is no name of the scope`)
      const argument = given.startsWith('VARIADIC ') ? given.slice('VARIADIC '.length) : given
      return `(${known.takes === null ? known.body : known.body.replaceAll(new RegExp(`(?<!['.\\w])${known.takes}\\b(?!')`, 'g'), argument)})`
    })
  return policies.map((policy) => ({ ...policy, qual: spelled(policy.qual), with_check: spelled(policy.with_check) }))
}

async function put(owner: pg.Client, policies: readonly Policy[]): Promise<void> {
  for (const { name, on, qual, with_check } of policies) {
    const parts = `${qual === null ? '' : ` using (${qual})`}${with_check === null ? '' : ` with check (${with_check})`}`
    await owner.query(`alter policy ${name} on ${on}${parts}`)
  }
}

interface Run {
  readonly plans: string
  readonly planning: number
  readonly executing: number
}

async function compare(
  owner: pg.Client,
  what: string,
  statements: readonly Statement[],
  named: readonly Policy[],
  pasted: readonly Policy[],
): Promise<Line> {
  const runs: { named: Run[]; pasted: Run[] } = { named: [], pasted: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, policies] of [
      ['named', named],
      ['pasted', pasted],
    ] as const) {
      runs[kind].push(await explained(owner, anotherTime(statements, 1), policies))
    }
  }
  const same = runs.named[0]!.plans === runs.pasted[0]!.plans
  if (!same) {
    process.stderr.write(
      `${what}: the plans differ\n--- named\n${runs.named[0]!.plans}\n--- pasted\n${runs.pasted[0]!.plans}\n`,
    )
  }
  const median = (of: readonly Run[], part: 'planning' | 'executing') => sampleOf(of.map((run) => run[part])).p50
  const said = (of: readonly Run[]) =>
    `planned in ${median(of, 'planning').toFixed(2)} ms, run in ${median(of, 'executing').toFixed(2)} ms`
  const ratio = (part: 'planning' | 'executing') =>
    `× ${(median(runs.named, part) / median(runs.pasted, part)).toFixed(2)}`
  return {
    what,
    measured: said(runs.named),
    reference: `${said(runs.pasted)}; ${same ? 'the same plans' : 'other plans'}`,
    ratio: `planned ${ratio('planning')}, run ${ratio('executing')}`,
    goal: 'the same plans',
  }
}

/** Each statement explained as it runs, by the server's role, in a transaction that is rolled back. */
async function explained(
  owner: pg.Client,
  statements: readonly Statement[],
  policies: readonly Policy[],
): Promise<Run> {
  let [plans, planning, executing] = ['', 0, 0]
  await owner.query('begin')
  try {
    await put(owner, policies)
    await owner.query('set local role gloact_app')
    for (const { text, values } of statements) {
      if (/^(begin|start|commit|rollback|set)/i.test(text)) continue
      if (/set_config/.test(text)) {
        await owner.query(text, [...values])
        continue
      }
      const { rows } = await owner.query<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }>(
        `explain (analyze, timing off, verbose, format json) ${text}`,
        [...values],
      )
      const [plan] = rows[0]!['QUERY PLAN']
      planning += plan['Planning Time']
      executing += plan['Execution Time']
      plans += `${shapeOf(plan)}\n`
    }
  } finally {
    await owner.query('rollback')
  }
  return { plans, planning, executing }
}

/** A plan without what was measured in it. */
const shapeOf = (plan: object): string =>
  JSON.stringify(plan, (key, value: unknown) =>
    /^(Actual|Planning|Execution|Triggers|Rows Removed|Heap|Shared|Local|Temp|WAL|Sort Space|Sort Method|Index Searches|Peak|Disk|Hash B|Original|Exact|Lossy|Full-sort|Pre-sorted|Tuples|Conflicting)/.test(
      key,
    )
      ? undefined
      : value,
  )

if (import.meta.main) {
  const files = Number(process.argv[2] ?? 100_000)
  print(`Row-level security by names at ${files.toLocaleString('en')} files`, await measurePolicies(files))
}

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { disclosureRule } from '@gloact/disclosure'
import { defineForm } from '@gloact/forms'
import { fixedClock, newId, ok, unwrap, type Json } from '@gloact/kernel'
import { inScope, isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import fastify from 'fastify'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { FigureTableView, FigureView } from '../contract/figures.ts'
import type { CollectedReturn, GlotipReturn, SdgReturn } from '../contract/returns.ts'
import { FIELD_CODES, FIELDS, MISSING, STATUSES } from '../domain/canon.ts'
import type { CountableFile } from '../domain/code-file.ts'
import { statisticsConfig } from './config.ts'
import { scopeOf, type FiguresContext } from './context.ts'
import { inventRegister } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { codesWithoutCounterpart } from './examine.ts'
import { forgetPersons, keepFile, rebuildRecord } from './keep-record.ts'
import { statisticsModule } from './module.ts'
import { publishFigures } from './publish-figures.ts'

const { db, owner } = await testDatabase()
const vault = createVault({ kek: memoryKekProvider() })
const clock = fixedClock('2026-11-20T08:00:00Z')

const label = { en: 'A question' }
const form = defineForm({
  id: 'asked',
  version: '1',
  title: label,
  sections: [
    {
      id: 's',
      title: label,
      fields: [
        {
          id: 'sex',
          type: 'choice',
          label,
          sensitivity: 'statistical',
          codeList: 'sex',
          codeMapping: { glotip: 'sex' },
        },
        {
          id: 'age_group',
          type: 'choice',
          label,
          sensitivity: 'statistical',
          codeList: 'age_group',
          codeMapping: { glotip: 'age' },
        },
        { id: 'name', type: 'text', label, sensitivity: 'identifying', codeMapping: { ictip: 'victim.citizenship' } },
        {
          id: 'episodes',
          type: 'group',
          label,
          sensitivity: 'case',
          fields: [
            {
              id: 'forms',
              type: 'choices',
              label,
              sensitivity: 'statistical',
              codeList: 'kind_of_exploitation',
              codeMapping: { glotip: 'exploitation' },
            },
          ],
        },
      ],
    },
  ],
} as never)

/** The country’s own list has a code that its crosswalk lacks. */
const settings = statisticsConfig.parse({
  population: { 2025: { total: 5_000_000, female: 2_500_000, male: 2_500_000 } },
  glotip: { articles: ['Article 171'], source: 'Case files' },
  crosswalks: [
    {
      from: 'kind_of_exploitation',
      to: 'exploitation_form',
      version: '1',
      pairs: [
        { from: 'sex', to: 'sexual_exploitation' },
        { from: 'work', to: 'forced_labour' },
      ],
    },
  ],
})

let files: CountableFile[] = []
const agencyId = newId<string>()
const context: FiguresContext = {
  db,
  clock,
  country: 'DL',
  timeZone: 'UTC',
  forms: [form],
  disclosure: { public: unwrap(disclosureRule()), agency: unwrap(disclosureRule({ audience: 'agency' })) },
  settings,
  countable: {
    ofFile: async (_trx, fileId) => {
      const file = files.find((one) => one.fileId === fileId)
      return file
        ? { personId: file.personId, files: files.filter(({ personId }) => personId === file.personId) }
        : null
    },
    all: async function* pages() {
      for (const personId of new Set(files.map((file) => file.personId)))
        yield files.filter((file) => file.personId === personId)
    },
  },
  agencies: async () => [{ id: agencyId, type: 'ngo' }],
  wordKey: () => vault.wordKey(db, 'DL'),
  staffNames: () => Promise.resolve(new Map()),
}

const module = statisticsModule({
  ...context,
  limits: undefined,
  codeLists: {},
  demoAnalyst: () => Promise.resolve(principal('analyst')),
})
const app = fastify()

const USERS: Readonly<Record<string, string>> = {
  one: '00000000-0000-4000-8000-0000000000d1',
  two: '00000000-0000-4000-8000-0000000000d2',
}

const principal = (role: string, user = 'one'): Principal =>
  ({ userId: USERS[user], agencyId, country: 'DL', teamIds: [], roles: [role], scope: 'none' }) as unknown as Principal

before(async () => {
  module.routes?.(
    createApi<Principal>(app, {
      authenticate: async ({ headers }) =>
        headers['x-role'] === undefined
          ? null
          : principal(String(headers['x-role']), String(headers['x-user'] ?? 'one')),
      failures: [REGISTER_FAILURES, module.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  await app.ready()
})

interface As {
  readonly role?: string
  readonly user?: string
  readonly ifMatch?: number
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes back is what the caller says it is
async function ask<Body = { code: string }>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  { role = 'analyst', user = 'one', ifMatch }: As = {},
) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/statistics/${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-role': role,
      'x-user': user,
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    body: (isJson ? answer.json() : {}) as Body & { code: string },
    raw: answer.rawPayload,
  }
}

const QUERY = { measure: 'identified', rows: 'year', columns: 'sex' }

const fileOf = (more: Partial<CountableFile> = {}): CountableFile => ({
  fileId: newId<string>(),
  personId: newId<string>(),
  agencyId,
  openedOn: '2026-03-01',
  coded: { conclusive_grounds: 'positive', age_statement: 'adult', channel: 'self' },
  ...more,
})

const record = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select person.*, (select coalesce(jsonb_agg(jsonb_build_array(id, form, form_detail, border) order by id), '[]')
      from statistics.situation where situation.person_id = person.person_id) as situations
    from statistics.person person order by person_id`.execute(owner)
  return rows
}

const anyJson: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('female', 'male', 'child', 'adult', 'work', 'sex', ['sex', 'work'], ['other_kind']),
  fc
    .constantFrom('not_asked', 'not_known', 'declined', 'not_applicable', 'withheld')
    .map((absent): Json => ({ absent })),
  fc.constantFrom<Json>('Amina Haddad', ['+996 555 123456'], 'Ул. Мира 7', 19_880_412, { name: 'Amina' }, null, true),
)

const anyFile = fc
  .record({
    person: fc.nat(4),
    month: fc.integer({ min: 1, max: 12 }),
    row: fc.uuid({ version: 4 }),
    answers: fc.record({
      'asked/sex': anyJson,
      'asked/age_group': anyJson,
      'asked/name': anyJson,
      forms: anyJson,
      conclusive_grounds: fc.constantFrom<Json>('positive', 'negative', null),
      reasonable_grounds: fc.constantFrom<Json>('positive', 'negative', null),
      channel: anyJson,
      age_statement: fc.constantFrom<Json>('adult', 'child', 'not_sure'),
      age_basis: fc.constantFrom<Json>('documented', 'disputed', null),
    }),
  })
  .map(({ person, month, row, answers: { forms, ...answers } }) =>
    fileOf({
      personId: `00000000-0000-4000-8000-00000000000${person}`,
      openedOn: `2026-${String(month).padStart(2, '0')}-01`,
      coded: { ...answers, [`asked/episodes/${row}/forms`]: forms },
    }),
  )

test('kept event by event, in any order and twice, the record is what it is when it is rebuilt wholly; and it holds codes alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { maxLength: 8 }), fc.array(anyFile, { maxLength: 4 }), async (first, then) => {
      files = first
      for (const { fileId } of first.toReversed()) await keepFile(context, fileId)
      files = [...first, ...then]
      for (const { fileId } of [...then, ...then]) await keepFile(context, fileId)
      const kept = await record()
      await rebuildRecord(context)
      assert.deepEqual(await record(), kept)
      await sql`delete from statistics.person`.execute(owner)
      await rebuildRecord(context)
      const rebuilt = await record()
      assert.deepEqual(rebuilt, kept)
      assert.equal(rebuilt.length, new Set(files.map(({ personId }) => personId)).size)
      for (const row of rebuilt) {
        assert.ok(STATUSES.some((status) => status === row['status']))
        for (const field of FIELDS) {
          if (field === 'border') continue
          const said = String(row[field])
          assert.ok([...FIELD_CODES[field], ...MISSING].includes(said), `${field}: ${said}`)
        }
        // As they were said: an id may have any few digits.
        assert.doesNotMatch(JSON.stringify(row), /Amina|\+996|Мира|19880412/)
      }
      files = []
      await rebuildRecord(context)
      assert.deepEqual(await record(), [])
    }),
    { numRuns: 5 },
  )
})

test('no column of the record can hold what identifies: codes, a year and ids that mean nothing elsewhere', async () => {
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'statistics' and table_name in ('person', 'situation') order by 1`.execute(owner)
  assert.deepEqual([...new Set(rows.map(({ type }) => type))].toSorted(), ['smallint', 'text', 'uuid'])
  assert.deepEqual([...new Set(rows.map(({ name }) => name))].toSorted(), [
    'age',
    'agency_kind',
    'border',
    'channel',
    'citizenship',
    'coded_with',
    'country',
    'form',
    'form_detail',
    'id',
    'person_id',
    'sex',
    'source',
    'status',
    'year',
  ])
  await assert.rejects(
    sql`insert into statistics.person values (gen_random_uuid(), 'DL', 'files', 2026, 'identified', 'Amina Haddad', 'adult',
      'unknown', 'unknown', 'unknown', 'ngo', 'self', 'v')`.execute(owner),
    /person_sex_check/,
  )
  for (const role of ['analyst', 'national_coordinator', 'administrator'])
    for (const table of ['person', 'situation', 'rounding_secret']) {
      const seen = await readInScope(db, scopeOf(principal(role)), (trx) =>
        sql`select from ${sql.table(`statistics.${table}`)}`.execute(trx),
      )
      assert.equal(seen.rows.length, 0, `${role} reads ${table}`)
    }
})

test('each kind of absence stays itself, a doubtful age is neither child nor adult, and a code without counterpart is never guessed', async () => {
  const row = newId<string>()
  const said = (coded: Record<string, Json>) => fileOf({ coded: { conclusive_grounds: 'positive', ...coded } })
  files = [
    ...(['not_asked', 'not_known', 'declined', 'not_applicable', 'withheld'] as const).map((absent) =>
      said({ 'asked/sex': { absent }, age_statement: 'adult' }),
    ),
    said({ 'asked/age_group': 'child', age_basis: 'disputed', age_statement: 'child' }),
    said({ age_statement: 'not_sure' }),
    said({ [`asked/episodes/${row}/forms`]: ['sex', 'kept_in_the_house'], age_statement: 'adult' }),
    said({ [`asked/episodes/${row}/forms`]: ['sex', 'work'], age_statement: 'adult' }),
  ]
  await rebuildRecord(context)
  const rows = new Map((await record()).map((one) => [one['person_id'], one]))
  const of = (at: number, field: string) => rows.get(files[at]!.personId)?.[field]
  assert.deepEqual(
    files.slice(0, 5).map((_, at) => of(at, 'sex')),
    ['not_asked', 'not_known', 'declined', 'not_applicable', 'withheld'],
  )
  assert.deepEqual([of(5, 'age'), of(6, 'age')], ['doubt', 'doubt'])
  assert.deepEqual([of(7, 'form'), of(7, 'form_detail')], ['uncoded', 'uncoded'])
  assert.deepEqual([of(8, 'form'), of(8, 'form_detail')], ['other_forms', 'several'])
  await publishFigures(context)
  const { body } = await ask<FigureTableView>('POST', 'figures', QUERY)
  assert.deepEqual(
    body.years.map(({ year, incomplete }) => [year, incomplete]),
    [[2026, ['form', 'form_detail']]],
  )
  const lists = {
    kind_of_exploitation: {
      id: 'k',
      version: '1',
      codes: [
        { code: 'sex', label },
        { code: 'kept', label },
      ],
    },
  }
  assert.deepEqual(codesWithoutCounterpart(context, lists), ['kind_of_exploitation: kept'])
})

test('whose case is erased leaves the record, and what was published stays as it was', async () => {
  const shown = (await ask<FigureTableView>('POST', 'figures', QUERY)).body.cells
  const { personId, fileId } = files[0]!
  const erasing = module.erases!
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      assert.deepEqual(await erasing.holds(trx, [personId, newId()]), [personId])
      await erasing.erase(trx, { personId, fileIds: [fileId], how: 'asked' })
      assert.deepEqual(await erasing.holds(trx, [personId]), [])
      return ok(null)
    }),
  )
  assert.deepEqual((await ask<FigureTableView>('POST', 'figures', QUERY)).body.cells, shown)
})

test('who is erased while a job writes their row is out of the record when both have ended', async () => {
  const file = fileOf()
  const before = files
  files = [file]
  const state: { reads: number; erasing: Promise<unknown> } = { reads: 0, erasing: Promise.resolve() }
  const waits = async () =>
    (await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(owner)).rows.length > 0
  await keepFile(
    {
      ...context,
      countable: {
        ...context.countable,
        ofFile: async (trx, fileId) => {
          const found = await context.countable.ofFile(trx, fileId)
          if (++state.reads < 2) return found
          // The job has read the file for the last time; now it is erased.
          const erased = { already: false }
          state.erasing = inScope(db, systemScope('DL'), async (erasing) => {
            files = []
            return ok(await forgetPersons(erasing, [file.personId]))
          }).finally(() => (erased.already = true))
          const end = Date.now() + 10_000
          while (!erased.already && !(await waits()) && Date.now() < end) await delay(10)
          return found
        },
      },
    },
    file.fileId,
  )
  await state.erasing
  files = before
  assert.equal(state.reads, 2)
  assert.ok(!(await record()).some(({ person_id: id }) => id === file.personId))
})

test('figures come for those who work with them alone, the same however often they are asked for, and the file says what the screen says', async () => {
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      const years = inventRegister(2026, FIELD_CODES.channel, 3000).filter(({ year }) => year === 2023 || year === 2025)
      await insertRegister(trx, 'DL', years)
      return ok(null)
    }),
  )
  await publishFigures(context)
  for (const role of ['caseworker', 'supervisor', 'administrator']) {
    assert.equal((await ask('POST', 'figures', QUERY, { role })).status, 403)
    assert.equal((await ask('GET', 'measures', undefined, { role })).status, 403)
    assert.equal((await ask('GET', 'returns/sdg?year=2025', undefined, { role })).status, 403)
    assert.equal((await ask('GET', 'views', undefined, { role })).status, 403)
  }
  const first = await ask<FigureTableView>('POST', 'figures', QUERY)
  assert.equal(first.status, 200)
  assert.deepEqual(
    (await ask<FigureTableView>('POST', 'figures', QUERY, { role: 'national_coordinator' })).body,
    first.body,
  )
  assert.ok(first.body.cells.flat().every((shown) => shown === '<10' || Number(shown) % 10 === 0))
  const file = await ask('POST', 'figures/export', { query: QUERY, format: 'csv', language: 'en' })
  const lines = file.raw.toString('utf8').trim().split('\r\n')
  const cells = lines
    .slice(-first.body.rows.length - 1)
    .map((line) => line.split(',').map((cell) => cell.replaceAll(/^"'?|"$/g, '')))
  assert.deepEqual(
    cells.map((line) => line.slice(1, -1)),
    first.body.cells,
  )
  const workbook = await ask('POST', 'figures/export', { query: QUERY, format: 'xlsx', language: 'ar' })
  assert.equal(workbook.raw.subarray(0, 2).toString(), 'PK')
  const narrowed = await ask<FigureTableView>('POST', 'figures', { ...QUERY, rows: 'age', years: [1999] })
  assert.deepEqual(narrowed.body.missingYears, [1999])
  assert.ok(narrowed.body.cells.flat().every((shown) => shown === ''))
})

test('what cannot be asked is refused in words: two breakdowns beyond the three, one twice, one that there is not', async () => {
  const refused = async (query: object) => (await ask('POST', 'figures', query)).body.code
  assert.equal(await refused({ ...QUERY, columns: 'form', family: 'citizenship' }), 'statistics.one_breakdown')
  assert.equal(await refused({ ...QUERY, rows: 'form', columns: 'channel' }), 'statistics.one_breakdown')
  assert.equal(await refused({ ...QUERY, columns: 'year' }), 'statistics.breakdown_twice')
  assert.equal(await refused({ ...QUERY, columns: 'border' }), 'statistics.unknown_breakdown')
  assert.equal(await refused({ ...QUERY, measure: 'names' }), 'statistics.unknown_measure')
})

test('a year is published again only after the country’s days, and a closed year never', async () => {
  const count = async () =>
    (
      await sql<{ year: number; times: number }>`
      select year::int as year, count(*)::int as times from statistics.publication where measure = 'identified'
      group by year order by year`.execute(owner)
    ).rows
  const before = await count()
  await publishFigures(context)
  assert.deepEqual(await count(), before)
  const later = { ...context, clock: fixedClock('2027-01-05T08:00:00Z') }
  await publishFigures(later)
  const times = new Map((await count()).map(({ year, times: each }) => [year, each]))
  assert.equal(times.get(2026), before.find(({ year }) => year === 2026)!.times + 1)
  // 2023 ended 24 months and more before it was published first.
  assert.equal(times.get(2023), 1)
})

test('of two people who save one shared view the second is told, and loses nothing; sent twice it is saved once', async () => {
  const id = newId<string>()
  const view = { name: 'Women by form', shared: true, query: QUERY }
  const made = await ask<FigureView>('PUT', `views/${id}`, view)
  assert.deepEqual([made.status, made.body.version, made.body.own], [200, 1, true])
  assert.equal((await ask<FigureView>('PUT', `views/${id}`, view)).body.version, 1)
  const two = { user: 'two' } as const
  const seen = (await ask<{ items: FigureView[] }>('GET', 'views', undefined, two)).body.items
  assert.deepEqual(
    seen.map(({ name, own }) => [name, own]),
    [['Women by form', false]],
  )
  assert.equal((await ask('PUT', `views/${id}`, { ...view, name: 'Theirs' }, { ...two, ifMatch: 1 })).status, 200)
  const late = await ask('PUT', `views/${id}`, { ...view, name: 'Mine' }, { ifMatch: 1 })
  assert.deepEqual([late.status, late.body.code], [412, 'statistics.view_changed'])
  assert.equal((await ask('PUT', `views/${id}`, view)).status, 412)
  assert.equal((await ask('DELETE', `views/${id}`, undefined, two)).status, 404)
  const own = newId<string>()
  await ask('PUT', `views/${own}`, { ...view, name: 'For me', shared: false })
  assert.equal((await ask<{ items: FigureView[] }>('GET', 'views', undefined, two)).body.items.length, 1)
  assert.equal((await ask('PUT', `views/${own}`, view, { ...two, ifMatch: 1 })).status, 404)
  const { rows } = await sql<{ all: string }>`select saved_view::text as all from statistics.saved_view`.execute(owner)
  assert.ok(rows.every(({ all }) => !/Women|Theirs|For me/.test(all)))
  assert.equal((await ask('DELETE', `views/${id}`)).status, 200)
})

test('the returns name the article and the source with their figures, and a rate is the figure that is shown by the people who live there', async () => {
  const { body: glotip } = await ask<GlotipReturn>('GET', 'returns/glotip?year=2025')
  assert.deepEqual([glotip.articles, glotip.source, glotip.rows.length], [['Article 171'], 'Case files', 100])
  const whole = glotip.rows.find(({ category, sex, age }) => [category, sex, age].every((word) => word === 'Total'))!
  const { body: sdg } = await ask<SdgReturn>('GET', 'returns/sdg?year=2025')
  assert.equal(sdg.rows[0]!.value, ((Number(whole.value) / 5_000_000) * 100_000).toFixed(2))
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from statistics.person
    where year = 2025 and status in ('identified', 'presumed')`.execute(owner)
  assert.ok(Math.abs(rows[0]!.count - Number(whole.value)) < 10)
  const { body: without } = await ask<SdgReturn>('GET', 'returns/sdg?year=2023')
  assert.ok(without.population === null && without.rows.every(({ value }) => value === ''))
  const { body: none } = await ask<GlotipReturn>('GET', 'returns/glotip?year=1999')
  assert.ok(none.asOf === null && none.rows.every(({ value }) => value === ''))
})

test('the tables of Eurostat and IC-TIP are sums of the same published figures, and each adds up to them', async () => {
  const { body: glotip } = await ask<GlotipReturn>('GET', 'returns/glotip?year=2025')
  const found = (category: string, sex: string, age: string) =>
    glotip.rows.find((row) => row.category === category && row.sex === sex && row.age === age)?.value
  const cellOf = ({ tables }: CollectedReturn, table: string, row: string, column: string) => {
    const of = tables.find(({ id }) => id === table)!
    return of.rows.find(({ id }) => id === row)!.cells[of.columns.indexOf(column)]
  }
  const { body: eurostat } = await ask<CollectedReturn>('GET', 'returns/collected?collection=eurostat&year=2025')
  assert.deepEqual(eurostat.tables[0]!.columns, ['female', 'male', 'other_or_unknown', 'total'])
  assert.equal(cellOf(eurostat, 'age', 'total', 'total'), found('Total', 'Total', 'Total'))
  assert.equal(cellOf(eurostat, 'age', 'child', 'female'), found('Total', 'Female', '0 to 17 years'))
  assert.equal(cellOf(eurostat, 'form', 'forced_labour', 'male'), found('Forced labour', 'Male', 'Total'))
  const { body: icTip } = await ask<CollectedReturn>('GET', 'returns/collected?collection=ic_tip&year=2025')
  assert.deepEqual(
    icTip.tables.map(({ unit }) => unit),
    ['person', 'person', 'person', 'person', 'person', 'situation', 'situation'],
  )
  assert.equal(cellOf(icTip, 'age', 'total', 'total'), found('Total', 'Total', 'Total'))
  assert.ok(icTip.tables[0]!.rows.some(({ id }) => id === 'doubt'))
  // Several of the country's forms are one purpose, which is counted once.
  const purposes = icTip.tables.find(({ id }) => id === 'purpose')!.rows.map(({ id }) => id)
  assert.ok(purposes.includes('illegal_adoption_or_surrogacy') && !purposes.includes('surrogacy'))
  assert.equal(new Set(purposes).size, purposes.length)
  for (const { tables, base } of [eurostat, icTip]) {
    assert.ok(
      tables.every(({ rows }) =>
        rows.every(({ cells }) => cells.every((cell) => cell === `<${base}` || /^[1-9]\d*0$/.test(cell))),
      ),
    )
  }
  assert.equal((await ask('GET', 'returns/collected?collection=iati&year=2025')).status, 400)
  const { body: none } = await ask<CollectedReturn>('GET', 'returns/collected?collection=ic_tip&year=1999')
  assert.ok(
    none.asOf === null &&
      none.tables.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => cell === ''))),
  )
})

test('the estimate of a year stands beside the detected, with its rates, and one outside its own range is refused', async () => {
  const said = (more: object = {}) => ({
    answers: Object.fromEntries(
      Object.entries({
        title: 'Four lists',
        year: '2025',
        persons: 5_000,
        low: 4_000,
        high: 7_500,
        method: 'm',
        assumes: 'a',
        ...more,
      }).map(([field, value]) => [field, { value }]),
    ),
  })
  const id = newId()
  const path = `estimates/${id}`
  assert.equal((await ask<SdgReturn>('GET', 'returns/sdg?year=2025')).body.undetected, null)
  for (const wrong of [{ low: 5_001 }, { high: 4_999 }, { year: '1600' }, { year: '2999' }]) {
    const refused = await ask('PUT', path, said(wrong))
    assert.equal(refused.status, 422, JSON.stringify([wrong, refused.body]))
  }
  assert.equal((await ask('PUT', path, said(), { role: 'caseworker' })).status, 403)
  assert.equal((await ask('PUT', path, said())).status, 200)
  // One a year.
  assert.notEqual((await ask('PUT', `estimates/${newId()}`, said({ title: 'Another' }))).status, 200)
  const { undetected } = (await ask<SdgReturn>('GET', 'returns/sdg?year=2025')).body
  assert.deepEqual(undetected, {
    title: 'Four lists',
    estimate: { persons: 5_000, rate: '100.00' },
    low: { persons: 4_000, rate: '80.00' },
    high: { persons: 7_500, rate: '150.00' },
    method: 'm',
    assumes: 'a',
    source: null,
  })
  assert.equal((await ask<SdgReturn>('GET', 'returns/sdg?year=2024')).body.undetected, null)
})

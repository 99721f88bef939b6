import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fixedClock, newId, ok, unwrap, type Json } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { FigureTableView, FigureView } from '../contract/figures.ts'
import type { CollectedReturn, GlotipReturn, SdgReturn } from '../contract/returns.ts'
import { FIELD_CODES, FIELDS, MISSING, STATUSES } from '../domain/canon.ts'
import { scopeOf } from './context.ts'
import { inventRegister } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { codesWithoutCounterpart } from './examine.ts'
import { forgetPersons, keepFile, rebuildRecord } from './keep-record.ts'
import { publishFigures } from './publish-figures.ts'
import {
  ask,
  context,
  db,
  fileOf,
  label,
  module,
  owner,
  principal,
  QUERY,
  record,
  state,
} from './testing/figures-stage.ts'

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
      state.files = first
      for (const { fileId } of first.toReversed()) await keepFile(context, fileId)
      state.files = [...first, ...then]
      for (const { fileId } of [...then, ...then]) await keepFile(context, fileId)
      const kept = await record()
      await rebuildRecord(context)
      assert.deepEqual(await record(), kept)
      await sql`delete from statistics.person`.execute(owner)
      await rebuildRecord(context)
      const rebuilt = await record()
      assert.deepEqual(rebuilt, kept)
      assert.equal(rebuilt.length, new Set(state.files.map(({ personId }) => personId)).size)
      for (const row of rebuilt) {
        assert.ok(STATUSES.some((status) => status === row['status']))
        for (const field of FIELDS) {
          if (field === 'border') continue
          if (field === 'area') {
            assert.equal(row[field], 'north')
            continue
          }
          const said = String(row[field])
          assert.ok([...FIELD_CODES[field], ...MISSING].includes(said), `${field}: ${said}`)
        }
        // As they were said: an id may have any few digits.
        assert.doesNotMatch(JSON.stringify(row), /Amina|\+996|Мира|19880412/)
      }
      state.files = []
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
    'area',
    'border',
    'channel',
    'citizenship',
    'coded_with',
    'country',
    'form',
    'form_detail',
    'id',
    'lists',
    'person_id',
    'sex',
    'source',
    'status',
    'year',
  ])
  await assert.rejects(
    sql`insert into statistics.person values (gen_random_uuid(), 'DL', 'files', 2026, 'identified', 'Amina Haddad', 'adult',
      'unknown', 'unknown', 'unknown', 'ngo', 'self', 'v', 'north', 'ngo')`.execute(owner),
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
  state.files = [
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
  const of = (at: number, field: string) => rows.get(state.files[at]!.personId)?.[field]
  assert.deepEqual(
    state.files.slice(0, 5).map((_, at) => of(at, 'sex')),
    ['not_asked', 'not_known', 'declined', 'not_applicable', 'withheld'],
  )
  assert.deepEqual([of(5, 'age'), of(6, 'age')], ['doubt', 'doubt'])
  assert.deepEqual([of(7, 'form'), of(7, 'form_detail')], ['uncoded', 'uncoded'])
  assert.deepEqual([of(8, 'form'), of(8, 'form_detail')], ['other_forms', 'sex_and_labour'])
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
  const { personId, fileId } = state.files[0]!
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
  const before = state.files
  state.files = [file]
  const seen: { reads: number; erasing: Promise<unknown> } = { reads: 0, erasing: Promise.resolve() }
  const waits = async () =>
    (await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(owner)).rows.length > 0
  await keepFile(
    {
      ...context,
      countable: {
        ...context.countable,
        ofFile: async (trx, fileId) => {
          const found = await context.countable.ofFile(trx, fileId)
          if (++seen.reads < 2) return found
          // The job has read the file for the last time; now it is erased.
          const erased = { already: false }
          seen.erasing = inScope(db, systemScope('DL'), async (erasing) => {
            state.files = []
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
  await seen.erasing
  state.files = before
  assert.equal(seen.reads, 2)
  assert.ok(!(await record()).some(({ person_id: id }) => id === file.personId))
})

test('figures come for those who work with them alone, the same however often they are asked for, and the file says what the screen says', async () => {
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      const years = inventRegister(2026, FIELD_CODES.channel, 6000, ['north', 'coast']).filter(
        ({ year }) => year === 2023 || year === 2025,
      )
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
  assert.ok(first.body.cells.flat().every((shown) => /^(<10|0-\d+)$/.test(shown) || Number(shown) % 10 === 0))
  const file = await ask('POST', 'figures/export', { query: QUERY, format: 'csv', language: 'en' })
  const lines = file.raw.toString('utf8').trim().split('\r\n')
  const cells = lines
    .slice(-first.body.rows.length - 1)
    .map((line) => line.split(',').map((cell) => cell.replaceAll(/^"'?|"$/g, '')))
  const width = first.body.cells[0]!.length
  assert.deepEqual(
    cells.map((line) => line.slice(1, 1 + width)),
    first.body.cells,
  )
  // How far each may be off stands in the file as it does on the screen.
  assert.deepEqual(
    cells.map((line) => line.slice(-width).map(Number)),
    first.body.within,
  )
  const asked = { ...QUERY, years: [2025], sexes: ['female'] }
  const words = {
    title: 'Victims identified: 2025, female',
    definition: 'Each person once',
    'cover.filters': 'Conditions',
  }
  const covered = await ask('POST', 'figures/export', { query: asked, format: 'csv', language: 'en', words })
  const cover = covered.raw
    .toString('utf8')
    .split('\r\n')
    .filter((line) => line.includes('# '))
  for (const said of ['Victims identified: 2025, female', 'Each person once', '2025', 'female', '2026-11-20', '± '])
    assert.ok(
      cover.some((line) => line.includes(said)),
      `${said} stands on the cover: ${cover.join(' / ')}`,
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
  // No more places than the figure bears: 9 of 5,000,000 are 0.18 for each 100,000.
  assert.equal(sdg.rows[0]!.value, ((Number(whole.value) / 5_000_000) * 100_000).toFixed(1))
  assert.ok(Number(sdg.rows[0]!.low) <= Number(whole.low) / 50 && Number(whole.high) / 50 <= Number(sdg.rows[0]!.high))
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

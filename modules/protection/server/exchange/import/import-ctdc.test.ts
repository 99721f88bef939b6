import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { readInScope, systemScope, type Scope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { importCtdc } from './import-ctdc.ts'
import { importTestContext } from './testing.ts'
import { undoImport } from './undo-import.ts'

const { db } = await testDatabase()
const context = importTestContext(db)
const folder = mkdtempSync(join(tmpdir(), 'gloact-ctdc-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const published = resolve(import.meta.dirname, '../../../../../../shared/data/ctdc')
const sample = join(published, 'ctdc_kanon_2020_raw_format_sample.csv')
const wide = join(published, 'ctdc_kanon_2021-07-15_cases_wide.csv')
const skip = existsSync(published) ? false : 'the published CTDC files are not on this machine (see docs)'

const as = (roles: string, country = 'DL'): Scope => ({
  ...systemScope(country),
  'app.row_scope': 'none',
  'app.roles': roles,
})
const count = async (scope: Scope = systemScope('DL')): Promise<number> => {
  const row = await readInScope(db, scope, (trx) =>
    trx
      .selectFrom('protection.historical_case')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('superseded_by', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  return Number(row['n'])
}

const WIDE_COLUMNS =
  'caseNo,yearOfRegistration,Datasource,gender,ageBroad,majorityStatus,majorityStatusAtExploit,majorityEntry,citizenship,CountryOfExploitation,meansOfControlDebtBondage,meansOfControlTakesEarnings,meansOfControlRestrictsFinancialAccess,meansOfControlThreats,meansOfControlPsychologicalAbuse,meansOfControlPhysicalAbuse,meansOfControlSexualAbuse,meansOfControlFalsePromises,meansOfControlPsychoactiveSubstances,meansOfControlRestrictsMovement,meansOfControlRestrictsMedicalCare,meansOfControlExcessiveWorkingHours,meansOfControlUsesChildren,meansOfControlThreatOfLawEnforcement,meansOfControlWithholdsNecessities,meansOfControlWithholdsDocuments,meansOfControlOther,meansOfControlNotSpecified,isForcedLabour,isSexualExploit,isOtherExploit,isSexAndLabour,isForcedMarriage,isSlaveryAndPractices,typeOfLabourAgriculture,typeOfLabourAquafarming,typeOfLabourBegging,typeOfLabourConstruction,typeOfLabourDomesticWork,typeOfLabourHospitality,typeOfLabourIllicitActivities,typeOfLabourManufacturing,typeOfLabourPeddling,typeOfLabourTransportation,typeOfLabourOther,typeOfLabourNotSpecified,typeOfSexProstitution,typeOfSexPornography,typeOfSexRemoteInteractiveServices,typeOfSexPrivateSexualServices,isAbduction,recruiterRelationIntimatePartner,recruiterRelationFriend,recruiterRelationFamily,recruiterRelationOther,recruiterRelationUnknown'

/** A wide file of invented cases: each gives the values of some columns, the rest is blank. */
function wideFile(name: string, cases: readonly Record<string, string>[]): string {
  const columns = WIDE_COLUMNS.split(',')
  const lines = cases.map((values) => columns.map((column) => values[column] ?? '').join(','))
  const path = join(folder, name)
  writeFileSync(path, `${[WIDE_COLUMNS, ...lines].join('\n')}\n`)
  return path
}

const firstCases: readonly Record<string, string>[] = [
  { caseNo: '1', yearOfRegistration: '2019', citizenship: 'NA', isForcedLabour: '1' },
  { caseNo: '2', yearOfRegistration: '2020', citizenship: 'KG', isSexualExploit: '1' },
]

test('a row that comes again is not imported twice, one that changed is updated, and each batch is undone by itself', async () => {
  const first = unwrap(await importCtdc(context, { from: wideFile('a.csv', firstCases) }))
  assert.deepEqual(
    { ...first, batch: null },
    { read: 2, imported: 2, updated: 0, unchanged: 0, rejected: 0, batch: null },
  )

  const again = unwrap(await importCtdc(context, { from: wideFile('copy-of-a.csv', firstCases) }))
  assert.deepEqual([again.imported, again.updated, again.unchanged], [0, 0, 2])

  const changed = [{ ...firstCases[0]!, citizenship: 'ZA' }, firstCases[1]!]
  const second = unwrap(await importCtdc(context, { from: wideFile('b.csv', changed) }))
  assert.deepEqual([second.imported, second.updated, second.unchanged], [0, 1, 1])
  const citizenships = () =>
    readInScope(db, systemScope('DL'), (trx) =>
      trx
        .selectFrom('protection.historical_case')
        .select('citizenship')
        .where('superseded_by', 'is', null)
        .orderBy('citizenship')
        .execute(),
    )
  assert.deepEqual(await citizenships(), [{ citizenship: 'KG' }, { citizenship: 'ZA' }])

  unwrap(await undoImport(context, second.batch!))
  assert.deepEqual(await citizenships(), [{ citizenship: 'KG' }, { citizenship: 'NA' }])
  assert.deepEqual(await undoImport(context, second.batch!), {
    ok: false,
    error: { code: 'protection.import_already_undone' },
  })
  assert.equal(unwrap(await undoImport(context, first.batch!)).undone, 2)
  assert.equal(await count(), 0)
})

test('undoing the batch in the middle leaves the newest version in place, and the oldest behind it', async () => {
  const version = (citizenship: string) => [{ caseNo: '7', citizenship, isForcedLabour: '1' }]
  const batches: string[] = []
  for (const citizenship of ['KG', 'KZ', 'UZ']) {
    batches.push(unwrap(await importCtdc(context, { from: wideFile('v.csv', version(citizenship)) })).batch!)
  }
  unwrap(await undoImport(context, batches[1]!))
  assert.equal(await count(), 1)
  unwrap(await undoImport(context, batches[2]!))
  const rows = await readInScope(db, systemScope('DL'), (trx) =>
    trx.selectFrom('protection.historical_case').select(['citizenship', 'superseded_by']).execute(),
  )
  assert.deepEqual(rows, [{ citizenship: 'KG', superseded_by: null }])
  unwrap(await undoImport(context, batches[0]!))
})

test('a dry run counts what would happen and writes nothing', async () => {
  const path = wideFile('dry.csv', firstCases)
  const dry = unwrap(await importCtdc(context, { from: path, dryRun: true }))
  assert.deepEqual([dry.imported, dry.batch], [2, null])
  assert.equal(await count(), 0)
})

test('a row with a wrong value is told in the rejects file, which nobody else can read, and the rest is imported', async () => {
  const path = wideFile('bad.csv', [
    { caseNo: '1', citizenship: 'Atlantis', ageBroad: '=1+1' },
    { caseNo: '2', citizenship: 'KG' },
  ])
  const rejectsPath = join(folder, 'rejects.csv')
  const result = unwrap(await importCtdc(context, { from: path, rejectsPath }))
  assert.deepEqual([result.read, result.imported, result.rejected], [2, 1, 1])
  assert.equal(
    readFileSync(rejectsPath, 'utf8'),
    "\uFEFFrow,column,value,reason\r\n2,ageBroad,'=1+1,unknown_value\r\n2,citizenship,ATLANTIS,unknown_value\r\n",
  )
  assert.equal(statSync(rejectsPath).mode & 0o777, 0o600)
  unwrap(await undoImport(context, result.batch!))
})

test('a file of another kind is refused and leaves nothing', async () => {
  const path = join(folder, 'other.csv')
  writeFileSync(path, 'a,b\n1,2\n')
  const refused = await importCtdc(context, { from: path })
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.import_unknown_layout')
  const missing = await importCtdc(context, { from: join(folder, 'not-there.csv') })
  assert.equal(missing.ok ? '' : missing.error.code, 'protection.import_not_found')
  const source = wideFile('kept.csv', firstCases)
  for (const rejectsPath of [source, join(folder, 'no-such-folder', 'rejects.csv')]) {
    const unwritable = await importCtdc(context, { from: source, rejectsPath })
    assert.equal(unwritable.ok ? '' : unwritable.error.code, 'protection.import_rejects_not_writable')
  }
  assert.match(readFileSync(source, 'utf8'), /^caseNo/)
})

test('figures are seen by coordinators, analysts and supervisors of the country, and by nobody else', async () => {
  const { batch } = unwrap(await importCtdc(context, { from: wideFile('seen.csv', firstCases) }))
  for (const role of ['national_coordinator', 'analyst', 'supervisor']) assert.equal(await count(as(role)), 2)
  for (const role of ['caseworker', 'frontline_worker', 'administrator', 'data_protection_officer', '']) {
    assert.equal(await count(as(role)), 0, role)
  }
  assert.equal(await count(as('analyst', 'KG')), 0)
  unwrap(await undoImport(context, batch!))
})

test(
  'the published 63-column sample loads: rows that are alike are cases of their own, and load once',
  { skip },
  async () => {
    const first = unwrap(await importCtdc(context, { from: sample }))
    assert.deepEqual([first.read, first.imported, first.rejected], [15, 15, 0])
    const again = unwrap(await importCtdc(context, { from: sample }))
    assert.deepEqual([again.imported, again.unchanged], [0, 15])
    assert.equal(await count(), 15)
    unwrap(await undoImport(context, first.batch!))
  },
)

test('97,750 cases load in one go, twice gives no duplicate, and one command takes them out', { skip }, async () => {
  const first = unwrap(await importCtdc(context, { from: wide }))
  assert.deepEqual([first.read, first.imported, first.rejected], [97_750, 97_750, 0])
  const again = unwrap(await importCtdc(context, { from: wide }))
  assert.deepEqual([again.imported, again.updated, again.unchanged], [0, 0, 97_750])
  const [figures] = await readInScope(db, as('analyst'), (trx) =>
    trx
      .selectFrom('protection.historical_case')
      .select((eb) => [
        eb.fn.countAll().filterWhere('citizenship', '=', 'NA').as('namibia'),
        eb.fn.countAll().filterWhere('citizenship', 'is', null).as('not_known'),
        eb.fn.countAll().filterWhere('gender', '=', 'Feminine').as('feminine'),
      ])
      .execute(),
  )
  // Counted by hand in the file: 44,460 blanks, and not one of them a Namibian.
  assert.deepEqual(figures, { namibia: 0, not_known: 44_460, feminine: 68_083 })
  assert.equal(unwrap(await undoImport(context, first.batch!)).undone, 97_750)
  assert.equal(await count(), 0)
})

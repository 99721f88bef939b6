import assert from 'node:assert/strict'
import { test } from 'node:test'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import type { HandlerInput } from '@gloact/http/contract'
import { newId, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { exportCaseFiles as contract } from '../../contract/lists/file-list.ts'
import { LIST_SORTS, SORT_DIRECTIONS } from '../../domain/lists/file-list.ts'
import { exportCaseFiles } from '../exchange/export/export-files.ts'
import { listCaseFiles } from './list-case-files.ts'
import { addTag, listTags } from './file-tags.ts'
import { sealNames } from '../search/sealed-names.ts'
import { listViews, preferList, removeView, saveView } from './saved-views.ts'
import { act, identityAnswers, opening, protectionStage, STAFF, TEAM } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'
import { tablesNaming } from '../testing/tables-naming.ts'

const stage = await protectionStage()
const { context } = stage
const on = stepsOn(context)
const { supervisor, caseworker, colleague, otherTeam, stranger, authority, analyst } = STAFF

const FORMULA = '=HYPERLINK("http://x.example")'
for (const given of ['Aizada', 'Bermet', FORMULA, 'Dinara', 'Elnura']) {
  await on.open(caseworker, [
    opening('child', { teamId: TEAM, assignedTo: caseworker.userId }),
    identityAnswers([{ given }], { birth_date: { value: '2011-05-02' } }),
  ])
}
await on.open(stranger, [opening('child', { teamId: null })])

type Asked = HandlerInput<typeof contract>['body']
const asked = (more: Partial<Asked> = {}): Asked => ({
  filter: {},
  sort: 'number',
  direction: 'ascending',
  columns: ['number', 'stage', 'who'],
  identifying: [],
  purpose: null,
  format: 'csv',
  language: 'en',
  words: { 'column.number': 'File', [caseworker.userId]: '@Asel' },
  ...more,
})

async function bytesOf(by: Principal, more: Partial<Asked> = {}): Promise<Buffer> {
  const { stream } = unwrap(await exportCaseFiles(context, by, asked(more)))
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

const linesOf = async (by: Principal, more: Partial<Asked> = {}) =>
  (await bytesOf(by, more)).toString().replace('\uFEFF', '').trim().split('\r\n')

const lastAudit = async (action: string) =>
  (await stage.owner
    .selectFrom('audit.entry')
    .selectAll()
    .where('action', '=', action)
    .orderBy('sequence', 'desc')
    .executeTakeFirstOrThrow()) as {
    readonly purpose: string | null
    readonly detail: { readonly count: number; readonly columns: readonly string[] }
  }

test('a list that is sorted any way, a page at a time, meets every file once and in order', async () => {
  for (const sort of LIST_SORTS) {
    for (const direction of SORT_DIRECTIONS) {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = unwrap(await listCaseFiles(context, supervisor, { sort, direction, cursor, limit: 2 }))
        ids.push(...page.items.map(({ id }) => id))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      assert.equal(new Set(ids).size, 5, `${sort} ${direction}`)
      const whole = unwrap(await listCaseFiles(context, supervisor, { sort, direction, limit: 200 }))
      assert.deepEqual(
        ids,
        whole.items.map(({ id }) => id),
      )
    }
  }
})

test('a cursor of another sorting, or none of ours, is refused and not guessed at', async () => {
  const { next } = unwrap(await listCaseFiles(context, supervisor, { limit: 2 }))
  const forged = Buffer.from(JSON.stringify(['changed', 'descending', "x'; drop table x", newId()])).toString(
    'base64url',
  )
  for (const cursor of [next!, forged, 'nonsense']) {
    const sort = cursor === next ? 'number' : 'changed'
    const page = await listCaseFiles(context, supervisor, { cursor, sort, limit: 2 })
    assert.equal(page.ok, false)
  }
})

test('days are those of the country: a file changed today is among those changed until today', async () => {
  const count = async (filter: object) =>
    unwrap(await listCaseFiles(context, supervisor, { ...filter, limit: 50 })).items.length
  const day = (text: string) => text as never
  assert.equal(await count({ changedFrom: day('2026-11-24'), changedTo: day('2026-11-24') }), 5)
  assert.equal(await count({ changedTo: day('2026-11-23') }), 0)
  assert.equal(await count({ openedFrom: day('2026-11-25') }), 0)
})

test('an export holds exactly the files that the list shows, says who made it, and is recorded without a value', async () => {
  const lines = await linesOf(supervisor)
  assert.equal(lines.length, 4 + 1 + 5)
  assert.match(lines[0]!, /^"# exported_by","Person 15, Agency a1"$/)
  assert.equal(lines[4], '"File","stage","who"')
  const entry = await lastAudit('file.exported')
  assert.deepEqual([entry.detail.count, entry.detail.columns], [5, ['number', 'stage', 'who']])
  assert.equal((await linesOf(otherTeam)).length, 5)
})

test('what a spreadsheet would take for a formula is neutralised, no matter who wrote it', async () => {
  const csv = await linesOf(supervisor, { columns: ['who'], identifying: ['name'], purpose: 'supervise' })
  assert.ok(csv.slice(5).every((line) => line.startsWith(`"'@Asel"`)))
  assert.ok(csv.some((line) => line.includes(`"'=HYPERLINK(""http://x.example"")"`)))
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(
    (await bytesOf(supervisor, { format: 'xlsx', identifying: ['name'], purpose: 'supervise' })) as never,
  )
  const sheet = workbook.worksheets[1]!
  sheet.eachRow((row) => row.eachCell((cell) => assert.equal(cell.type, exceljs.ValueType.String)))
  assert.equal(sheet.rowCount, 6)
})

test('a workbook in Arabic runs from right to left, with a cover that says what it is for', async () => {
  const workbook = new exceljs.Workbook()
  const words = { 'sheet.about': 'عن هذا الملف', 'purpose.supervise': 'الإشراف' }
  await workbook.xlsx.load(
    (await bytesOf(supervisor, { format: 'xlsx', language: 'ar', purpose: 'supervise', words })) as never,
  )
  const [cover, sheet] = workbook.worksheets
  assert.equal(cover?.name, 'عن هذا الملف')
  assert.equal(cover?.getCell('B3').value, 'الإشراف')
  assert.equal(sheet?.views[0]?.rightToLeft, true)
})

test('names leave only for a purpose, which stands beside every file that they were read from', async () => {
  const opened = () =>
    stage.owner
      .selectFrom('audit.entry')
      .select('id')
      .where('action', '=', 'file.identity_opened')
      .where('purpose', '=', 'contact_person')
      .execute()
  const lines = await linesOf(caseworker, { identifying: ['name', 'birth_date'], purpose: 'contact_person' })
  assert.ok(lines.some((line) => line.includes('"Aizada","2011-05-02"')))
  assert.equal((await opened()).length, 5)
  assert.equal((await lastAudit('file.exported')).purpose, 'contact_person')
})

const bodyOf = contract.body!

test('no list with names is taken out for somebody else: that goes file by file, by consent', () => {
  for (const purpose of ['handover_agency', 'court_or_authority', null]) {
    const body = bodyOf.safeParse({ ...asked(), identifying: ['name'], purpose })
    assert.equal(body.success, false, String(purpose))
  }
  assert.ok(bodyOf.safeParse(asked({ identifying: ['name'], purpose: 'supervise' })).success)
})

test('of a file that another agency shared no name leaves, and who sees no files exports none', async () => {
  const shared = await on.adultFile(caseworker)
  unwrap(
    await on.record(
      caseworker,
      shared,
      act('identification_requested', {
        kind: 'reasonable_grounds',
        bodyAgencyId: authority.agencyId,
        requestedOn: '2026-11-24' as never,
      }),
    ),
  )
  const lines = await linesOf(authority, { columns: ['number'], identifying: ['name'], purpose: 'contact_person' })
  assert.equal(lines.length, 6)
  assert.ok(lines[5]?.endsWith(',""'))
  const refused = await exportCaseFiles(context, analyst, asked())
  assert.equal(refused.ok ? 'made' : refused.error.code, 'protection.not_allowed')
})

test('a cursor that somebody made up asks the database for nothing that it cannot read', async () => {
  const madeUp = (sort: string, value: string) =>
    Buffer.from(JSON.stringify([sort, 'ascending', value, newId()])).toString('base64url')
  for (const [sort, value] of [
    ['opened', '2026-99-99'],
    ['opened', '0000-01-01'],
    ['changed', '2026-11-24 99:99:99'],
    ['changed', '2026-11-24 10:00:00+99'],
    ['changed', '2026-02-30 10:00:00+00'],
    ['deadline', '9999-99-31 10:00:00.1+00'],
    ['stage', '-1'],
  ] as const) {
    const asked = { sort, direction: 'ascending', cursor: madeUp(sort, value), limit: 2 } as const
    const page = await listCaseFiles(context, supervisor, asked)
    assert.equal(page.ok, false, value)
  }
})

test('a view that was kept with a day at the end of the calendar is shown without it, and the rest of it stands', async () => {
  const viewId = newId<'view'>()
  const kept = { sort: 'changed' as const, direction: 'ascending' as const, columns: ['number' as const] }
  unwrap(
    await saveView(context, caseworker, viewId, { name: 'Kept', teamId: null, filter: { overdue: 'true' }, ...kept }),
  )
  await sql`update protection.saved_view set filters = '{"overdue":"true","changedTo":"9999-12-31","older":"1"}'
    where id = ${viewId}`.execute(stage.owner)
  const { items } = await listViews(context, caseworker)
  assert.deepEqual(items.find(({ id }) => id === viewId)?.filter, { overdue: 'true' })
  unwrap(await removeView(context, caseworker, viewId))
})

test('a view is its owner’s, shared with a team or not, and only the owner changes it', async () => {
  const view = (name: string, teamId: string | null = null) => ({
    name,
    teamId,
    filter: { overdue: 'true' as const },
    sort: 'deadline' as const,
    direction: 'ascending' as const,
    columns: ['number' as const, 'deadline' as const],
  })
  const [own, shared] = [newId<'view'>(), newId<'view'>()]
  unwrap(await saveView(context, caseworker, own, view('Mine')))
  unwrap(await saveView(context, caseworker, shared, view('Overdue in our team', TEAM)))
  const seenBy = async (by: Principal) => (await listViews(context, by)).items.map(({ name }) => name)
  assert.deepEqual(await seenBy(caseworker), ['Mine', 'Overdue in our team'])
  assert.deepEqual(await seenBy(colleague), ['Overdue in our team'])
  assert.deepEqual(await seenBy(otherTeam), [])
  assert.deepEqual(await seenBy(stranger), [])
  const stolen = await saveView(context, colleague, shared, view('Taken'))
  assert.equal(stolen.ok ? 'saved' : stolen.error.code, 'protection.view_unknown')
  const foreign = await saveView(context, otherTeam, newId(), view('Theirs', TEAM))
  assert.equal(foreign.ok ? 'saved' : foreign.error.code, 'protection.assignee_unknown')
  assert.equal((await removeView(context, colleague, shared)).ok, false)
  unwrap(await preferList(context, colleague, { defaultView: shared, columns: ['number', 'tags'] }))
  assert.deepEqual(await listViews(context, colleague).then(({ defaultView, columns }) => [defaultView, columns]), [
    shared,
    ['number', 'tags'],
  ])
  unwrap(await removeView(context, caseworker, shared))
  assert.equal((await listViews(context, colleague)).defaultView, null)
})

test('the name of a list is refused where it leads to a person, and is sealed; so are those of tags, and both that lay open before', async () => {
  const view = (name: string) => ({
    name,
    teamId: null,
    filter: {},
    sort: 'changed' as const,
    direction: 'descending' as const,
    columns: ['number' as const],
  })
  const { number } = unwrap(await listCaseFiles(context, caseworker, { limit: 1 })).items[0]!
  for (const name of [`Look at ${number}`, 'Call 065 123 45 67']) {
    const saved = await saveView(context, caseworker, newId(), view(name))
    assert.equal(saved.ok ? 'saved' : saved.error.code, 'protection.view_says_who')
  }
  const name = 'Quiet harbour list'
  unwrap(await saveView(context, caseworker, newId(), view(name)))
  assert.deepEqual(await tablesNaming(stage.owner, name), [])
  const tag = { id: newId(), ofCountry: false, names: { en: 'Quiet harbour tag' } }
  unwrap(await addTag(context, supervisor, tag))
  assert.deepEqual(await tablesNaming(stage.owner, tag.names.en), [])
  const again = await addTag(context, supervisor, { ...tag, id: newId() })
  assert.equal(again.ok ? 'added' : again.error.code, 'protection.tag_name_taken')

  // As an earlier version left them.
  await sql`update protection.saved_view set name = ${name}, sealed_name = null`.execute(stage.owner)
  await sql`update protection.tag set names = ${JSON.stringify(tag.names)}::jsonb, sealed_names = null`.execute(
    stage.owner,
  )
  const shown = async () => ({
    views: (await listViews(context, caseworker)).items.map((each) => each.name),
    tags: (await listTags(context, supervisor)).items.map(({ names }) => names),
  })
  const before = await shown()
  assert.ok(before.views.length > 0 && before.views.every((each) => each === name))
  assert.deepEqual(before.tags, [tag.names])
  await sealNames(context)
  assert.deepEqual(await tablesNaming(stage.owner, 'Quiet harbour'), [])
  assert.deepEqual(await shown(), before)
})

test('the days of an export are the country’s: half past midnight there is the next day, whatever it is in UTC', async () => {
  stage.clock.set('2026-11-24T21:30:00Z')
  const fileId = await on.open(caseworker, [opening('child', { teamId: TEAM })])
  const { number } = await on.read(caseworker, fileId)
  const lines = await linesOf(supervisor, { columns: ['number', 'changed', 'opened'] })
  assert.equal(
    lines.find((line) => line.includes(number)),
    `"${number}","2026-11-25","2026-11-24"`,
  )
})

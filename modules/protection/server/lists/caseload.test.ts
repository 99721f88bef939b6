import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, newId, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { act, opening, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'
import { addTag, editTag, listTags } from './file-tags.ts'
import { handOverFiles } from './hand-over-files.ts'
import { countCaseFiles, listCaseFiles } from './list-case-files.ts'
import { listCaseloads, readCaseload } from './read-caseload.ts'
import { recordOnFiles } from '../file/record-on-files.ts'

const stage = await protectionStage()
const { context } = stage
const on = stepsOn(context)
const { supervisor, caseworker, colleague, otherTeam, stranger, administrator } = STAFF

const child = (by: Principal, assignedTo: string | null = by.userId) =>
  on.open(by, [opening('child', { teamId: TEAM, assignedTo })])

const tag = async (by: Principal, name: string, ofCountry = false) => {
  const id = newId<'tag'>()
  return unwrap(await addTag(context, by, { id, ofCountry, names: { en: name } })).id
}

const many = (by: Principal, ...items: { readonly fileId: string; readonly action: ReturnType<typeof act> }[]) =>
  recordOnFiles(context, by, { items }).then((result) => unwrap(result).items)

const over = (
  to: string | null,
  fileId: string,
  more: { audiences?: Record<string, string | null>; note?: string } = {},
) => ({
  fileId,
  to,
  audiences: (more.audiences ?? {}) as never,
  note: more.note ?? null,
})

const handOver = async (...items: ReturnType<typeof over>[]) =>
  unwrap(await handOverFiles(context, supervisor, caseworker.userId, { reasons: 'Leaves on Friday.', items })).items

test('many files are worked on each by itself: what fails with one leaves the others as they are', async () => {
  const [first, second] = [await child(caseworker), await child(caseworker)]
  const foreign = await on.open(stranger, [opening('child', { teamId: null })])
  const give = (fileId: string) => ({ fileId, action: act('assigned', { teamId: TEAM, userId: colleague.userId }) })
  const items = [give(first), give(foreign), give(second)]
  const outcomes = await many(supervisor, ...items)
  assert.deepEqual(
    outcomes.map(({ state, code }) => [state, code]),
    [
      ['done', null],
      ['failed', 'protection.not_found'],
      ['done', null],
    ],
  )
  assert.equal((await on.read(supervisor, second)).assignedTo, colleague.userId)
  // Sent again: what was done is recorded once.
  assert.deepEqual(
    (await many(supervisor, ...items)).map(({ state }) => state),
    ['already', 'failed', 'already'],
  )
})

test('who may not assign one file may not assign many', async () => {
  const file = await child(caseworker)
  const [outcome] = await many(caseworker, {
    fileId: file,
    action: act('assigned', { teamId: TEAM, userId: colleague.userId }),
  })
  assert.equal(outcome?.code, 'protection.not_allowed')
})

test('a file carries tags of its agency and its country, in use; they narrow the list', async () => {
  const file = await child(caseworker)
  const [court, hotline] = [await tag(supervisor, 'Court this month'), await tag(administrator, 'Hotline', true)]
  const record = (by: Principal, add: readonly string[], remove: readonly string[] = []) =>
    many(by, { fileId: file, action: act('tagged', { add, remove }) }).then(([outcome]) => outcome?.code ?? 'done')
  assert.equal(await record(caseworker, [court, hotline]), 'done')
  assert.deepEqual((await on.read(caseworker, file)).tags, [court, hotline].toSorted())
  const listed = unwrap(await listCaseFiles(context, caseworker, { tag: court, limit: 50 }))
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [file],
  )
  assert.equal(await record(caseworker, [], [court]), 'done')
  assert.deepEqual((await on.read(caseworker, file)).tags, [hotline])

  const foreign = unwrap(
    await addTag(context, stranger, { id: newId<'tag'>(), ofCountry: false, names: { en: 'Theirs' } }),
  )
  assert.equal(await record(caseworker, [foreign.id]), 'protection.tag_unknown')
  unwrap(await editTag(context, supervisor, court, { names: { en: 'Court this month' }, active: false }, 1))
  assert.equal(await record(caseworker, [court]), 'protection.tag_unknown')
})

test("an agency's tags are its supervisors' and administrators', the country's its administrators'; no two have one name", async () => {
  const names = { en: 'Needs interpreter' }
  const add = async (by: Principal, ofCountry: boolean, given: Record<string, string> = names) => {
    const result = await addTag(context, by, { id: newId<'tag'>(), ofCountry, names: given })
    return result.ok ? 'added' : result.error.code
  }
  assert.equal(await add(caseworker, false), 'protection.not_allowed')
  assert.equal(await add(supervisor, true), 'protection.not_allowed')
  assert.equal(await add(supervisor, false), 'added')
  assert.equal(await add(supervisor, false, { en: ' needs INTERPRETER ' }), 'protection.tag_name_taken')
  // Another agency neither sees it nor is kept from the name.
  assert.equal(await add(stranger, false), 'added')
  const countrys = await tag(administrator, 'Of the country', true)
  const change = await editTag(context, supervisor, countrys, { names: { en: 'Mine' }, active: true }, 1)
  assert.equal(change.ok ? 'changed' : change.error.code, 'protection.not_allowed')
  const stale = await editTag(context, administrator, countrys, { names: { en: 'Other' }, active: true }, 9)
  assert.equal(stale.ok ? 'changed' : stale.error.code, 'protection.changed_meanwhile')
  assert.equal((await listTags(context, caseworker)).mayManage, false)
})

test('everything that fits a filter can be counted and taken up, within what one sees', async () => {
  const marked = await tag(supervisor, `Count ${newId()}`)
  const files = await Promise.all([child(caseworker), child(caseworker), child(colleague)])
  await many(supervisor, ...files.map((fileId) => ({ fileId, action: act('tagged', { add: [marked], remove: [] }) })))
  const count = (by: Principal) => countCaseFiles(context, by, { filter: { tag: marked }, ids: 100 }).then(unwrap)
  assert.deepEqual((await count(supervisor)).ids.toSorted(), files.toSorted())
  assert.deepEqual(await count(otherTeam), { count: 0, ids: [] })
})

test('a caseload is shown to a supervisor of the agency alone', async () => {
  const file = await child(caseworker)
  const load = unwrap(await readCaseload(context, supervisor, caseworker.userId))
  assert.ok(load.files.some(({ id }) => id === file))
  assert.equal(load.open, load.files.length)
  const asked = await readCaseload(context, colleague, caseworker.userId)
  assert.equal(asked.ok ? 'shown' : asked.error.code, 'protection.not_allowed')
  const elsewhere = unwrap(await readCaseload(context, stranger, caseworker.userId))
  assert.deepEqual([elsewhere.open, elsewhere.files, elsewhere.named], [0, [], []])
})

test('what each has in hand is counted from the files, for a supervisor of the agency alone', async () => {
  const gone = STAFF.frontline
  const counts = async (by: Principal) =>
    unwrap(await listCaseloads(context, by)).items.find(({ userId }) => userId === gone.userId)
  assert.equal(await counts(supervisor), undefined, 'who has nothing is not in it')
  const [file] = [await child(gone), await child(gone)]
  const medical = act('audience_set', { audience: 'medical', userIds: [gone.userId, supervisor.userId] })
  unwrap(await on.record(supervisor, file, medical))
  const visit = act('appointment_made', {
    kind: 'police_or_court',
    when: { at: asInstant(`${TODAY}T11:00:00Z`) },
    minutes: 90,
    place: 'The court',
    with: '',
    goingWith: [gone.userId],
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
  })
  unwrap(await on.record(supervisor, file, visit))
  const { open, overdue } = unwrap(await readCaseload(context, supervisor, gone.userId))
  assert.deepEqual(await counts(supervisor), { userId: gone.userId, open: 2, overdue, appointments: 1, named: 1 })
  assert.equal(open, 2)
  assert.equal(await counts(stranger), undefined, 'nothing of another agency')
  const asked = await listCaseloads(context, colleague)
  assert.equal(asked.ok ? 'shown' : asked.error.code, 'protection.not_allowed')
})

test('a file handed over has another hand, a note, and somebody named in place of who leaves', async () => {
  const file = await child(caseworker)
  unwrap(await on.record(caseworker, file, act('audience_set', { audience: 'medical', userIds: [caseworker.userId] })))
  const before = unwrap(await readCaseload(context, supervisor, caseworker.userId))
  assert.deepEqual(
    before.named.filter(({ fileId }) => fileId === file).map(({ audience, others }) => [audience, others]),
    [['medical', []]],
  )
  const item = over(colleague.userId, file, {
    audiences: { medical: colleague.userId },
    note: 'Call her on Mondays only.',
  })
  assert.deepEqual(
    (await handOver(item)).map(({ state }) => state),
    ['done'],
  )
  const after = await on.read(supervisor, file)
  assert.equal(after.assignedTo, colleague.userId)
  assert.deepEqual(after.audiences.medical, [colleague.userId])
  assert.equal(after.notes.at(-1)?.payload.text, 'Call her on Mondays only.')
  const left = unwrap(await readCaseload(context, supervisor, caseworker.userId))
  assert.ok(!left.files.some(({ id }) => id === file) && !left.named.some(({ fileId }) => fileId === file))
  // Sent again: nothing is written twice.
  assert.deepEqual(
    (await handOver(item)).map(({ state }) => state),
    ['already'],
  )
  assert.equal((await on.read(supervisor, file)).version, after.version)
})

test('an audience is never left with nobody, and nobody comes into one unasked', async () => {
  const file = await child(caseworker)
  const name = (...userIds: string[]) => act('audience_set', { audience: 'testimony', userIds })
  unwrap(await on.record(caseworker, file, name(caseworker.userId)))
  assert.deepEqual(
    (await handOver(over(colleague.userId, file, { audiences: { testimony: null } }))).map(({ code }) => code),
    ['protection.audience_empty'],
  )
  // Nothing of it was done: the file is still theirs.
  assert.equal((await on.read(supervisor, file)).assignedTo, caseworker.userId)
  unwrap(await on.record(caseworker, file, name(caseworker.userId, supervisor.userId)))
  // Handed over without a word on the audience, it stays as it was: who receives the file is not named by that.
  await handOver(over(colleague.userId, file))
  assert.deepEqual(
    (await on.read(supervisor, file)).audiences.testimony,
    [caseworker.userId, supervisor.userId].toSorted(),
  )
  await handOver(over(null, file, { audiences: { testimony: null } }))
  assert.deepEqual((await on.read(supervisor, file)).audiences.testimony, [supervisor.userId])
})

test('a file that somebody else took on meanwhile is not taken from them', async () => {
  const file = await child(caseworker)
  unwrap(await on.record(supervisor, file, act('assigned', { teamId: TEAM, userId: otherTeam.userId })))
  assert.deepEqual(
    (await handOver(over(colleague.userId, file))).map(({ code }) => code),
    ['protection.not_in_caseload'],
  )
})

test("another agency's tag is answered as one that is nobody's, and stays as it is: edited, withdrawn, or taken from a file", async () => {
  const theirs = await tag(supervisor, 'Theirs alone')
  const edits = [
    { names: { en: 'Taken over' }, active: true },
    { names: { en: 'Theirs alone' }, active: false },
  ]
  const answers = async (id: string) => {
    const given = []
    for (const body of edits) {
      for (const version of [1, 2, undefined]) {
        const edited = await editTag(context, stranger, id, body, version)
        given.push(edited.ok ? edited.value : edited.error)
      }
    }
    return given
  }
  const guessed = await answers(theirs)
  assert.deepEqual(guessed, await answers(newId<'tag'>()))
  assert.deepEqual(new Set(guessed.map((each) => JSON.stringify(each))), new Set(['{"code":"protection.tag_unknown"}']))
  const there = (await listTags(context, supervisor)).items.find(({ id }) => id === theirs)
  assert.deepEqual([there?.names, there?.active, there?.version], [{ en: 'Theirs alone' }, true, 1])
  assert.ok(!(await listTags(context, stranger)).items.some(({ id }) => id === theirs))

  // On a file of the stranger's own, neither put on nor taken off; on the shelter's file, the file is what is unknown.
  const own = await on.open(stranger, [opening('child', { teamId: null })])
  const file = await child(caseworker)
  unwrap(await on.record(caseworker, file, act('tagged', { add: [theirs], remove: [] })))
  const outcomes = (fileId: string, tagId: string) =>
    many(
      stranger,
      { fileId, action: act('tagged', { add: [tagId], remove: [] }) },
      { fileId, action: act('tagged', { add: [], remove: [tagId] }) },
    ).then((items) => items.map(({ state, code }) => [state, code]))
  assert.deepEqual(await outcomes(own, theirs), await outcomes(own, newId<'tag'>()))
  assert.deepEqual((await on.read(stranger, own)).tags, [])
  const notFound = ['failed', 'protection.not_found']
  assert.deepEqual(await outcomes(file, theirs), [notFound, notFound])
  assert.deepEqual(await outcomes(newId(), theirs), [notFound, notFound])
  assert.deepEqual((await on.read(caseworker, file)).tags, [theirs])
})

test("a supervisor of another agency hands over nobody's files but their own agency's: a guessed one is answered as one that is not", async () => {
  const file = await child(caseworker)
  unwrap(await on.record(caseworker, file, act('audience_set', { audience: 'medical', userIds: [caseworker.userId] })))
  const before = await on.read(supervisor, file)
  const answered = async (fileId: string) => {
    const items = [
      over(stranger.userId, fileId, { note: 'Mine now.' }),
      over(colleague.userId, fileId),
      over(null, fileId, { audiences: { medical: stranger.userId } }),
    ]
    const given = await handOverFiles(context, stranger, caseworker.userId, { reasons: 'Leaves on Friday.', items })
    return unwrap(given).items.map((item) => ({ ...item, fileId: item.fileId === fileId ? 'the file' : item.fileId }))
  }
  const guessed = await answered(file)
  const failed = { fileId: 'the file', number: null, state: 'failed', code: 'protection.not_found' }
  assert.deepEqual(guessed, [failed, failed, failed])
  assert.deepEqual(await answered(newId()), guessed)
  assert.deepEqual(await on.read(supervisor, file), before)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import type { ExclusionGround } from '../../domain/file/exclusions.ts'
import { openInEmergency } from '../emergency/open-in-emergency.ts'
import { listOpenings } from '../emergency/review-openings.ts'
import { tables } from '../file/file-tables.ts'
import { listTimeline } from '../history/list-timeline.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { readCaseFile } from '../reading/read-case-file.ts'
import { searchFiles } from '../search/search-files.ts'
import { act, consent, identityAnswers, opening, protectionStage, STAFF, TEAM } from '../testing/stage.ts'
import { codeOf, stepsOn } from '../testing/steps.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { readNotices } from '../work/read-notices.ts'
import { endExclusion, excludeStaff } from './exclude-staff.ts'
import { listExclusions } from './list-exclusions.ts'

const stage = await protectionStage()
const { context, names } = stage
const on = stepsOn(context)
const { caseworker, colleague, supervisor, childProtection, dataProtection, stranger } = STAFF
const WHY = 'Her brother drove the van that the person describes.'

let count = 0
/** A child's file that the caseworker has, with a name to be found by. */
async function file(path: 'child' | 'adult' = 'child') {
  const family = `Osmonova${String.fromCharCode(97 + (count += 1))}${newId().slice(-4)}`
  const id = await on.open(caseworker, [
    opening(path, { teamId: TEAM, assignedTo: caseworker.userId }),
    ...(path === 'adult' ? [act('consent_recorded', consent())] : []),
    identityAnswers([{ given: 'Gulzada', family }]),
    act('audience_set', { audience: 'testimony', userIds: [caseworker.userId, colleague.userId] }),
  ])
  await names.catchUp()
  return { id, family, number: (await on.read(supervisor, id)).number }
}

const exclude = (
  by: Principal,
  of: { readonly id: string } | { readonly number: string },
  who: Principal,
  more: { readonly id?: string; readonly words?: string; readonly ground?: ExclusionGround } = {},
) =>
  excludeStaff(context, by, {
    id: (more.id ?? newId<'action'>()) as never,
    file: of,
    userId: who.userId,
    ground: more.ground ?? 'alleged_involvement',
    words: more.words ?? WHY,
  })

const end = (by: Principal, exclusionId: string, words = 'It was another person of the same name.') =>
  endExclusion(context, by, exclusionId, { id: newId<'action'>() as never, words })

const listed = async (by: Principal, state: 'in_force' | 'all' = 'in_force', fileId?: string) =>
  unwrap(await listExclusions(context, by, { state, limit: 100, fileId, cursor: undefined })).items

/** Every way by which somebody comes to a file or hears of it. */
async function ways(who: Principal, { id, family, number }: { id: string; family: string; number: string }) {
  await names.catchUp()
  const list = unwrap(await listCaseFiles(context, who, { limit: 100 } as never)).items
  const found = unwrap(await searchFiles(context, who, { text: `Gulzada ${family}` } as never))
  const tasks = await fileTasks(context, who)
  const notices = await readNotices(context, who)
  return {
    read: await codeOf(readCaseFile(context, who, id)),
    history: await codeOf(listTimeline(context, who, id, { limit: 10 } as never)),
    record: await codeOf(
      on.record(who, id, act('note_added', { kind: 'general', text: 'A note.', notedOn: '2026-11-24' as never })),
    ),
    list: list.some((each) => each.id === id),
    search: JSON.stringify(found).includes(id),
    tasks: JSON.stringify(tasks).includes(number),
    notices: JSON.stringify(notices).includes(number),
  }
}

const NOTHING = {
  read: 'protection.not_found',
  history: 'protection.not_found',
  record: 'protection.not_found',
  list: false,
  search: false,
  tasks: false,
  notices: false,
}

test('a member of staff who is said to be involved loses the file at once, on every way to it', async () => {
  const one = await file()
  const before = await ways(caseworker, one)
  assert.equal(before.list && before.search, true, 'it was theirs')
  assert.deepEqual(unwrap(await exclude(supervisor, one, caseworker)), { excluded: true, unassigned: true })
  assert.deepEqual(await ways(caseworker, one), NOTHING)
  assert.equal((await ways(colleague, one)).read, 'recorded', 'and it stays the team’s')
})

test('what was theirs waits for a supervisor, and is given to nobody to whom it is closed', async () => {
  const one = await file()
  unwrap(await exclude(childProtection, one, caseworker))
  const now = await on.read(supervisor, one.id)
  assert.equal(now.assignedTo, null)
  assert.deepEqual(now.audiences.testimony, [colleague.userId])
  assert.ok(
    (await fileTasks(context, supervisor)).some(({ kind, file }) => kind === 'unassigned' && file.id === one.id),
  )
  assert.ok(
    (await readNotices(context, supervisor)).items.some(
      ({ kind, file }) => kind === 'staff_excluded' && file?.id === one.id,
    ),
  )
  for (const refused of [
    act('assigned', { teamId: TEAM, userId: caseworker.userId }),
    act('audience_set', { audience: 'medical', userIds: [caseworker.userId] }),
  ])
    assert.equal(await codeOf(on.record(supervisor, one.id, refused)), 'protection.assignee_excluded', refused.type)
})

test('neither a share nor an emergency opens it to them, and an emergency answers as for a number that nobody has', async () => {
  const one = await file()
  unwrap(await exclude(supervisor, one, STAFF.otherTeam))
  const ask = {
    id: newId<'action'>() as never,
    number: one.number,
    reason: 'person_present' as const,
    words: WHY,
    hours: undefined,
  }
  assert.equal(await codeOf(openInEmergency(context, STAFF.otherTeam, ask)), 'protection.emergency_not_found')
  // Opened before, it closes with the exclusion.
  const two = await file()
  unwrap(
    await openInEmergency(context, STAFF.otherTeam, { ...ask, id: newId<'action'>() as never, number: two.number }),
  )
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, two.id)), 'recorded')
  unwrap(await exclude(supervisor, two, STAFF.otherTeam))
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, two.id)), 'protection.not_found')
})

test('a supervisor to whom a file is closed does not oversee it either; a data-protection officer closes it by its number', async () => {
  const one = await file()
  const ask = {
    id: newId<'action'>() as never,
    number: one.number,
    reason: 'person_present' as const,
    words: WHY,
    hours: undefined,
  }
  unwrap(await openInEmergency(context, STAFF.otherTeam, ask))
  unwrap(await exclude(dataProtection, { number: one.number }, supervisor))
  const openings = unwrap(
    await listOpenings(context, supervisor, { state: 'all', limit: 100, cursor: undefined }),
  ).items
  assert.ok(!openings.some(({ fileId }) => fileId === one.id))
  assert.ok(!JSON.stringify(await fileTasks(context, supervisor)).includes(one.number))
  assert.deepEqual(await listed(supervisor, 'all', one.id), [], 'nor do they read of it')
  assert.ok((await listed(dataProtection)).some(({ fileId }) => fileId === one.id))
  const other = { id: newId<'action'>() as never }
  assert.equal(await codeOf(exclude(supervisor, one, colleague, other)), 'protection.not_found')
})

test('anyone who reads a file says of themselves that they have a conflict of interest; sent again it is only answered', async () => {
  const one = await file('adult')
  const id = newId<'action'>()
  const own = { id, ground: 'close_to_somebody' as const, words: 'She is the daughter of my neighbour.' }
  unwrap(await exclude(colleague, one, colleague, own))
  assert.equal(
    (await on.read(caseworker, one.id)).assignedTo,
    caseworker.userId,
    'it was not theirs, and stays who has it',
  )
  assert.equal(await codeOf(readCaseFile(context, colleague, one.id)), 'protection.not_found')
  unwrap(await exclude(colleague, one, colleague, own))
  const [said, ...more] = await listed(supervisor, 'in_force', one.id)
  assert.deepEqual([said?.own, said?.ground, said?.words, more.length], [true, own.ground, own.words, 0])
})

test('nobody closes a file to a colleague who does not answer for it, and nobody says nothing', async () => {
  const one = await file('adult')
  assert.equal(await codeOf(exclude(caseworker, one, colleague)), 'protection.not_found')
  assert.equal(await codeOf(exclude(childProtection, one, colleague)), 'protection.not_found', 'an adult’s')
  assert.equal(await codeOf(exclude(stranger, one, colleague)), 'protection.not_found', 'another agency’s')
  assert.equal(await codeOf(exclude(supervisor, one, colleague, { words: 'x' })), 'protection.exclusion_reason')
  assert.equal(await codeOf(exclude(supervisor, one, stranger)), 'protection.assignee_unknown')
  unwrap(await exclude(supervisor, one, colleague))
  assert.equal(await codeOf(exclude(supervisor, one, colleague)), 'protection.excluded_already')
})

test('it is opened again by a second person with a reason, and not by the one concerned', async () => {
  const one = await file()
  const id = newId<'action'>()
  unwrap(await exclude(supervisor, one, colleague, { id }))
  assert.equal(await codeOf(end(supervisor, id)), 'protection.own_exclusion')
  assert.equal(await codeOf(end(colleague, id)), 'protection.exclusion_unknown')
  assert.equal(await codeOf(end(stranger, id)), 'protection.exclusion_unknown')
  assert.equal(await codeOf(end(childProtection, id, 'no')), 'protection.exclusion_reason')
  unwrap(await end(childProtection, id))
  assert.equal(await codeOf(readCaseFile(context, colleague, one.id)), 'recorded')
  assert.deepEqual(
    (await on.read(supervisor, one.id)).audiences.testimony,
    [caseworker.userId],
    'nothing is given back by it',
  )
  assert.equal((await listed(supervisor, 'all', one.id))[0]?.ended?.words, 'It was another person of the same name.')
  assert.equal(await codeOf(end(dataProtection, id)), 'protection.exclusion_unknown', 'once')
})

test('the history tells the agency of it, and nothing of the reason', async () => {
  const one = await file()
  unwrap(await exclude(supervisor, one, caseworker))
  const history = unwrap(await listTimeline(context, colleague, one.id, { limit: 50 } as never)).items
  const told = history.find(({ type }) => type === 'staff_excluded')
  assert.equal(told?.about['user'], caseworker.userId)
  assert.ok(!JSON.stringify(history).includes('van'))
})

test('what row-level security asks is what the log says, and ends with it', async () => {
  const one = await file()
  const id = newId<'action'>()
  const kept = () =>
    tables(stage.owner).selectFrom('records.kept_out').selectAll().where('file_id', '=', one.id).execute()
  unwrap(await exclude(supervisor, one, caseworker, { id }))
  assert.deepEqual(await kept(), [{ file_id: one.id, user_id: caseworker.userId }])
  unwrap(await end(dataProtection, id))
  assert.deepEqual(await kept(), [])
})

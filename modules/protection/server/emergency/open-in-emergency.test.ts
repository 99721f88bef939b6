import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { inScope, systemScope } from '@gloact/postgres'
import { SENT_ACTION_TYPES } from '../../contract/file/actions.ts'
import { act, day, identityAnswers, opening, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { codeOf, stepsOn } from '../testing/steps.ts'
import { endOpening } from './end-opening.ts'
import { loadFile } from '../file/file-store.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { listTimeline } from '../history/list-timeline.ts'
import { openInEmergency } from './open-in-emergency.ts'
import { readCaseFile } from '../reading/read-case-file.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { listOpenings, reviewOpening } from './review-openings.ts'

const stage = await protectionStage()
const { context, names } = stage
const on = stepsOn(context)

/** A file of one team, which the other team's caseworker cannot see. */
async function hiddenFile(): Promise<{ readonly id: string; readonly number: string }> {
  const id = await on.open(STAFF.supervisor, [
    opening('child', { teamId: TEAM, assignedTo: STAFF.supervisor.userId }),
    identityAnswers([{ given: 'Gulzada', family: `Osmonova${newId().slice(-4)}` }]),
    act('audience_set', { audience: 'testimony', userIds: [STAFF.otherTeam.userId] }),
  ])
  return { id, number: (await on.read(STAFF.supervisor, id)).number }
}

const ask = (number: string, more: { readonly hours?: number; readonly id?: string } = {}) => ({
  id: (more.id ?? newId<'action'>()) as never,
  number,
  reason: 'person_present' as const,
  words: 'She stands at our door and her caseworker is away.',
  hours: more.hours,
})

const breakGlass = (by: Principal, number: string, more: Parameters<typeof ask>[1] = {}) =>
  openInEmergency(context, by, ask(number, more))

const auditOf = async (action: string) =>
  (await stage.owner.selectFrom('audit.entry').selectAll().where('action', '=', action).execute()) as {
    readonly actor_id: string
    readonly object_id: string | null
    readonly purpose: string
    readonly detail: object
  }[]

test('emergency access needs a reason that says something, whichever reason is chosen', async () => {
  const { number } = await hiddenFile()
  for (const words of ['x', 'urgent urgent urgent urgent', 'It is urgent.'])
    assert.equal(
      await codeOf(openInEmergency(context, STAFF.otherTeam, { ...ask(number), reason: 'other', words })),
      'protection.emergency_reason',
      words,
    )
  assert.equal(
    await codeOf(openInEmergency(context, STAFF.otherTeam, { ...ask('DL-00000-0'), words: 'x' })),
    'protection.emergency_reason',
    'of a number that nobody has too: it says nothing of the number',
  )
})

test('a file opened in an emergency is seen by exactly who opened it, and by nobody else', async () => {
  const { id, number } = await hiddenFile()
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, id)), 'protection.not_found')
  const opened = unwrap(await breakGlass(STAFF.otherTeam, number))
  assert.equal(opened.fileId, id)
  const hours = (Date.parse(opened.until ?? '') - Date.parse(context.clock.now())) / 3_600_000
  assert.ok(hours > 3.9 && hours <= 4.01, `four hours, not ${hours}`)
  const file = await on.read(STAFF.otherTeam, id)
  assert.equal(file.openUntil, opened.until)
  assert.deepEqual(file.openings[0]?.words, 'She stands at our door and her caseworker is away.')
  assert.equal(await codeOf(readCaseFile(context, STAFF.stranger, id)), 'protection.not_found')
  const entries = await auditOf('file.glass_broken')
  assert.deepEqual(
    entries.filter((entry) => entry.object_id === id).map((entry) => [entry.actor_id, entry.purpose]),
    [[STAFF.otherTeam.userId, 'person_present']],
  )
})

test('it is read and added to by notes; nothing else may be done with it', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  const note = act('note_added', { kind: 'safety', text: 'Brought to the clinic.', notedOn: day(TODAY) })
  assert.equal(await codeOf(on.record(STAFF.otherTeam, id, note)), 'recorded')
  for (const refused of [
    act('assigned', { teamId: null, userId: STAFF.otherTeam.userId }),
    act('closure_requested', { reason: 'other', summary: 'x' }),
    act('audience_set', { audience: 'testimony', userIds: [STAFF.otherTeam.userId] }),
    identityAnswers([{ given: 'Other' }]),
  ]) {
    assert.equal(await codeOf(on.record(STAFF.otherTeam, id, refused)), 'protection.not_allowed', refused.type)
  }
})

test('it never opens what is restricted to an audience, no matter who is named in it', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  const file = await on.read(STAFF.otherTeam, id)
  assert.deepEqual(file.audiences.testimony, [STAFF.otherTeam.userId])
  const restricted = context.rules.forms.flatMap((form) => {
    const view = file.forms.find((each) => each.form === form.id)
    return form.sections
      .flatMap((section) => section.fields)
      .filter((field) => field.sensitivity === 'restricted')
      .map((field) => view?.hidden.some((path) => path === field.id || path.startsWith(`${field.id}/`)) ?? true)
  })
  assert.ok(restricted.length > 0)
  assert.ok(restricted.every(Boolean))
})

test('a number that nobody has, one of another agency and a mistyped one are answered alike', async () => {
  const { number } = await hiddenFile()
  const codes = await Promise.all(
    ['DL-22222-2', 'nonsense', number].map((asked) => codeOf(breakGlass(STAFF.stranger, asked))),
  )
  assert.deepEqual(codes, Array(3).fill('protection.emergency_not_found'))
  const sought = await auditOf('file.glass_sought')
  assert.equal(sought.length, 3)
  assert.ok(sought.every((entry) => entry.object_id === null && !JSON.stringify(entry).includes(number)))
})

test('a file whose key is gone is answered like none, and that it was sought is recorded and counted', async () => {
  const { id, number } = await hiddenFile()
  const row = await inScope(context.db, systemScope('DL'), (trx) =>
    loadFile(trx, context.vault, id, STAFF.supervisor.agencyId),
  )
  const personId = unwrap(row).row.person_id
  unwrap(await inScope(context.db, systemScope('DL'), (trx) => context.vault.destroyPersonKey(trx, personId)))
  const soughtBy = async () =>
    (await auditOf('file.glass_sought')).filter((entry) => entry.actor_id === STAFF.childProtection.userId)
  const seeker = { ...STAFF.childProtection, roles: ['caseworker'], scope: 'own' } as unknown as Principal
  assert.equal(await codeOf(breakGlass(seeker, number)), 'protection.emergency_not_found')
  const [entry, ...others] = await soughtBy()
  assert.deepEqual([entry?.purpose, entry?.object_id, others.length], ['person_present', null, 0])
  const once = (wanted: string) => codeOf(openInEmergency(withAttempts(2), seeker, ask(wanted)))
  assert.equal(await once(number), 'protection.emergency_not_found')
  assert.equal(await once(number), 'protection.emergency_too_often')
})

test('an id that was used for something else tells nothing of a number', async () => {
  const { number } = await hiddenFile()
  const note = act('note_added', { kind: 'general', text: 'Called.', notedOn: day(TODAY) })
  unwrap(await on.record(STAFF.supervisor, (await hiddenFile()).id, note))
  for (const asked of [number, 'DL-22222-2', 'nonsense']) {
    assert.equal(await codeOf(breakGlass(STAFF.otherTeam, asked, { id: note.id })), 'protection.action_id_used')
  }
})

test('anyone who sees no files by role, and anyone whom the country does not name, opens none', async () => {
  const { number } = await hiddenFile()
  for (const by of [STAFF.administrator, STAFF.analyst, STAFF.dataProtection, STAFF.authority]) {
    assert.equal(await codeOf(breakGlass(by, number)), 'protection.emergency_not_offered', by.roles.join())
  }
  const without = { ...context, rules: { ...context.rules, emergency: null } }
  assert.equal(await codeOf(openInEmergency(without, STAFF.otherTeam, ask(number))), 'protection.emergency_not_offered')
})

test('a file that one may read is not opened in an emergency, and nothing is recorded', async () => {
  const { id, number } = await hiddenFile()
  const before = (await on.read(STAFF.supervisor, id)).version
  assert.deepEqual(unwrap(await breakGlass(STAFF.supervisor, number)), { fileId: id, until: null })
  assert.equal((await on.read(STAFF.supervisor, id)).version, before)
})

test('sent twice, a file is opened once', async () => {
  const { id, number } = await hiddenFile()
  const asked = ask(number, { hours: 2 })
  const first = unwrap(await openInEmergency(context, STAFF.otherTeam, asked))
  const again = unwrap(await openInEmergency(context, STAFF.otherTeam, asked))
  assert.equal(again.fileId, first.fileId)
  assert.equal((await on.read(STAFF.supervisor, id)).openings.length, 1)
})

test('no country keeps a file open for more than a day', async () => {
  const { number } = await hiddenFile()
  const opened = unwrap(await breakGlass(STAFF.otherTeam, number, { hours: 24 }))
  assert.ok(Date.parse(opened.until ?? '') - Date.parse(context.clock.now()) <= 24 * 3_600_000)
  await assert.rejects(
    stage.owner.updateTable('protection.file_opening').set({ expires_at: '2999-01-01T00:00:00Z' }).execute(),
    /a_day_at_most/,
  )
})

test('when the time has run out the file is hidden again, from lists, from search and by its id', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  await names.catchUp()
  const found = () => names.search('Gulzada', STAFF.otherTeam, TODAY, 50).some((match) => match.id === id)
  const listed = async () =>
    unwrap(await listCaseFiles(context, STAFF.otherTeam, { limit: 200 })).items.some((file) => file.id === id)
  assert.deepEqual([found(), await listed()], [true, true])
  await stage.owner
    .updateTable('protection.file_opening')
    .set({ opened_at: '2020-01-01T00:00:00Z', expires_at: '2020-01-01T04:00:00Z' })
    .where('file_id', '=', id)
    .execute()
  await stage.owner
    .updateTable('protection.name_tokens')
    .set({ changed_in: '999999999' })
    .where('file_id', '=', id)
    .execute()
  await names.catchUp()
  assert.deepEqual([found(), await listed()], [false, false])
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, id)), 'protection.not_found')
})

/** Of another agency: small ones have none of their own. */
const officer = { ...STAFF.dataProtection, agencyId: STAFF.authority.agencyId }

test('a data-protection officer reviews an opening without seeing the file; nobody reviews their own, or twice', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  const waiting = unwrap(await listOpenings(context, officer, { state: 'to_review', limit: 50 }))
  const one = waiting.items.find((item) => item.fileId === id)
  assert.ok(one)
  assert.equal(one.words, 'She stands at our door and her caseworker is away.')
  assert.equal(await codeOf(readCaseFile(context, officer, id)), 'protection.not_found')
  const review = (by: Principal, verdict: 'justified' | 'not_justified') =>
    codeOf(reviewOpening(context, by, one.id, { id: newId<'action'>(), verdict, words: 'Rightly done.' }))
  assert.equal(await review(STAFF.otherTeam, 'justified'), 'protection.opening_unknown')
  assert.equal(await review(STAFF.stranger, 'justified'), 'protection.opening_unknown')
  assert.ok((await fileTasks(context, officer)).some((task) => task.kind === 'review_opening' && task.file.id === id))
  assert.equal(await review(officer, 'justified'), 'recorded')
  assert.equal(await review(STAFF.supervisor, 'not_justified'), 'protection.opening_reviewed')
  assert.ok(!(await fileTasks(context, officer)).some((task) => task.kind === 'review_opening' && task.file.id === id))
})

test('nobody reviews an opening of their own, whatever roles they hold beside', async () => {
  const { id, number } = await hiddenFile()
  const both = { ...STAFF.otherTeam, roles: ['caseworker', 'data_protection_officer'] } as unknown as Principal
  unwrap(await breakGlass(both, number))
  const { items } = unwrap(await listOpenings(context, both, { state: 'to_review', limit: 50 }))
  const own = items.find((item) => item.fileId === id)
  assert.equal(own?.mayReview, false)
  const review = { id: newId<'action'>(), verdict: 'justified' as const, words: 'I say so.' }
  assert.equal(await codeOf(reviewOpening(context, both, own?.id ?? '', review)), 'protection.own_opening')
})

test('an opening is not reviewed by an account that the person who opened had in their hands not long ago', async () => {
  const { id, number } = await hiddenFile()
  const opener = { ...STAFF.otherTeam, userId: newId<'user'>() }
  unwrap(await breakGlass(opener, number))
  const notTwoPeople = {
    ...context,
    directory: { ...context.directory, notIndependentOf: async () => new Set<string>([opener.userId]) },
  }
  const { items } = unwrap(await listOpenings(notTwoPeople, officer, { state: 'to_review', limit: 50 }))
  const one = items.find((item) => item.fileId === id)
  assert.deepEqual([one?.mayReview, one?.notTwoPeople], [false, true])
  const review = { id: newId<'action'>(), verdict: 'justified' as const, words: 'Rightly done.' }
  assert.equal(await codeOf(reviewOpening(notTwoPeople, officer, one?.id ?? '', review)), 'protection.not_two_people')
  const tasks = await fileTasks(notTwoPeople, officer)
  assert.ok(!tasks.some((task) => task.kind === 'review_opening' && task.file.id === id))
  assert.equal(await codeOf(reviewOpening(context, officer, one?.id ?? '', review)), 'recorded')
})

test('what was not justified closes at once', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  const { items } = unwrap(await listOpenings(context, STAFF.supervisor, { state: 'to_review', limit: 50 }))
  const one = items.find((item) => item.fileId === id)
  unwrap(
    await reviewOpening(context, STAFF.supervisor, one!.id, {
      id: newId<'action'>(),
      verdict: 'not_justified',
      words: 'Her caseworker was in the next room.',
    }),
  )
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, id)), 'protection.not_found')
})

test('those who work on the file find it in its history and on their list', async () => {
  const { id, number } = await hiddenFile()
  unwrap(await breakGlass(STAFF.otherTeam, number))
  const timeline = unwrap(await listTimeline(context, STAFF.supervisor, id, { limit: 10 }))
  assert.deepEqual(timeline.items[0]?.about, { reason: 'person_present' })
  assert.equal(timeline.items[0]?.actorId, STAFF.otherTeam.userId)
  const tasks = await fileTasks(context, STAFF.supervisor)
  assert.ok(tasks.some((task) => task.file.id === id && task.kind === 'review_opening'))
})

test('no request can record an opening or a review as an ordinary action', () => {
  assert.ok(!SENT_ACTION_TYPES.includes('opened_in_emergency') && !SENT_ACTION_TYPES.includes('opening_reviewed'))
})

/** The same country, with another limit. */
const withAttempts = (attemptsPerHour: number): typeof context => ({
  ...context,
  rules: { ...context.rules, emergency: { ...context.rules.emergency!, attemptsPerHour } },
})

test('the person who opened a file hands it back before its time, and nobody else does', async () => {
  const { id, number } = await hiddenFile()
  const openingId = newId<'action'>()
  unwrap(await openInEmergency(withAttempts(100), STAFF.otherTeam, ask(number, { id: openingId })))
  const end = (by: Principal) => codeOf(endOpening(context, by, openingId, newId<'action'>()))
  assert.equal(await end(STAFF.colleague), 'protection.opening_unknown')
  assert.equal(await end(STAFF.otherTeam), 'recorded')
  assert.equal(await codeOf(readCaseFile(context, STAFF.otherTeam, id)), 'protection.not_found')
  assert.equal(await end(STAFF.otherTeam), 'recorded', 'sent twice it is handed back once')
  const file = await on.read(STAFF.supervisor, id)
  assert.equal(file.openings[0]?.review, null, 'it is still to be reviewed')
  assert.ok(Date.parse(file.openings[0]?.until ?? '') <= Date.parse(context.clock.now()) + 1_000)
  assert.equal((await auditOf('file.opening_ended')).filter((entry) => entry.object_id === id).length, 1)
})

test('anyone who tries too often within an hour has to wait, whether there was such a file or not', async () => {
  const few = withAttempts(3)
  const { number } = await hiddenFile()
  const attempt = (wanted: string, id?: string) =>
    codeOf(openInEmergency(few, STAFF.frontline, ask(wanted, id === undefined ? {} : { id })))
  const opened = newId<'action'>()
  const before = [await attempt('DL-22222-2'), await attempt('DL-33333-3'), await attempt(number, opened)]
  assert.ok(!before.includes('protection.emergency_too_often'), before.join())
  assert.equal(await attempt('DL-44444-4'), 'protection.emergency_too_often')
  assert.equal(await attempt((await hiddenFile()).number), 'protection.emergency_too_often')
  assert.equal(await attempt(number, opened), 'recorded', 'what was opened is answered again')
})

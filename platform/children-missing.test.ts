import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  appointment,
  ask,
  atOnce,
  children,
  clock,
  done,
  HEARD,
  NEED,
  newChild,
  open,
  said,
  step,
  WHO,
  type Who,
} from './testing/children-stage.ts'

const gap = async (answer: ReturnType<typeof step>) => (await answer).body.params?.missing
const MISSING = said({ last_seen: 'At school, with an older boy.', suspects: 'no' })
const SEARCH = said({ done: 'Friends and school were asked.', next: 'The police look at the station.' })

/** A child whose care is recorded as it is. */
async function cared(): Promise<string> {
  const fileId = await newChild()
  const met = { type: 'none', carer: 'Nobody', agency: 'Office', child_view: 'unsure', reason: 'No place yet.' }
  const begun = await open('officer', fileId, 'care', 'record_irregular', said({ ...met, ...HEARD }))
  assert.equal(begun.status, 201, begun.text)
  return begun.id
}

const hoursUntil = (shown: Awaited<ReturnType<typeof done>>, since: string) =>
  Object.fromEntries(
    shown.clocks
      .filter(({ clock: name, dueAt, stoppedAt }) => name.startsWith('missing') && dueAt !== null && stoppedAt === null)
      .map(({ clock: name, dueAt }) => [name, Math.round((Date.parse(dueAt!) - Date.parse(since)) / 3_600_000)]),
  )

test('a missing child: police and guardian within the hour, the search reviewed by a second person after a day, a week, then each month', async () => {
  const id = await cared()
  const take = (who: Who, name: string, answers: object = {}) => step(who, 'care', id, name, answers)
  // Neither an incident nor a reason among others: only this step starts the clocks.
  const incident = said({ kind: 'missing', police_told: 'yes', words: 'Gone since the morning.' })
  assert.equal(await gap(take('officer', 'incident', incident)), 'care_report_missing')
  const ended = said({ reason: 'missing', child_view: 'unsure', ...HEARD })
  assert.equal(await gap(take('officer', 'end', ended)), 'care_report_missing')
  assert.equal(await gap(take('lead', 'search_day', SEARCH)), 'care_not_missing')

  const since = clock.now()
  const reported = await done(take('officer', 'report_missing', MISSING))
  assert.deepEqual(hoursUntil(reported, since), { missing_told: 1, missing_day: 24, missing_week: 168 })
  assert.equal(await gap(take('second', 'report_missing', MISSING)), 'care_already_missing')
  // Ended, the care would take its clocks with it.
  for (const reason of ['missing', 'moved_on'])
    assert.equal(
      await gap(take('officer', 'end', said({ reason, child_view: 'unsure', ...HEARD }))),
      'care_still_missing',
    )

  await done(take('officer', 'tell_missing', said({ police: 'Desk 4, 118/26', guardian: 'Aster' })))
  assert.equal((await take('officer', 'search_day', SEARCH)).status >= 400, true, 'a second person reviews the search')
  await done(take('lead', 'search_day', SEARCH))
  const weekly = await done(take('lead', 'search_week', SEARCH))
  assert.deepEqual(Object.keys(hoursUntil(weekly, since)), ['missing_month'])

  const found = said({ alone: 'yes', safe_to_return: 'no' })
  assert.deepEqual(
    await atOnce(take('officer', 'find', found), take('second', 'find', found)).then((both) => both.toSorted()),
    ['children.gate', 'done'],
  )
  const back = await done(
    take('officer', 'incident', said({ kind: 'violence', alleged_of: 'not_known', police_told: 'yes', words: 'w' })),
  )
  assert.deepEqual(hoursUntil(back, since), {}, 'found, nothing runs')
  await done(take('officer', 'report_missing', MISSING))
})

test('a missing child is called so and comes first: for the officer, who supervises, the guardian, and the coordinator once it is late', async () => {
  const fileId = await newChild()
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', guardianship.id, 'appoint', appointment()))
  const met = { type: 'none', carer: 'Nobody', agency: 'Office', child_view: 'unsure', reason: 'No place yet.' }
  const { id } = await open('officer', fileId, 'care', 'record_irregular', said({ ...met, ...HEARD }))
  const tasksOf = async (who: Who) => (await children.tasks!(WHO[who])) ?? []
  const ofCare = async (who: Who) => (await tasksOf(who)).find(({ about }) => about.id === id)
  const before = await ofCare('officer')
  assert.deepEqual([before?.details['clock'], before?.stakes], ['review', undefined])

  await done(step('officer', 'care', id, 'report_missing', MISSING))
  for (const who of ['officer', 'lead'] as const) {
    const task = await ofCare(who)
    assert.deepEqual([task?.details['clock'], task?.stakes], ['missing_told', 'life'], who)
  }
  const first = (await tasksOf('guardian')).find(({ kind }) => kind === 'missing')
  assert.deepEqual([first?.stakes, first?.about.id], ['life', guardianship.id])
  const { items } = await done(ask('officer', 'GET', '/children/files?list=missing'))
  assert.ok(items.some((child) => child.fileId === fileId))
  const coordinator = {
    ...WHO.officer,
    roles: ['national_coordinator'],
    scope: 'none',
  } as unknown as typeof WHO.officer
  const late = async () => ((await children.tasks!(coordinator)) ?? []).filter(({ kind }) => kind === 'missing_late')
  clock.set(new Date(Date.parse(clock.now()) + 2 * 3_600_000).toISOString())
  const [told] = await late()
  assert.deepEqual([told?.stakes, told?.details], ['life', {}], 'of how many and which, nothing')

  await done(step('officer', 'care', id, 'find', said({ alone: 'yes', safe_to_return: 'no' })))
  assert.equal((await ofCare('officer'))?.stakes, undefined)
  assert.deepEqual(
    (await tasksOf('guardian')).filter(({ kind, about }) => kind === 'missing' && about.id === guardianship.id),
    [],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, unwrap } from '@gloact/kernel'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { readInScope, systemScope } from '@gloact/postgres'
import { readAudit } from '@gloact/audit'
import { feedDigests } from '@gloact/module/calendar-feed'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import {
  endFeedOf,
  readCalendarFeed,
  renewCalendarFeed,
  revokeCalendarFeed,
  type FeedContext,
} from './calendar-feed.ts'
import { tables } from '../file/file-tables.ts'
import { protectionSentence } from '../file/sentences.ts'
import { plainText, readIcal } from '../testing/read-ical.ts'
import { act, day, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { codeOf, stepsOn } from '../testing/steps.ts'
import { writeFeed } from './write-feed.ts'

const stage = await protectionStage()
const { adultFile, record } = stepsOn(stage.context)
const { caseworker, colleague } = STAFF

const SECRET = 'a secret that only these tests know, long enough'

/** Whom the identity module knows now; a test changes it as an administrator would. */
const accounts = new Map<string, Principal | null>(Object.values(STAFF).map((who) => [who.userId, who]))
const context: FeedContext = {
  ...stage.context,
  digestsOfToken: feedDigests({ secret: SECRET, former: [] }),
  ownerOfFeed: async (userId) => accounts.get(userId) ?? null,
  say: protectionSentence,
}

const PLACE = 'The green door behind the bakery'

const appointment = (more: Partial<Payloads['appointment_made']> = {}) =>
  act('appointment_made', {
    kind: 'police_or_court',
    when: { at: asInstant(`${TODAY}T11:00:00Z`) },
    minutes: 90,
    place: PLACE,
    with: 'Inspector Bek',
    goingWith: [caseworker.userId],
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
    ...more,
  })

async function newFeed(who: Principal): Promise<string> {
  const { path } = unwrap(await renewCalendarFeed(context, who))
  return /^\/protection\/calendar\/(.+)\.ics$/.exec(path)![1]!
}

const feedOf = async (token: string) => readIcal(unwrap(await writeFeed(context, token)))
const answers = (token: string) => codeOf(writeFeed(context, token))

test('a feed says that there is an appointment, when, and the number of the file; nothing else', async () => {
  const fileId = await adultFile()
  const timed = appointment()
  const wholeDay = appointment({ when: { on: day('2026-11-26') } })
  const recorded = unwrap(await record(caseworker, fileId, timed, wholeDay))
  const text = unwrap(await writeFeed(context, await newFeed(caseworker)))
  const { events } = readIcal(text)
  const own = events.filter((event) => event['SUMMARY']![0]!.value.includes(recorded.number))
  assert.deepEqual(
    own.map((event) => [
      plainText(event['SUMMARY']![0]!.value),
      event['DTSTART']![0],
      event['DTEND']?.[0]?.value,
      event['CLASS']![0]!.value,
    ]),
    [
      [`Appointment ${recorded.number}`, { params: '', value: '20261124T110000Z' }, '20261124T123000Z', 'PRIVATE'],
      [`Appointment ${recorded.number}`, { params: ';VALUE=DATE', value: '20261126' }, undefined, 'PRIVATE'],
    ],
  )
  // No place, no kind, no name, no id that leads into the system, and not what it comes from.
  for (const said of [PLACE, 'Bek', 'Nurgul', 'police', 'court', 'gloact', 'traffick', 'protection', timed.id, fileId])
    assert.ok(!text.toLowerCase().includes(said.toLowerCase()), said)
})

test('events keep their ids when they are moved, and those that do not take place are cancelled', async () => {
  const fileId = await adultFile()
  const made = appointment()
  const { number } = unwrap(await record(caseworker, fileId, made))
  const token = await newFeed(caseworker)
  const mine = async () => (await feedOf(token)).events.find((event) => event['SUMMARY']![0]!.value.includes(number))!
  const first = await mine()
  const moved = {
    appointmentId: made.id,
    when: { at: asInstant('2026-11-27T05:00:00Z') },
    minutes: 60,
    place: null,
    goingWith: [caseworker.userId],
    reasons: 'Asked for another day',
  }
  unwrap(await record(caseworker, fileId, act('appointment_changed', moved)))
  const second = await mine()
  assert.equal(second['UID']![0]!.value, first['UID']![0]!.value)
  assert.deepEqual(
    [first, second].map((event) => event['SEQUENCE']![0]!.value),
    ['0', '1'],
  )
  assert.equal(second['DTSTART']![0]!.value, '20261127T050000Z')
  const ended = {
    appointmentId: made.id,
    outcome: 'cancelled_by_person',
    note: null,
    happenedOn: day(TODAY),
  } as const
  unwrap(await record(caseworker, fileId, act('appointment_ended', ended)))
  assert.equal((await mine())['STATUS']![0]!.value, 'CANCELLED')
})

test('only the newest address answers; one that ended, one that never was and one that is no token are alike', async () => {
  const old = await newFeed(caseworker)
  const token = await newFeed(caseworker)
  assert.notEqual(old, token)
  assert.match(token, /^[A-Za-z0-9_-]{43}$/)
  assert.equal(await answers(token), 'recorded')
  for (const wrong of [old, `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`, '', 'x', `${token}'`]) {
    assert.equal(await answers(wrong), 'protection.feed_not_found')
  }
  await revokeCalendarFeed(context, caseworker)
  assert.equal(await answers(token), 'protection.feed_not_found')
  assert.deepEqual(await readCalendarFeed(context, caseworker), { feed: null })
})

test('the address lies nowhere: the database has a keyed hash of it alone', async () => {
  const token = await newFeed(caseworker)
  const rows = await stage.owner.selectFrom('protection.calendar_feed').selectAll().execute()
  const text = JSON.stringify(rows)
  assert.ok(!text.includes(token))
  const otherKey = feedDigests({ secret: 'another secret that is long enough for a key', former: [] })(token)[0]
  assert.ok(rows.every((row) => !Buffer.from(row['token_hash'] as Uint8Array).equals(otherKey)))
  const under = (former: readonly string[]) =>
    codeOf(
      writeFeed({ ...context, digestsOfToken: feedDigests({ secret: 'another secret, long enough', former }) }, token),
    )
  assert.equal(await under([]), 'protection.feed_not_found')
  assert.equal(await under(['one between the two', SECRET]), 'recorded', 'the secret was renewed: the address goes on')
})

test('a feed shows what its owner may see now: another role or team, a suspended account', async () => {
  const fileId = await adultFile()
  const { number } = unwrap(await record(caseworker, fileId, appointment({ goingWith: [colleague.userId] })))
  const token = await newFeed(colleague)
  const numbers = async () =>
    (await feedOf(token)).events.map((event) => event['SUMMARY']![0]!.value.replace('Appointment ', ''))
  assert.ok((await numbers()).includes(number))
  // Moved to another team: the files of the old one are no longer theirs to see.
  accounts.set(colleague.userId, { ...colleague, teamIds: STAFF.otherTeam.teamIds })
  assert.ok(!(await numbers()).includes(number))
  for (const now of [
    { ...colleague, roles: [], scope: 'none' as const },
    { ...colleague, roles: ['administrator' as const], scope: 'none' as const },
    null,
  ]) {
    accounts.set(colleague.userId, now)
    assert.equal(await answers(token), 'protection.feed_not_found')
  }
  accounts.set(colleague.userId, colleague)
  assert.ok((await numbers()).includes(number))
})

test('a feed ends with the phone that is lost, in the name of the person who reported it', async () => {
  const token = await newFeed(colleague)
  assert.equal(await answers(token), 'recorded')
  await endFeedOf(context, colleague.userId, STAFF.administrator)
  assert.equal(await answers(token), 'protection.feed_not_found')
  await endFeedOf(context, colleague.userId, STAFF.administrator)
  const entries = await readInScope(context.db, systemScope('DL'), (trx) =>
    readAudit(trx, { actorId: STAFF.administrator.userId, action: 'calendar_feed.revoked' }),
  )
  assert.equal(entries.length, 1)
})

test('the words are in the language of the person who asks', async () => {
  const fileId = await adultFile()
  const { number } = unwrap(await record(caseworker, fileId, appointment()))
  const token = await newFeed(caseworker)
  accounts.set(caseworker.userId, { ...caseworker, language: 'ar' })
  const { events, properties } = await feedOf(token)
  assert.ok(events.some((event) => event['SUMMARY']![0]!.value === `موعد ${number}`))
  assert.equal(properties['X-WR-CALNAME']![0]!.value, 'المواعيد')
  accounts.set(caseworker.userId, caseworker)
})

test('making, ending and the first asking of a day are in the audit, not every asking', async () => {
  const token = await newFeed(caseworker)
  const { id } = await readInScope(context.db, principalScope(caseworker), (trx) =>
    tables(trx)
      .selectFrom('protection.calendar_feed')
      .select('id')
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  const actions = async () =>
    (await readInScope(context.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))).map(
      ({ action, actorId }) => [action, actorId],
    )
  for (let asked = 0; asked < 5; asked++) await feedOf(token)
  assert.deepEqual(await actions(), [
    ['calendar_feed.read', caseworker.userId],
    ['calendar_feed.renewed', caseworker.userId],
  ])
  stage.clock.set('2026-11-25T09:00:00Z')
  await Promise.all([feedOf(token), feedOf(token)])
  assert.equal((await actions()).filter(([action]) => action === 'calendar_feed.read').length, 2)
  assert.equal((await readCalendarFeed(context, caseworker)).feed?.lastReadOn, '2026-11-25')
  await revokeCalendarFeed(context, caseworker)
  assert.equal((await actions())[0]?.[0], 'calendar_feed.revoked')
})

test('the person who opens no files has no feed, and nobody sees that another has one', async () => {
  for (const who of [STAFF.analyst, STAFF.administrator])
    assert.equal(await codeOf(renewCalendarFeed(context, who)), 'protection.not_allowed')
  await newFeed(caseworker)
  const seen = await readInScope(context.db, principalScope(colleague), (trx) =>
    tables(trx).selectFrom('protection.calendar_feed').select('user_id').execute(),
  )
  assert.ok(seen.every(({ user_id: userId }) => userId === colleague.userId))
})

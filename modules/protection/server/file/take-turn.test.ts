import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { takeTurn } from './take-turn.ts'
import { protectionStage, STAFF } from '../testing/stage.ts'

const stage = await protectionStage()
const { context } = stage
const slow = {
  ...context,
  rules: { ...context.rules, pace: { ...context.rules.pace, search: { hour: 5, day: 1_000 } } },
}
const codesOf = async (times: number, who: (typeof STAFF)['caseworker'] = STAFF.caseworker) =>
  (await Promise.all(Array.from({ length: times }, () => takeTurn(slow, who, 'search')))).map((turn) =>
    turn.ok ? 'taken' : turn.error.code,
  )
const passed = (to: string) =>
  sql`update protection.pace set starts = starts + ${to}::interval where span = 'hour'`.execute(stage.owner)

/** Turns are counted by the hour of the database's clock, which is not to turn while a test counts them. */
async function farFromNextHour(): Promise<void> {
  const isFar = async () => {
    const { rows } = await sql<{ far: boolean }>`
      select date_trunc('hour', now()) + interval '1 hour' - now() > interval '1 minute' as far`.execute(stage.owner)
    return rows[0]!.far
  }
  while (!(await isFar())) await delay(250)
}

test('turns that are asked for together are counted one after the other, for each person alone', async () => {
  await farFromNextHour()
  const codes = await codesOf(12)
  assert.equal(codes.filter((code) => code === 'taken').length, 5)
  assert.equal(codes.filter((code) => code === 'protection.searched_too_often').length, 7)
  assert.deepEqual(await codesOf(1, STAFF.colleague), ['taken'])
  const refused = await takeTurn(slow, STAFF.caseworker, 'search')
  assert.ok(!refused.ok)
  const { seconds, minutes } = refused.error.params as { readonly seconds: number; readonly minutes: number }
  assert.ok(seconds >= 1 && seconds <= 3_600 && minutes === Math.ceil(seconds / 60))
})

test('the first that is refused in a span is recorded, with what and how many, and nothing of what was asked', async () => {
  const { rows } = await sql<{ detail: object; actor_id: string }>`
    select detail, actor_id from audit.entry where action = 'use.slowed'`.execute(stage.owner)
  assert.deepEqual(rows, [{ detail: { kind: 'search', span: 'hour', limit: 5 }, actor_id: STAFF.caseworker.userId }])
})

test('in the next span everybody may go on; the person who waited in the queue since the one before does not begin it again', async () => {
  await farFromNextHour()
  await passed('-1 hour')
  assert.deepEqual(
    await codesOf(5),
    Array.from({ length: 5 }, () => 'taken'),
  )
  // As if another had counted in the next span already: this one started before.
  await passed('1 hour')
  assert.deepEqual(await codesOf(1), ['protection.searched_too_often'])
})

test('names are counted by how many they are; what is refused of them leaves the rest of the day as it was', async () => {
  const few = { ...context, rules: { ...context.rules, pace: { ...context.rules.pace, names: { day: 100 } } } }
  const take = async (names: number) => {
    const turn = await takeTurn(few, STAFF.supervisor, 'names', names)
    return turn.ok ? 'taken' : [turn.error.code, turn.error.params?.['left']]
  }
  assert.deepEqual(await take(101), ['protection.names_exported_too_many', 100])
  assert.equal(await take(60), 'taken')
  assert.deepEqual(await take(41), ['protection.names_exported_too_many', 40])
  assert.equal(await take(40), 'taken')
  assert.deepEqual(await take(1), ['protection.names_exported_too_many', 0])
  const { rows } = await sql<{ detail: { limit: number } }>`
    select detail from audit.entry where action = 'use.slowed' and detail ->> 'kind' = 'names'`.execute(stage.owner)
  assert.ok(rows.length >= 3, 'the data protection officer is told of each')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, registerChild, setNow, sideOf, step, timeNow } from './testing/tracing-stage.ts'

type Said = ReturnType<typeof sideOf>

/** When what is due to find the family is due. */
const due = async (subject: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    (await ask('officer', 'GET', `children/${subject}`)).body.clocks.flatMap(({ clock, dueAt, stoppedAt }) =>
      dueAt !== null && stoppedAt === null ? [[clock, dueAt]] : [],
    ),
  )
const hoursUntil = (moment: string | undefined): number =>
  (Date.parse(moment ?? '') - Date.parse(timeNow())) / 3_600_000
const change = async (subject: string, number: number, more: Said) => {
  const { status, text } = await step('officer', `children/${subject}`, 'change', { ...sideOf(number), ...more })
  assert.equal(status, 201, text)
}

test('family of a child under five is looked for within 24 hours, over nights and days off; of any other within three days', async () => {
  const small = await registerChild(21, { age: 4 })
  assert.equal(hoursUntil((await due(small))['first_action']), 24)
  const five = await registerChild(22, { age: 5 })
  const days = hoursUntil((await due(five))['first_action']) / 24
  assert.ok(days > 2 && days < 5, String(days))

  const action = {
    done_on: timeNow().slice(0, 10),
    type: 'register',
    outcome: 'pending',
    learned: 'A clerk.',
    child_agrees: 'yes',
    asylum_open: 'no',
  }
  const acted = await step('officer', `children/${small}`, 'act', action)
  assert.equal(acted.status, 201, acted.text)
  const next = await due(small)
  assert.deepEqual(Object.keys(next), ['action'])
  assert.ok(hoursUntil(next['action']) > 24 * 29, 'the next one is due as for everyone')
})

test('for a child who does not want it nothing is due; wanted later, it is due from that day', async () => {
  const [small, older] = [
    await registerChild(23, { age: 3, wish: 'no' }),
    await registerChild(24, { age: 12, wish: 'no' }),
  ]
  assert.deepEqual([await due(small), await due(older)], [{}, {}])

  setNow('2026-12-08T09:00:00.000Z')
  await change(small, 23, { age: 3, wish: 'yes_now' })
  await change(older, 24, { age: 12, wish: 'yes_now' })
  assert.match((await due(small))['first_action'] ?? '', /^2026-12-(?:09|10T0)/, 'by the end of the next day')
  const days = hoursUntil((await due(older))['first_action']) / 24
  assert.ok(days > 2 && days < 5, String(days))

  await change(older, 24, { age: 12, wish: 'no' })
  assert.deepEqual(await due(older), {}, 'who changes their mind is not looked for')
})

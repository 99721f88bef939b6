import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { screenRequest } from './screen-request.ts'
import {
  type Who,
  ask,
  context,
  db,
  registerRequest,
  requestFor,
  say,
  setDevice,
  step,
  timeNow,
} from './testing/tracing-stage.ts'
import { tracingPart } from './tracing-part.ts'

/** A country of small desks. */
const { limits } = context.settings
const small = tracingPart({
  ...context,
  settings: { ...context.settings, limits: { ...limits, fromDeviceIn30Days: 2, atDeskIn30Days: 5 } },
})
let told = 0
const other = () => {
  told += 1
  const own = { telephone: `+44770090300${told}`, paper_number: `D-${told}`, relative_name: `Relative ${told}` }
  return requestFor(told * 3, own)
}
const register = async (device: string | null, who: Who = 'desk') => {
  setDevice(device)
  return registerRequest(other(), who)
}
const signsOf = (id: string) => screenRequest(small.matching, id)

test('what comes too often from one device or one desk waits for a person, the inquirer is answered the same, and no device can be read', async () => {
  const first = await register('mark of a tablet')
  assert.deepEqual(await signsOf(first.id), [])
  const second = await register('mark of a tablet', 'officer')
  assert.deepEqual(await signsOf(second.id), [], 'not more than two')
  const third = await register('mark of a tablet', 'second')
  assert.deepEqual(await signsOf(third.id), ['many_from_one_device'], 'for all who sign in there')
  assert.equal(third.answered.text, first.answered.text)
  const shown = async (who: Who, { id }: { readonly id: string }) => {
    const { state, signs } = (await ask(who, 'GET', `requests/${id}`)).body
    return [state, signs]
  }
  assert.deepEqual(await shown('officer', third), ['held', ['many_from_one_device']])
  for (const request of [first, third]) assert.deepEqual(await shown('desk', request), ['received', []])

  assert.deepEqual(await signsOf((await register(null)).id), [], 'a device that is not known is none')
  assert.deepEqual(await signsOf((await register(null, 'elsewhere')).id), [], 'another agency’s desk')
  assert.deepEqual(await signsOf((await register('mark of a desk')).id), [])
  assert.deepEqual(await signsOf((await register('mark of a new desk')).id), ['many_at_one_desk'])

  const { text } = await ask('supervisor', 'GET', `requests/${third.id}`)
  assert.ok(!text.includes('mark of'), 'in no answer')
  const { rows } = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ all: string }>`select (to_jsonb(request) || to_jsonb(step))::text as all
      from children.request join children.request_step step on step.request_id = request.id`.execute(trx),
  )
  assert.ok(
    rows.every(({ all }) => !all.includes('mark of')),
    'nothing of it lies in clear',
  )
})

test('the same request sent again from another device is recorded once, and an amendment counts for the device it came from', async () => {
  setDevice('mark of a laptop')
  const sent = { id: newId(), stepId: newId(), happenedAt: timeNow(), answers: say(other()) }
  const first = await ask('elsewhere', 'POST', 'requests', sent)
  setDevice('mark of a phone')
  const again = await ask('elsewhere', 'POST', 'requests', sent)
  assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text])
  await step('elsewhere', `requests/${sent.id}`, 'amend', other())
  const held = (await small.matching.index.read()).requests.get(sent.id)!
  assert.deepEqual(
    held.sayings.map(({ devices }) => devices),
    [['mark of a laptop'], ['mark of a laptop', 'mark of a phone']],
  )
})

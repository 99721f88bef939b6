import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResponseOf } from '@gloact/http/contract'
import type { listGaps } from '../contract/gaps.ts'
import type { readUpcoming } from '../contract/planned.ts'
import type { readResponse } from '../contract/response.ts'
import { ask, clock, db, given, planned, type Who } from './testing/stage.ts'
import { inScope, systemScope } from '@gloact/postgres'
import { ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'

type Response = ResponseOf<typeof readResponse>

const read = async (who: Who) => (await ask(who, 'GET', 'response?language=en')).body as unknown as Response

test('what other modules tell is the same for all who read the overview; its list opens for those who may', async () => {
  const [officer, coordinator] = [await read('officer'), await read('coordinator')]
  assert.deepEqual(
    officer.parts.map(({ id, rows }) => [id, rows.map(({ counts }) => counts)]),
    [['invented.cases', [[41], [null]]]],
    'a count that is withheld stays so',
  )
  assert.deepEqual([officer.parts[0]?.to, coordinator.parts[0]?.to], [null, '/cases'])
  assert.equal((await ask('caseworker', 'GET', 'response?language=en')).status, 403)
})

test('what an agency has not delivered is listed by agency: actions without a report, and what other modules miss', async () => {
  const { action } = await planned({ due_on: '2027-05-01' })
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      await sql`update strategy.action set changed_at = '2026-08-01' where id = ${action}`.execute(trx)
      return ok(null)
    }),
  )
  // The modules are asked again after a while.
  clock.set('2026-11-24T09:30:00Z')
  const { missing } = await read('focal')
  const silent = missing.whats.indexOf('Actions not reported on for 90 days')
  const entries = missing.whats.indexOf('Entries')
  const of = (agency: string) => missing.rows.find((row) => row.agency === agency)?.counts
  assert.deepEqual([of('shelter')?.[silent], of('clinic')?.[entries]], [1, 3])
})

test('the next days hold what other modules announce, with its clashes', async () => {
  const { items } = (await ask('focal', 'GET', 'upcoming')).body as unknown as ResponseOf<typeof readUpcoming>
  const course = items.find(({ kind }) => kind === 'training')
  assert.deepEqual([course?.title, course?.to], [{ en: 'A course' }, null])
})

test('what the law or the services lack is a gap until an action answers it, and again when that is dropped', async () => {
  const lacking = async () => {
    const { items } = (await ask('officer', 'GET', 'gaps')).body as unknown as ResponseOf<typeof listGaps>
    return items.filter((gap) => gap.lacking && gap.answered === 0).map(({ code }) => code)
  }
  assert.deepEqual(await lacking(), ['law-1', 'shelter'], 'what is met is no gap')
  const { action } = await planned({ obligations: ['law-1'], services: ['shelter'] })
  assert.deepEqual(await lacking(), [])
  const { answers, version } = (await ask('officer', 'GET', `actions/${action}`)).body
  const dropped = { answers: { ...answers, state: { value: 'dropped' }, reason: { value: 'No money.' } } }
  assert.equal((await ask('officer', 'PUT', `actions/${action}`, dropped, version)).status, 200)
  assert.deepEqual(await lacking(), ['law-1', 'shelter'])
  const unknown = await ask('officer', 'PUT', `actions/${action}`, given({ obligations: ['law-9'] }), version + 1)
  assert.ok(unknown.body.fields.some(({ pointer }) => pointer.startsWith('/answers/obligations')))
  assert.equal((await ask('caseworker', 'GET', 'gaps')).status, 403)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInScope, systemScope } from '@gloact/postgres'
import { tracingFigures } from '../tracing-shares.ts'
import { db, follow, registerRequest, requestFor, stateOf, step, vault } from './testing/tracing-stage.ts'

test('a hold that was reviewed counts by the nationality of the child as the relative last said it, cleared or refused', async () => {
  const held = async (number: number, citizenship: string) => {
    const own = { telephone: `+44770090400${number}`, paper_number: `N-${number}`, said: 'Just tell me where is she' }
    const { id } = await registerRequest({ ...requestFor(number * 4, own), citizenship })
    await follow()
    assert.equal(await stateOf(id), 'held')
    return { id, own }
  }
  const review = async ({ id }: { readonly id: string }, how: 'clear' | 'refuse') =>
    assert.equal((await step('officer', `requests/${id}`, how, { why: 'Reviewed.' })).status, 201)
  await review(await held(1, 'SY'), 'clear')
  await review(await held(2, 'SY'), 'refuse')
  const corrected = await held(3, 'SY')
  await step('desk', `requests/${corrected.id}`, 'amend', { ...requestFor(12, corrected.own), citizenship: 'ET' })
  await follow()
  await review(corrected, 'clear')
  const { citizenship: _, ...unsaid } = requestFor(16, { telephone: '+447700904009', said: 'Where is she?' })
  const { id } = await registerRequest(unsaid)
  await follow()
  await review({ id }, 'refuse')
  await held(5, 'UA')

  const of = (from: string, to: string) =>
    readInScope(db, systemScope('DL'), (trx) =>
      tracingFigures(trx, { country: 'DL', vault }, { from: Date.parse(from), to: Date.parse(to) }),
    )
  const { cleared } = await of('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')
  assert.deepEqual(
    cleared.map((share) => [share.id, share.part, share.of, share.children]),
    [
      ['cleared.ET', 1, 1, { part: 1, rest: 0 }],
      ['cleared.SY', 1, 2, { part: 1, rest: 1 }],
      ['cleared.not_said', 0, 1, { part: 0, rest: 1 }],
    ],
    'one that waits counts nowhere',
  )
  assert.deepEqual((await of('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).cleared, [])
})

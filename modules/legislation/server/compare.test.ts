import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { Comparison } from '../contract/assessments.ts'
import { ask, opened, theirs } from './testing/served.ts'

test('one obligation is compared across countries and days, with the words that each answer rests on', async () => {
  const { text, place, cites, assessment } = await opened()
  const other = { ...assessment, id: newId(), title: 'Barbados', ofCountry: 'BB', asOf: '2020-01-01' }
  assert.equal((await ask('POST', 'assessments', other)).status, 201)
  const answer = (more: object) => ({ id: newId(), status: 'met', reasoning: '', citations: [], ...more })
  const element = 'tip-3-b.1'
  const first = await ask('PUT', place(element), answer({ citations: cites }))
  assert.equal(first.status, 200, JSON.stringify(first.body))
  const second = `assessments/${other.id}/findings/${element}`
  assert.equal((await ask('PUT', second, answer({ status: 'not_met', reasoning: 'Silent.' }))).status, 200)
  const { body } = await ask<Comparison>('GET', 'obligations/tip-3-b/answers')
  assert.deepEqual(
    body.items.map(({ ofCountry, asOf, answers }) => [
      ofCountry,
      asOf,
      answers.map(({ status, reasoning, citations }) => [
        status,
        reasoning,
        citations.map(({ words }) => words).join(),
      ]),
    ]),
    [
      [null, '2026-11-28', [['met', '', 'Nobody shall recruit.']]],
      ['BB', '2020-01-01', [['not_met', 'Silent.', '']]],
    ],
  )
  assert.equal(body.items[0]?.answers[0]?.citations[0]?.expressionId, text.expressionId)
  const strangers = await ask<Comparison>('GET', 'obligations/tip-3-b/answers', undefined, { agency: theirs })
  assert.deepEqual(strangers.body.items, [])
  assert.equal((await ask('GET', 'obligations/none/answers')).status, 404)
  assert.equal((await ask('GET', 'obligations/tip-3-b/answers', undefined, { role: 'caseworker' })).status, 403)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { disclosureRule } from '@gloact/disclosure'
import { fixedClock, newId, unwrap } from '@gloact/kernel'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { sql } from 'kysely'
import { listEvents } from '../read-event.ts'
import { readResults } from '../results.ts'
import { loadDemoCourses } from './courses.ts'
import { loadDemo } from './load-demo.ts'

const { db, owner } = await testDatabase()
const vault = createVault({ kek: memoryKekProvider() })
const context = {
  db,
  clock: fixedClock('2026-11-28T09:00:00Z'),
  country: 'DL',
  timeZone: 'UTC',
  publicUrl: 'http://localhost:4600',
  wordKey: () => vault.wordKey(db, 'DL'),
  smallCounts: unwrap(disclosureRule({ audience: 'agency' })),
}
const organiser = { agencyId: newId(), agencyName: 'Office', userId: newId() }
const officer = {
  userId: newId(),
  agencyId: organiser.agencyId,
  agencyName: 'Office',
  country: 'DL',
  teamIds: [],
  roles: ['training_officer'],
  scope: 'none',
} as unknown as Principal

async function counted() {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from training.event) as events,
      (select count(*)::int from training.practitioner) as practitioners,
      (select count(distinct employer)::int from training.practitioner) as employers,
      (select count(*)::int from training.attempt) as attempts,
      (select count(*)::int from training.course_completion) as courses,
      (select count(*)::int from training.course_offer) as offers`.execute(owner)
  return rows[0]!
}

test('the invented country has three past events, ninety practitioners of seven agencies, one event today and one wave that is due', async () => {
  await loadDemo(context, organiser)
  await loadDemoCourses(context, organiser)
  const first = await counted()
  assert.deepEqual([first['courses'], first['offers']], [9, 4])
  assert.deepEqual([first['events'], first['practitioners'], first['employers']], [4, 90, 7])
  const listed = await listEvents(context, officer)
  assert.ok(listed.ok)
  const { items } = listed.value
  assert.deepEqual(items.filter(({ startsOn }) => startsOn === '2026-11-28').length, 1)
  assert.deepEqual(items.filter(({ followUp }) => followUp?.state === 'due').length, 1)
  for (const { id, counts } of items.filter(({ endsOn }) => endsOn < '2026-11-28')) {
    const results = await readResults(context, officer, id)
    assert.ok(results.ok && counts && counts.certificates > 10)
    const { pre, post, paired, comparable, gain } = results.value
    assert.ok(pre.n > 10 && paired > 10 && paired < results.value.attended && post.mean! > pre.mean!)
    assert.deepEqual(
      [comparable, gain],
      [false, { n: 0, mean: null }],
      'of tests with different questions no gain is told',
    )
    assert.ok(
      results.value.items.every(({ discrimination }) => discrimination === null || Math.abs(discrimination) <= 1),
    )
  }
  await loadDemo(context, organiser)
  await loadDemoCourses(context, organiser)
  assert.deepEqual(await counted(), first)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEMO_AGENCIES } from '@gloact/identity/server'
import { loadDemonstration } from './demonstration.ts'
import { platformStage } from './testing.ts'

const { platform } = await platformStage()
await loadDemonstration(platform.modules, { progress: () => undefined, people: () => undefined })

const ofModule = async (id: string, language = 'en') =>
  (await platform.modules.find((module) => module.id === id)?.response?.parts?.(language)) ?? []

test('every module of the invented country tells of the response what the overview shows', async () => {
  const kinds: string[] = []
  for (const { id } of platform.modules) for (const { kind } of await ofModule(id)) kinds.push(`${id}.${kind}`)
  assert.deepEqual(kinds.toSorted(), [
    'cooperation.open_requests',
    'legislation.obligations',
    'protection.clocks',
    'protection.files',
    'referral.areas',
    'referral.clocks',
    'referral.referrals',
    'training.bare_posts',
    'training.trained',
  ])
})

test('no count of people that is told is small', async () => {
  const protectedParts = ['referral', 'protection', 'cooperation'].map(async (id) => [id, await ofModule(id)] as const)
  let seen = 0
  for (const [id, parts] of await Promise.all(protectedParts))
    for (const { kind, rows } of parts)
      for (const { counts } of rows)
        for (const count of counts) {
          seen++
          assert.ok(count === null || count === 0 || count >= 10, `${id}.${kind}: ${count}`)
        }
  assert.ok(seen > 30)
  const [trained] = await ofModule('training')
  assert.ok(trained?.rows.every(({ counts }) => counts.every((count) => count === null || count === 0 || count >= 5)))
  assert.ok((trained?.rows[0]?.counts[0] ?? 0) > 50, 'and yet the country sees how many were trained')
})

test('a procedure is followed in quarters that are over, and a programme has its own intake and results, rounded or withheld', async () => {
  const response = (id: string) => platform.modules.find((module) => module.id === id)?.response
  const referrals = await response('referral')?.followed?.('referral', 'en')
  const [sent] = (await ofModule('referral'))[0]?.rows[0]?.counts ?? []
  assert.equal(referrals?.quarters.length, 4)
  assert.equal(referrals?.quarters[0]?.count, sent, 'a quarter tells one number of itself, wherever it stands')
  assert.equal(await response('referral')?.followed?.('shelter', 'en'), null)
  const decisions = await response('protection')?.followed?.('determination', 'en')
  assert.equal(decisions?.quarters.length, 4)
  const agencies = Object.values(DEMO_AGENCIES).map(({ id }) => id)
  const services = ['shelter', 'psychosocial', 'health', 'legal_assistance']
  const parts = []
  for (const id of ['referral', 'protection'])
    parts.push((await response(id)?.assistance?.({ agencies, services }, 'en')) ?? [])
  const counts = parts.flat().flatMap(({ rows }) => rows.flatMap((row) => row.counts))
  assert.ok(
    counts.some((count) => count !== null && count >= 10),
    'something is told',
  )
  for (const count of [...counts, ...(decisions?.quarters ?? []).map((quarter) => quarter.count)])
    assert.ok(count === null || count % 10 === 0, String(count))
  const nobody = { agencies: ['00000000-0000-4000-8000-0000000000ff'], services }
  assert.equal(await response('referral')?.assistance?.(nobody, 'en'), null)
})

test('obligations are counted as the assessment counts them, and what is lacking can be answered by an action', async () => {
  const [obligations] = await ofModule('legislation')
  const all = obligations?.rows.find(({ id }) => id === 'all')?.counts ?? []
  assert.ok((all[0] ?? 0) > 0 && (all[1] ?? 0) > 0)
  const needs = (await platform.modules.find(({ id }) => id === 'legislation')?.response?.needs?.()) ?? []
  assert.ok(needs.some(({ lacking }) => lacking) && needs.some(({ lacking }) => !lacking))
})

test('a part says in each language what it is, how it is counted, and what its lines are', async () => {
  for (const language of ['ar', 'fr', 'es', 'pt', 'ru'])
    for (const { id } of platform.modules) {
      const english = await ofModule(id)
      for (const [at, part] of (await ofModule(id, language)).entries()) {
        assert.notEqual(part.title, english[at]?.title, `${id}.${part.kind} ${language}`)
        assert.ok(!/[a-z]+\.response\./.test(JSON.stringify(part)), `${id}.${part.kind} ${language}`)
      }
    }
})

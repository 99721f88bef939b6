import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editionsFor, followedOn, type FrameworkVersion } from './editions.ts'

const version = (id: string, on: string, more: Partial<FrameworkVersion> = {}): FrameworkVersion => ({
  id,
  on,
  edition: '1',
  state: 'in_force',
  archived: false,
  uses: ['referral'],
  adoptedOn: null,
  replaces: null,
  ...more,
})
const said = (versions: readonly FrameworkVersion[]) =>
  editionsFor('referral', versions).map(({ id, edition, from, until }) => `${id} ${edition} ${from} ${until ?? '…'}`)

test('an edition is followed since it was adopted, however late it was entered, and a draft is not', () => {
  assert.deepEqual(said([version('a', '2026-11-01', { adoptedOn: '2024-02-01' })]), ['a 1 2024-02-01 …'])
  assert.deepEqual(said([version('a', '2026-11-01', { state: 'draft', adoptedOn: '2024-02-01' })]), [])
  assert.deepEqual(said([version('a', '2026-11-01', { uses: ['shelter'] })]), [])
})

test('another edition takes its place on the day that it was adopted, also where the first was never in force here', () => {
  const next = version('b', '2026-11-02', { edition: '2', adoptedOn: '2026-06-01', replaces: 'a' })
  const entered = version('a', '2026-11-01', { adoptedOn: '2024-02-01' })
  const replaced = { state: 'replaced', adoptedOn: '2024-02-01' }
  const told = ['a 1 2024-02-01 2026-06-01', 'b 2 2026-06-01 …']
  assert.deepEqual(said([next, entered, version('a', '2026-11-02', replaced)]), told)
  assert.deepEqual(said([next, version('a', '2026-11-02', replaced)]), told)
})

test('an edition that was changed in place, or put in the archive, was followed until that day', () => {
  assert.deepEqual(
    said([version('a', '2026-01-01'), version('a', '2026-03-01'), version('a', '2026-05-01', { edition: '1.1' })]),
    ['a 1 2026-01-01 2026-05-01', 'a 1.1 2026-05-01 …'],
  )
  assert.deepEqual(said([version('a', '2026-01-01'), version('a', '2026-04-01', { archived: true })]), [
    'a 1 2026-01-01 2026-04-01',
  ])
})

test('on every day one edition of a chain is followed, from the first on', () => {
  const days = ['2025-01-01', '2025-07-01', '2026-02-01', '2026-09-01']
  const chain = days.flatMap((day, at) => [
    version(`r${at}`, day, { edition: String(at), replaces: at === 0 ? null : `r${at - 1}` }),
    ...(days[at + 1] === undefined
      ? []
      : [version(`r${at}`, days[at + 1]!, { edition: String(at), state: 'replaced' })]),
  ])
  const editions = editionsFor('referral', chain)
  for (const day of ['2025-01-01', '2025-06-30', '2025-07-01', '2026-01-31', '2026-02-01', '2026-12-31'])
    assert.equal(followedOn(editions, day).length, 1, day)
  assert.deepEqual(followedOn(editions, '2024-12-31'), [])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import type { Share } from '../domain/shares.ts'
import { protectGroups, protectShares } from './protect-shares.ts'

const rule = unwrap(disclosureRule())
const share = (id: string, part: number, rest: number): Share => ({
  id,
  part,
  of: part + rest,
  children: { part, rest },
})
const told = async (...shares: readonly Share[]) =>
  Object.fromEntries((await protectShares(shares, rule)).map(({ id, of, share: is }) => [id, [of, is]]))
const many = rule.threshold * 4

test('a share is told where enough children are behind the part and behind the rest, of about so many', async () => {
  const few = rule.threshold - 1
  assert.deepEqual(await told(share('heard', many, many)), { heard: [many * 2, 0.5] })
  assert.deepEqual(await told(share('heard', few, many)), { heard: [null, null] })
  assert.deepEqual(await told(share('heard', many, few)), { heard: [null, null] })
  assert.deepEqual(await told(share('heard', 0, 0)), { heard: [0, null] }, 'that there was nothing to count is told')
  const [of] = (await told(share('heard', many + 1, many)))['heard']!
  assert.equal(of! % rule.threshold, 0, 'one child more or less does not show')
})

test('by groups a share is told of those with enough behind both; of the others nothing, and two are left out where the total tells of one', async () => {
  const of = async (...groups: readonly Share[]) => (await protectGroups(groups, rule)).map(({ id }) => id)
  const [a, b, c] = [
    share('cleared.SY', many, many),
    share('cleared.ET', many, many + 3),
    share('cleared.UA', many, many),
  ]
  assert.deepEqual(await of(a, b), ['cleared.SY', 'cleared.ET'])
  assert.deepEqual(await of(share('cleared.SY', 2, many), share('cleared.ET', 1, 1)), [])
  const small = share('cleared.LA', 1, 2)
  const told = await of(a, b, c, small)
  assert.ok(!told.includes('cleared.LA'))
  assert.ok(told.length < 3, 'what is hidden is not what the total leaves')
  assert.deepEqual(await of(), [])
})

test('of one whole no part is told that the others leave, and none where the whole is of few', async () => {
  const whole = await told(
    share('left.a', many, many + 1),
    share('left.b', many, many + 1),
    share('left.c', 1, many * 2),
  )
  assert.deepEqual(whole['left.c'], [null, null])
  assert.ok(
    Object.values(whole).filter(([of]) => of === null).length !== 1,
    'one alone that is withheld would be what the rest leave',
  )
  const few = await told(share('lasts.goes_on', 2, 0), share('lasts.not_found', 0, 2))
  assert.deepEqual(few, { 'lasts.goes_on': [null, null], 'lasts.not_found': [null, null] })
})

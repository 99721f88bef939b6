import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressPattern, deepest, excerptOf, lawQuery } from './search.ts'

const matches = (typed: string, eId: string): boolean => {
  const query = lawQuery(typed)
  return query.by === 'number' && new RegExp(addressPattern(query)).test(eId)
}

test('a number is looked for as an address, whatever word or script it is written in', () => {
  assert.ok(
    matches('5', 'sec_5') && matches('5', 'art_5') && !matches('5', 'sec_51') && !matches('5', 'sec_1__subsec_5'),
  )
  assert.ok(matches('section 5(2)(a)', 'sec_5__subsec_2__para_a') && !matches('section 5(2)(a)', 'sec_5__subsec_2'))
  assert.ok(matches('Art. 225-4-1', 'art_225-4-1') && matches('§ 232', 'art_232') && matches('المادة ٥', 'art_5'))
  assert.ok(matches('Part II', 'part_II') && matches('12A', 'hcontainer_1__sec_12A'))
})

test('anything else is words, without what a query could mean by signs', () => {
  assert.deepEqual(lawQuery("consent' | !victim:*"), { by: 'words', words: ['consent', 'victim'] })
  assert.deepEqual(lawQuery('الاتجار بالأشخاص'), { by: 'words', words: ['الاتجار', 'بالأشخاص'] })
  assert.deepEqual(lawQuery('&&'), { by: 'words', words: [] })
  assert.equal(lawQuery('child 5').by, 'words')
})

test('of provisions that stand in each other the deepest is shown, with the words around', () => {
  const at = (eId: string, expressionId = 'x') => ({ expressionId, eId })
  assert.deepEqual(deepest([at('sec_1'), at('sec_1__subsec_2'), at('sec_1', 'y')]), [
    at('sec_1__subsec_2'),
    at('sec_1', 'y'),
  ])
  const long = `${'word '.repeat(100)}consent ${'more '.repeat(100)}`
  assert.match(excerptOf(long, ['consent']), /^… (?:word )+consent (?:more )+…$|^… .*consent.* …$/)
  assert.equal(excerptOf('short', ['none']), 'short')
})

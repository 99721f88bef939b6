import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressed, readLaw } from '@gloact/law'
import { folded, holdingAll, indexOf, withoutArticle } from './law-index.ts'
import { excerptOf, lawQuery, soughtBy } from './search.ts'

const numbered = (eId: string) => indexOf([{ eId, heading: '', text: [], after: [], children: [] }]).words

const matches = (typed: string, eId: string): boolean =>
  soughtBy(lawQuery(typed)).every((sought) => 'exact' in sought && sought.exact.some((word) => numbered(eId).has(word)))

test('a number is looked for as an address, whatever word or script it is written in', () => {
  assert.ok(
    matches('5', 'sec_5') && matches('5', 'art_5') && !matches('5', 'sec_51') && !matches('5', 'sec_1__subsec_5'),
  )
  assert.ok(matches('section 5(2)(a)', 'sec_5__subsec_2__para_a') && !matches('section 5(2)(a)', 'sec_5__subsec_2'))
  assert.ok(matches('Art. 225-4-1', 'art_225-4-1') && matches('§ 232', 'art_232') && matches('المادة ٥', 'art_5'))
  assert.ok(matches('Part II', 'part_II') && matches('12A', 'hcontainer_1__sec_12A') && matches('12a', 'sec_12A_dup_2'))
})

test('anything else is words, without what a query could mean by signs', () => {
  assert.deepEqual(lawQuery("consent' | !victim:*"), { by: 'words', words: ['consent', 'victim'] })
  assert.deepEqual(lawQuery('الاتجار بالأشخاص'), { by: 'words', words: ['اتجار', 'اشخاص'] })
  assert.deepEqual(lawQuery('&&'), { by: 'words', words: [] })
  assert.equal(lawQuery('child 5').by, 'words')
  assert.deepEqual(soughtBy(lawQuery('in force')), [{ exact: ['in'] }, { beginning: 'force' }])
})

test('words are alike whatever their case, accents, vowel signs or article', () => {
  assert.equal(folded('Pénalité'), 'penalite')
  assert.equal(folded('Straße'), 'strasse')
  assert.equal(folded('الضَّحِيَّة'), folded('الضحيه'))
  assert.equal(withoutArticle(folded('والاتجار')), folded('اتجار'))
  assert.equal(withoutArticle('ال'), 'ال')
})

test('of provisions that stand in each other the deepest that holds all words is found', () => {
  const source = '1. Offence\n\n(1) Nobody shall recruit.\n\n(2) Nobody shall harbour a child.\n\n2. Penalty\n\nPrison.'
  const provisions = addressed(readLaw(source, 'en').law)
  const { parents, sizes, words } = indexOf(provisions)
  const holding = (...typed: string[]) =>
    holdingAll(
      parents,
      typed.map((word) => words.get(word) ?? []),
    )
  assert.deepEqual(holding('recruit'), [1])
  assert.deepEqual(holding('nobody'), [1, 2], 'both, and not what they stand in')
  assert.deepEqual(holding('recruit', 'harbour'), [0], 'only together')
  assert.deepEqual(holding('recruit', 'prison'), [])
  assert.deepEqual(holding('offence', 'child'), [0], 'a heading and the words below it')
  assert.equal(sizes[0], 'OffenceNobody shall recruit.Nobody shall harbour a child.'.length)
})

test('the words around are shown, also where they are written otherwise', () => {
  const long = `${'word '.repeat(100)}consent ${'more '.repeat(100)}`
  assert.match(excerptOf(long, ['consent']), /^… .*consent.* …$/)
  assert.match(excerptOf(`${'x '.repeat(100)}Pénalités`, ['penalit']), /Pénalités$/)
  assert.equal(excerptOf('short', ['none']), 'short')
})

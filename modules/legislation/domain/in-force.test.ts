import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { billChanges, summarise } from './finding.ts'
import { countsOn, datedTexts, standingOn, textOn } from './in-force.ts'
import { provisionLabels } from './provision-place.ts'

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const days = fc.uniqueArray(day, { minLength: 1, maxLength: 6 }).map((all) => all.toSorted().toReversed())
const kind = fc.constantFrom('baseline', 'review', 'draft_bill')

test('of the texts of an act at most one is in force on a day, none that begins later counts, and it is the text of that day', () => {
  fc.assert(
    fc.property(days, day, kind, (begins, asOf, of) => {
      const texts = datedTexts(begins.map((validFrom) => ({ id: validFrom, language: 'en', validFrom })))
      const standing = texts.map((text) => standingOn({ ...text, type: 'act' }, { asOf, kind: of }))
      const inForce = texts.filter((_, at) => standing[at] === 'in_force')
      const expected = begins.filter((begin) => begin <= asOf).slice(0, 1)
      assert.deepEqual(
        inForce.map(({ validFrom }) => validFrom),
        expected,
      )
      for (const [at, { validFrom }] of texts.entries()) assert.equal(countsOn(standing[at]!), validFrom <= asOf)
      assert.equal(textOn(texts, asOf)?.validFrom, expected[0] ?? begins.at(-1))
    }),
    { seed: 31 },
  )
})

test('a bill is cited only where a bill is assessed, and a text in another language replaces nothing', () => {
  fc.assert(
    fc.property(day, day, kind, (validFrom, asOf, of) => {
      const standing = standingOn({ type: 'bill', validFrom, nextFrom: null }, { asOf, kind: of })
      assert.equal(standing, of === 'draft_bill' ? 'in_force' : 'bill')
      assert.equal(countsOn(standing), of === 'draft_bill')
    }),
    { seed: 31 },
  )
  const two = datedTexts([
    { id: 'b', language: 'fr', validFrom: '2021-01-01' },
    { id: 'a', language: 'en', validFrom: '2020-01-01' },
  ])
  assert.deepEqual(
    two.map(({ nextFrom }) => nextFrom),
    [null, null],
  )
})

test('no gaps is said of what is answered: at nothing, one and many', () => {
  const obligations = ['a', 'b', 'c'].map((id) => ({
    id,
    binding: id === 'c' ? ('consider' as const) : ('mandatory' as const),
    tier: 'core' as const,
    elements: [{ id, text: id }],
  }))
  const none = summarise(obligations, new Map())
  assert.deepEqual([none.gaps, none.answered, none.unanswered], [[], 0, 3])
  const one = summarise(obligations, new Map([['a', 'met']]))
  assert.deepEqual([one.gaps, one.answered, one.unanswered], [[], 1, 2])
  const all = summarise(
    obligations,
    new Map([
      ['a', 'not_met'],
      ['b', 'partial'],
      ['c', 'partial'],
    ]),
  )
  assert.deepEqual([all.gaps, all.answered, all.unanswered, all.notDemanded], [['a', 'b'], 3, 0, 1])
})

test('a bill neither closes nor opens what is not answered of it and of the law', () => {
  const answered = new Set<string>()
  const open = new Set(['a', 'b'])
  const law = { gaps: ['a'], open: answered }
  assert.deepEqual(billChanges(law, { gaps: [], open }), { closes: [], opens: [], unknown: 2 })
  assert.deepEqual(billChanges({ gaps: [], open }, { gaps: ['b'], open: answered }).opens, [])
  assert.deepEqual(billChanges(law, { gaps: ['b'], open: answered }), { closes: ['a'], opens: ['b'], unknown: 0 })
})

test('a provision is named with the section or article that it stands in', () => {
  const provisions = [
    { eId: 'part_1', num: 'PART I', heading: 'General' },
    { eId: 'sec_6', num: '6.', heading: 'Identity' },
    { eId: 'sec_6__subsec_1', num: '(1)', heading: '' },
    { eId: 'sec_6__subsec_1__para_a', num: '(a)', heading: '' },
    { eId: 'art_12', num: 'Article 12', heading: '' },
    { eId: 'art_12__para_2', num: '2.', heading: '' },
    { eId: 'part_1__hcontainer_1', num: '', heading: 'Words' },
  ]
  assert.deepEqual(
    [...provisionLabels(provisions).values()],
    ['PART I General', '6 Identity', '6(1) Identity', '6(1)(a) Identity', 'Article 12', 'Article 12 2', 'Words'],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ranked, type WeighedShortlist } from './weigh.ts'
import { shareChildren } from './share-children.ts'

const asked = (request: string, chances: Readonly<Record<string, number>>): WeighedShortlist => {
  const found = Object.keys(chances).map((id) => ({ id }))
  const figures = Float64Array.from(Object.values(chances))
  const rest = 1 - Object.values(chances).reduce((sum, chance) => sum + chance, 0)
  return {
    shortlist: { request: { id: request }, candidates: { found } },
    scores: figures,
    probabilities: figures,
    nobody: rest,
    sibling: 0,
  } as unknown as WeighedShortlist
}
const chancesOf = ({ shortlist, probabilities }: WeighedShortlist) =>
  Object.fromEntries(shortlist.candidates.found.map(({ id }, at) => [id, probabilities[at]!]))

test('a child whom one request finds almost surely is hardly whom another seeks; two relatives may still seek one', () => {
  const [sure, torn] = shareChildren([asked('a', { lin: 0.95 }), asked('b', { lin: 0.5, tala: 0.4 })], 100)
  assert.ok(chancesOf(sure!)['lin']! > 0.85)
  assert.equal(ranked(torn!)[0], 1, 'the other child comes first now')
  assert.ok(chancesOf(torn!)['lin']! > 0, 'and the one is left')
})

test('the more children others have found, the likelier is each of those who are left', () => {
  const others = Array.from({ length: 60 }, (_, at) => asked(`r${at}`, { [`c${at}`]: 0.9 }))
  const likely = (cases: number) =>
    chancesOf(shareChildren([...others, asked('last', { lin: 0.5 })], cases).at(-1)!)['lin']!
  assert.ok(likely(80) > 0.7, 'most children are found')
  assert.ok(Math.abs(likely(100_000) - 0.5) < 0.01, 'hardly any is')
})

test('a request alone stays as it was, and what is left always sums to 1', () => {
  const alone = asked('a', { lin: 0.7, tala: 0.2 })
  const kept = chancesOf(shareChildren([alone], 100)[0]!)
  for (const [id, chance] of Object.entries(chancesOf(alone))) assert.ok(Math.abs(kept[id]! - chance) < 1e-12)
  const chance = fc.double({ min: 0, max: 0.3, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(fc.record({ lin: chance, tala: chance, yazan: chance }), { minLength: 1, maxLength: 8 }),
      (all) => {
        for (const one of shareChildren(
          all.map((chances, at) => asked(String(at), chances)),
          50,
        )) {
          const sum = one.probabilities.reduce((total, each) => total + each, one.nobody + one.sibling)
          assert.ok(Math.abs(sum - 1) < 1e-9)
        }
      },
    ),
    { seed: 5 },
  )
})

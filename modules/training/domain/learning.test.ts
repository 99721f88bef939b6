import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import { countPeople } from './counting.ts'
import { drawForms, type DrawnFrom } from './draw-forms.ts'
import {
  countingAttempts,
  evaluate,
  itemStatistics,
  normalisedGain,
  scoreOf,
  type Attempt,
  type TestKind,
} from './evaluation.ts'
import { readGift } from './gift/read-gift.ts'
import { markOf, type GivenAnswer } from './marking.ts'

const sat = (participantId: string, kind: TestKind, score: number, number = 1): Attempt => ({
  participantId,
  test: kind,
  number,
  // Ten questions, of which as many were right.
  // The same questions before and after: the two tests are comparable.
  marks: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`q${at}`, at < score / 10 ? 1 : 0])),
})

test('gain is of those who sat both tests, and says of how many who attended', () => {
  const result = evaluate({
    attended: ['a', 'b', 'c', 'd'],
    attempts: [
      sat('a', 'pre', 40),
      sat('a', 'post', 70),
      sat('b', 'pre', 60),
      sat('b', 'post', 80),
      sat('c', 'pre', 0),
      sat('d', 'post', 100),
      sat('x', 'pre', 0),
      sat('x', 'post', 100),
    ],
    repeats: false,
    passMark: 75,
  })
  assert.deepEqual([result.attended, result.paired], [4, 2])
  assert.deepEqual(result.gain, { n: 2, mean: 25 })
  assert.deepEqual(result.normalisedGain, { n: 2, mean: 0.5 })
  assert.deepEqual([result.pre.n, result.post.n], [3, 3])
  assert.deepEqual(result.passed, { n: 3, count: 2, share: 2 / 3 })
})

test('normalised gain is undefined for those who had everything right before, and they are left out of its mean alone', () => {
  assert.equal(normalisedGain(100, 100), null)
  const result = evaluate({
    attended: ['a', 'b'],
    attempts: [sat('a', 'pre', 100), sat('a', 'post', 90), sat('b', 'pre', 50), sat('b', 'post', 100)],
    repeats: false,
    passMark: 50,
  })
  assert.deepEqual(
    [result.gain, result.normalisedGain],
    [
      { n: 2, mean: 20 },
      { n: 1, mean: 1 },
    ],
  )
})

test('no gain is told of two tests with different questions, unless people who were not taught found them equally hard', () => {
  const attempts: readonly Attempt[] = [
    { participantId: 'a', test: 'pre', number: 1, marks: { p1: 0, p2: 1 } },
    { participantId: 'a', test: 'post', number: 1, marks: { q1: 1, q2: 1 } },
  ]
  const given = { attended: ['a'], attempts, repeats: false, passMark: 50 }
  const apart = evaluate(given)
  assert.deepEqual([apart.comparable, apart.paired, apart.gain], [false, 1, { n: 0, mean: null }])
  assert.deepEqual([apart.pre.mean, apart.post.mean], [50, 100], 'the two scores stand apart')
  const seen = (n: number, ...difficulties: readonly number[]) =>
    new Map(['p1', 'p2', 'q1', 'q2'].map((id, at) => [id, { n, difficulty: difficulties[at] ?? 0 }]))
  assert.deepEqual(evaluate({ ...given, earlier: seen(5, 0.4, 0.6, 0.5, 0.55) }).gain, { n: 1, mean: 50 })
  assert.equal(evaluate({ ...given, earlier: seen(4, 0.4, 0.6, 0.5, 0.55) }).comparable, false, 'too few answered')
  assert.equal(evaluate({ ...given, earlier: seen(9, 0.4, 0.6, 0.6, 0.7) }).comparable, false, 'one was easier')
  assert.equal(evaluate({ attended: [], attempts: [], repeats: false, passMark: 50 }).comparable, false)
})

test('what is of nobody is undefined, not zero', () => {
  const none = evaluate({ attended: ['a'], attempts: [], repeats: false, passMark: 50 })
  assert.deepEqual([none.gain.mean, none.pre.mean, none.passed.share, none.paired], [null, null, null, 0])
  assert.equal(scoreOf({ marks: {} }), null)
})

test('gains use only paired persons: attempts of one test alone change no gain', () => {
  const random = randomSource(5)
  for (let round = 0; round < 300; round += 1) {
    const people = Array.from({ length: 1 + random.below(12) }, (_, at) => `p${at}`)
    const attempts = people.flatMap((id) => {
      const both = [sat(id, 'pre', random.below(11) * 10), sat(id, 'post', random.below(11) * 10)]
      return both.filter(() => random.below(3) > 0)
    })
    const all = evaluate({ attended: people, attempts, repeats: false, passMark: 60 })
    const has = (id: string, kind: TestKind) => attempts.some((a) => a.participantId === id && a.test === kind)
    const paired = attempts.filter(({ participantId: id }) => has(id, 'pre') && has(id, 'post'))
    const without = evaluate({ attended: people, attempts: paired, repeats: false, passMark: 60 })
    assert.deepEqual([all.gain, all.normalisedGain, all.paired], [without.gain, without.normalisedGain, without.paired])
    assert.ok(all.paired <= all.attended)
  }
})

test('a second attempt never counts unless it was allowed; then the last does, in whatever order they arrive', () => {
  const attempts = [sat('a', 'post', 90, 2), sat('a', 'post', 30, 1), sat('a', 'post', 60, 3)]
  const counting = (repeats: boolean) => countingAttempts(attempts, repeats).map(({ number }) => number)
  assert.deepEqual([counting(false), counting(true)], [[1], [3]])
  const random = randomSource(9)
  for (let round = 0; round < 200; round += 1) {
    const first = [sat('a', 'pre', random.below(11) * 10), sat('a', 'post', random.below(11) * 10)]
    const more = Array.from({ length: random.below(4) }, (_, at) => sat('a', 'post', random.below(11) * 10, at + 2))
    const of = (list: readonly Attempt[]) => evaluate({ attended: ['a'], attempts: list, repeats: false, passMark: 50 })
    assert.deepEqual(of([...more, ...first]), of(first))
  }
})

test('difficulty is the mean share of the mark; discrimination tells those who know from those who do not', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f']
  const attempts = people.map((participantId, at): Attempt => ({
    participantId,
    test: 'pre',
    number: 1,
    marks: {
      telling: at < 3 ? 1 : 0,
      other: at < 3 ? 1 : 0,
      third: at === 0 ? 0.5 : 0,
      everybody: 1,
      misleading: at < 3 ? 0 : 1,
    },
  }))
  const items = new Map(itemStatistics(attempts).map((item) => [item.questionId, item]))
  assert.equal(items.get('telling')?.difficulty, 0.5)
  assert.equal(items.get('everybody')?.discrimination, null, 'nothing that it could tell apart')
  assert.ok(items.get('telling')!.discrimination! > 0)
  assert.ok(items.get('misleading')!.discrimination! < 0)
  const few = itemStatistics(attempts.slice(0, 4))
  assert.deepEqual([...new Set(few.map(({ discrimination }) => discrimination))], [null], 'too few people')
})

test('whether a question got easier is said where both tests asked it', () => {
  const both = (kind: TestKind, mark: number): Attempt => ({
    participantId: 'a',
    test: kind,
    number: 1,
    marks: { q: mark, [kind]: 1 },
  })
  const items = itemStatistics([both('pre', 0), both('post', 1)])
  assert.deepEqual(
    items.filter(({ test: kind }) => kind === 'post').map(({ questionId, easier }) => [questionId, easier]),
    [
      ['q', 1],
      ['post', null],
    ],
  )
})

const bank = (sizes: Readonly<Record<string, number>>, difficulty: (at: number) => number | null = () => null) =>
  Object.entries(sizes).flatMap(([category, size]) =>
    Array.from({ length: size }, (_, at): DrawnFrom => ({
      id: `${category}${at}`,
      category,
      difficulty: difficulty(at),
    })),
  )

test('two forms share no question and hold as many of each category; the seed repeats the draw', () => {
  const questions = bank({ consent: 10, indicators: 20, law: 5 })
  const of = (id: string) => questions.find((question) => question.id === id)!.category
  for (let seed = 0; seed < 50; seed += 1) {
    const drawn = drawForms(questions, { perForm: 10, seed })
    assert.ok(drawn.ok)
    const { a, b, categories } = drawn.value
    assert.deepEqual([a.length, b.length, new Set([...a, ...b]).size], [10, 10, 20])
    for (const { category, each } of categories) {
      assert.deepEqual(
        [a, b].map((form) => form.filter((id) => of(id) === category).length),
        [each, each],
      )
    }
    assert.deepEqual(drawForms(questions, { perForm: 10, seed }), drawn)
  }
  assert.equal(drawForms(questions, { perForm: 18, seed: 1 }).ok, false, 'both forms need as many')
})

test('where difficulty is known, the forms are dealt alike, and what difference is left is said', () => {
  const drawn = drawForms(
    bank({ one: 40 }, (at) => at / 40),
    { perForm: 20, seed: 3 },
  )
  assert.ok(drawn.ok && drawn.value.easier !== null && Math.abs(drawn.value.easier) < 0.03)
  const unknown = drawForms(bank({ one: 40 }), { perForm: 20, seed: 3 })
  assert.ok(unknown.ok && unknown.value.easier === null)
})

const answersOf = (text: string) => readGift(text).questions[0]!.answers
const mark = (text: string, given: GivenAnswer | undefined) => markOf(answersOf(text), given)

test('answers are marked as the bank says', () => {
  const one = 'Which?{~a =b ~%50%c}'
  assert.deepEqual(
    [[1], [0], [2], [0, 1], []].map((choices) => mark(one, { choices })),
    [1, 0, 0.5, 0, 0],
  )
  const two = 'Which?{~%50%a ~%50%b ~%-50%c}'
  assert.deepEqual(
    [[0, 1], [0], [0, 1, 2], [2]].map((choices) => mark(two, { choices })),
    [1, 0.5, 0.5, 0],
  )
  const marked = 'Which?{=a =b ~c}'
  assert.deepEqual(
    [[0, 1], [0, 2], [0]].map((choices) => mark(marked, { choices })),
    [1, 0, 0.5],
  )
  assert.deepEqual(
    [true, false].map((isTrue) => mark('So?{F}', { isTrue })),
    [0, 1],
  )
  assert.deepEqual(
    ['Rome ', 'ROME', 'Milan', ''].map((text) => mark('Where?{=Rome =%50%Mil*}', { text })),
    [1, 1, 0.5, 0],
  )
  assert.deepEqual(
    ['٣٫١٤', '3,14', '3.2', 'x'].map((text) => mark('Pi?{#3.14:0.005}', { text })),
    [1, 1, 0, 0],
  )
  assert.deepEqual(
    [
      [0, 1],
      [1, 0],
      [0, null],
    ].map((pairs) => mark('Pair?{=a->1 =b->2}', { pairs })),
    [1, 0, 0.5],
  )
  assert.equal(mark('Write.{}', { text: 'x' }), null, 'people read it')
  assert.equal(mark(one, undefined), 0)
  assert.equal(mark(one, { isTrue: true }), 0)
})

test('no answer earns more than the mark or less than nothing', () => {
  const random = randomSource(11)
  const answers = ['Q?{~%50%a ~%50%b ~%-50%c}', 'Q?{=a =b ~c ~d}', 'Q?{=a->1 =b->2 =c->1}', 'Q?{#1..3}'].map(answersOf)
  for (let round = 0; round < 500; round += 1) {
    const places = Array.from({ length: random.below(6) }, () => random.below(6))
    for (const of of answers) {
      for (const given of [{ choices: places }, { pairs: places }, { text: String(places[0]) }]) {
        const got = markOf(of, given)!
        assert.ok(got >= 0 && got <= 1)
      }
    }
  }
})

test('distinct people are never more than entries, nor these than participant-days; a merge undone changes nothing', () => {
  const random = randomSource(13)
  for (let round = 0; round < 300; round += 1) {
    const entries = Array.from({ length: random.below(40) }, () => ({
      practitionerId: `p${random.below(9)}`,
      eventId: `e${random.below(4)}`,
      day: `2026-11-0${1 + random.below(3)}`,
    }))
    const before = countPeople(entries)
    const merged = countPeople(entries, new Map([['p1', 'p2']]))
    assert.ok(before.people <= before.entries && before.entries <= before.participantDays)
    assert.ok(merged.people <= merged.entries && merged.people <= before.people)
    assert.deepEqual(countPeople(entries, new Map()), before)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  captureHistories,
  createRecords,
  drawnHistories,
  explainPair,
  linkRecords,
  measureReview,
  reviewSample,
  type Decision,
} from './index.ts'
import { INVENTED_COLUMNS, INVENTED_SCHEMA, inventedPeople, recordsOf } from '../bench/invented-people.ts'

function invented(count: number, options: { share?: number; seed?: number } = {}) {
  const rows = [...inventedPeople(count, options)]
  return { records: recordsOf(rows), persons: rows.map(({ person }) => person) }
}

const { records, persons } = invented(600)
const linked = await linkRecords(records, { mode: 'within_all' })
assert.ok(linked.ok)
const linkage = linked.value
const { scorer } = linkage

test('records of one person are found without labels, and as many are expected as there are', () => {
  let there = 0
  for (let a = 0; a < persons.length; a++) for (let b = 0; b < a; b++) if (persons[a] === persons[b]) there++
  const right = linkage.pairs.filter(({ a, b }) => persons[a] === persons[b]).length
  assert.ok((2 * right) / (linkage.pairs.length + there) > 0.98, `F1 ${(2 * right) / (linkage.pairs.length + there)}`)
  assert.ok(Math.abs(linkage.expectedMatches / there - 1) < 0.1, `${linkage.expectedMatches} expected, ${there} there`)
})

const anyRecord = fc.integer({ min: 0, max: records.count - 1 })

test('a pair weighs the same from either side, and its terms sum to its weight', () => {
  const into = new Float64Array(records.fields.length + 1)
  const back = new Float64Array(records.fields.length + 1)
  fc.assert(
    fc.property(anyRecord, anyRecord, (a, b) => {
      const weight = scorer.terms(a, b, into)
      scorer.terms(b, a, back)
      assert.deepEqual([...into], [...back])
      assert.equal(scorer.weigh(a, b), weight)
      assert.equal(
        into.reduce((sum, term) => sum + term, 0),
        weight,
      )
    }),
    { numRuns: 2000 },
  )
})

test('what is missing weighs nothing', () => {
  const into = new Float64Array(records.fields.length + 1)
  fc.assert(
    fc.property(anyRecord, anyRecord, (a, b) => {
      scorer.terms(a, b, into)
      records.fields.forEach((field, at) => {
        // A name may be held against the other name of the other record, crosswise.
        const crossed = field.kind === 'given_name' || field.kind === 'family_name'
        if (!crossed && (field.codes[a]! < 0 || field.codes[b]! < 0)) assert.equal(into[at], 0, field.name)
      })
    }),
    { numRuns: 2000 },
  )
})

test('a value that is missing takes away its own term and moves no other', () => {
  const into = new Float64Array(records.fields.length + 1)
  const without = new Float64Array(records.fields.length + 1)
  // Given and family name are weighed together, and the sex by whether the given name agrees.
  const alone = records.fields.flatMap(({ kind }, at) => (kind === 'given_name' || kind === 'family_name' ? [] : [at]))
  fc.assert(
    fc.property(anyRecord, anyRecord, fc.constantFrom(...alone), (a, b, at) => {
      if (a === b) return
      const { codes } = records.fields[at]!
      const own = codes[b]!
      scorer.terms(a, b, into)
      codes[b] = -1
      scorer.terms(a, b, without)
      codes[b] = own
      // What is known of a birth is compared as a date, a year or an age, and is missing from all three.
      records.fields.forEach((field, other) => {
        if (field.codes === codes) into[other] = 0
      })
      assert.deepEqual([...without], [...into])
    }),
    { numRuns: 2000 },
  )
})

test('agreeing in a field that did not agree never lowers a weight', () => {
  const levels = new Uint8Array(records.fields.length)
  const chances = new Float32Array(records.fields.length)
  fc.assert(
    fc.property(anyRecord, anyRecord, fc.integer({ min: 0, max: records.fields.length - 1 }), (a, b, at) => {
      const { codes, kind } = records.fields[at]!
      if (a === b || codes[a]! < 0 || codes[b]! < 0) return
      const before = scorer.weigh(a, b)
      // Names that agree crosswise do agree: written the same in their own columns, they agree there and no longer crosswise.
      const crosswise = scorer.levels(a, b, levels, chances)
      if (crosswise && (kind === 'given_name' || kind === 'family_name')) return
      const own = codes[b]!
      codes[b] = codes[a]!
      const after = scorer.weigh(a, b)
      codes[b] = own
      assert.ok(after >= before - 1e-9, `${records.fields[at]!.name}: ${before} to ${after}`)
    }),
    { numRuns: 3000 },
  )
})

test('the levels of a field are ordered: the better never weighs less', () => {
  for (const { m, u, field } of linkage.model.fields) {
    const ratios = m.map((share, level) => share / u[2]![level]!)
    for (let level = 1; level < ratios.length; level++) {
      assert.ok(ratios[level - 1]! >= ratios[level]! * (1 - 1e-9), `${field}: level ${level}`)
    }
  }
})

test('it comes out the same for a seed, whatever was linked in between', async () => {
  const again = await linkRecords(invented(600).records, { mode: 'within_all' })
  assert.ok(again.ok)
  assert.deepEqual(again.value.pairs, linkage.pairs)
  assert.deepEqual(again.value.model, linkage.model)
})

test('a list in digits of another script is linked as one in ours', async () => {
  const arabic = (text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
  const rows = [...inventedPeople(600)].map(({ cells }, at) => ({
    cells: at % 2 ? cells : [cells[0]!, ...cells.slice(1).map(arabic)],
  }))
  const written = await linkRecords(recordsOf(rows), { mode: 'within_all' })
  assert.ok(written.ok)
  assert.deepEqual(written.value.pairs, linkage.pairs)
})

test('an explanation says every term in words and sums to the weight', () => {
  const { a, b } = linkage.pairs[0]!
  const { reasons, weight } = explainPair(scorer, a, b)
  const sum = reasons.reduce((total, reason) => total + reason.weight, 0)
  assert.ok(Math.abs(sum - weight) < 1e-9)
  for (const { words } of reasons) assert.match(words, /: (?:[+−]\d+\.\d|0)$/)
  const missing = linkage.weighed.a.findIndex((one) => records.fields.at(-1)!.codes[one]! < 0)
  assert.ok(missing >= 0)
  const other = explainPair(scorer, linkage.weighed.a[missing]!, linkage.weighed.b[missing]!)
  assert.ok(other.reasons.some(({ words, weight }) => words.includes('not recorded') && weight === 0))
})

test('a sample for review takes pairs of every band of probability, each once', () => {
  const sample = reviewSample(linkage, 40)
  assert.equal(new Set(sample.map(({ a, b }) => `${a} ${b}`)).size, sample.length)
  assert.ok(sample.length <= 40 && sample.length > 20)
  assert.ok(new Set(sample.map(({ band }) => band)).size >= 3)
  assert.deepEqual(reviewSample(linkage, 40), sample)
})

test('lists hold a person once: two records of a list never come into one cluster', async () => {
  const rows = [...inventedPeople(450, { share: 0.5, seed: 3 })]
  const builder = createRecords(INVENTED_SCHEMA, { year: 2026 })
  for (const list of [0, 1, 2]) {
    builder.open(`list ${list}`, INVENTED_COLUMNS)
    rows.forEach(({ cells }, at) => at % 3 === list && builder.add(cells))
  }
  const lists = builder.finish()
  const result = await linkRecords(lists, { mode: 'between_lists' })
  assert.ok(result.ok)
  const seen = new Set<string>()
  result.value.clusters.forEach((cluster, record) => {
    const key = `${cluster} ${lists.lists[record]}`
    assert.ok(!seen.has(key))
    seen.add(key)
  })
  for (const { a, b } of result.value.pairs) assert.notEqual(lists.lists[a], lists.lists[b])
  const histories = captureHistories(lists, result.value.clusters)
  const persons = new Set(result.value.clusters).size
  assert.equal(
    histories.reduce((sum, { count }) => sum + count, 0),
    persons,
  )
})

test('what people decided holds in pairs, clusters and every draw, and is not asked again', async () => {
  const decisions = reviewSample(linkage, 60).map(({ a, b }, at): Decision => {
    if (at % 7 === 0) return { a, b, verdict: 'unsure' }
    return { a, b, verdict: persons[a] === persons[b] ? 'same' : 'not_same' }
  })
  // Whatever the model says: two strangers are one person, and a sure pair is not.
  const certain = linkage.pairs.find(({ a, b }) => !decisions.some((held) => held.a === a && held.b === b))!
  const strangers = [persons.indexOf(300), persons.indexOf(400)] as const
  decisions.push({ a: certain.b, b: certain.a, verdict: 'not_same' })
  decisions.push({ a: strangers[0], b: strangers[1], verdict: 'same' })
  const result = await linkRecords(records, { mode: 'within_all', decisions })
  assert.ok(result.ok)
  const { pairs, clusters, draws } = result.value
  const find = (a: number, b: number) => pairs.find((pair) => pair.a === Math.min(a, b) && pair.b === Math.max(a, b))
  for (const { a, b, verdict } of decisions) {
    if (verdict === 'unsure') continue
    const held = verdict === 'same'
    assert.deepEqual([find(a, b)?.probability, find(a, b)?.decided], held ? [1, true] : [undefined, undefined])
    for (const drawn of [clusters, ...draws]) assert.equal(drawn[a] === drawn[b], held)
  }
  const asked = new Set(reviewSample(result.value, 10_000).map(({ a, b }) => `${a} ${b}`))
  for (const { a, b, verdict } of decisions)
    if (verdict !== 'unsure') assert.ok(!asked.has(`${Math.min(a, b)} ${Math.max(a, b)}`))
  // Nothing is learned from decisions, and one that decides nothing changes nothing.
  assert.deepEqual(result.value.model, linkage.model)
  const unsure = decisions.map((decision): Decision => ({ ...decision, verdict: 'unsure' }))
  const unmoved = await linkRecords(records, { mode: 'within_all', decisions: unsure })
  assert.ok(unmoved.ok)
  assert.deepEqual(unmoved.value.pairs, linkage.pairs)
})

test('a review says for each band how many pairs are one person’s, with an interval', () => {
  const sample = reviewSample(linkage, 60)
  const decisions = sample.map(({ a, b }, at): Decision => {
    if (at === 0) return { a, b, verdict: 'unsure' }
    return { a, b, verdict: persons[a] === persons[b] ? 'same' : 'not_same' }
  })
  // A pair that is decided twice counts once, and one that nobody could decide at first counts as it was decided later.
  const measured = measureReview(linkage, [
    ...decisions,
    { ...decisions[1]!, a: decisions[1]!.b, b: decisions[1]!.a },
    { ...decisions[2]!, verdict: 'unsure' },
  ])
  assert.equal(measured.unsure, 1)
  assert.equal(measured.same + measured.notSame, sample.length - 1)
  assert.deepEqual(new Set(measured.bands.map(({ band }) => band)), new Set(sample.map(({ band }) => band)))
  for (const { band, same, notSame, unsure, expected, precision } of measured.bands) {
    const own = sample.filter((pair) => pair.band === band)
    assert.equal(same + notSame + unsure, own.length)
    if (precision === undefined) continue
    assert.equal(precision.share, same / (same + notSame))
    assert.ok(precision.low <= precision.share && precision.share <= precision.high)
    const [from, to] = band.split('–').map(Number) as [number, number]
    assert.ok(expected! >= from - 1e-6 && expected! <= to + 1e-6)
  }
  // Wilson's interval for nine of ten, as it is published: 0.596 to 0.982.
  const pairs = linkage.pairs.filter(({ a, b }) => linkage.scorer.weigh(a, b) > 30).slice(0, 10)
  assert.equal(pairs.length, 10)
  const nine = measureReview(
    linkage,
    pairs.map(({ a, b }, at): Decision => ({ a, b, verdict: at === 0 ? 'not_same' : 'same' })),
  )
  const { low, high } = nine.bands[0]!.precision!
  assert.ok(Math.abs(low - 0.5958) < 1e-3 && Math.abs(high - 0.9821) < 1e-3, `${low} ${high}`)
})

test('decisions hold where lists are deduplicated first, and anyone who has no list is in no count of lists', async () => {
  const rows = [...inventedPeople(450, { share: 0.5, seed: 3 })]
  const schema = { columns: [...INVENTED_SCHEMA.columns, { name: 'agency', kind: 'list' as const }] }
  const builder = createRecords(schema, { year: 2026 })
  builder.open('people', [...INVENTED_COLUMNS, 'agency'])
  const agencies = ['St. Mary', 'St. John', 'ST.  MARY', '']
  rows.forEach(({ cells }, at) => builder.add([...cells, agencies[at % 4]!]))
  const lists = builder.finish()
  assert.deepEqual(lists.listNames, ['St. Mary', 'St. John'])
  assert.deepEqual(Array.from(lists.lists.subarray(0, 4)), [0, 1, 0, -1])
  const decisions: Decision[] = []
  rows.forEach(({ person }, at) => {
    if (at > 0 && rows[at - 1]!.person === person) decisions.push({ a: at - 1, b: at, verdict: 'same' })
    else if (at > 0 && at % 5 === 0) decisions.push({ a: at - 1, b: at, verdict: 'not_same' })
  })
  const result = await linkRecords(lists, { mode: 'within_all', decisions })
  assert.ok(result.ok)
  const { clusters, draws } = result.value
  for (const drawn of [clusters, ...draws])
    for (const { a, b, verdict } of decisions) assert.equal(drawn[a] === drawn[b], verdict === 'same')
  const drawn = drawnHistories(lists, draws)
  assert.deepEqual(drawn.recordsPerList, [225, 113])
  assert.ok(drawn.histories.every((on) => on.length === 2 && on.includes(1)))
  const onSome = new Set(draws[0]!.filter((_, record) => lists.lists[record]! >= 0)).size
  assert.equal(
    drawn.draws[0]!.reduce((sum, count) => sum + count, 0),
    onSome,
  )
})

test('where names meet across scripts the reason says which letters stand for which', async () => {
  const names = { Khadija: 'خديجة', Sergei: 'Сергей', Mohammed: 'محمد' }
  const columns = [
    { name: 'id', kind: 'id' },
    { name: 'given', kind: 'given_name' },
    { name: 'dob', kind: 'date_of_birth' },
  ] as const
  const builder = createRecords({ columns }, { year: 2026 })
  builder.open('people', ['id', 'given', 'dob'])
  for (let at = 0; at < 300; at++) {
    const [latin, other] = Object.entries(names)[at % 3]!
    const born = `${1950 + (at % 60)}-0${1 + (at % 9)}-${10 + (at % 17)}`
    builder.add([`a${at}`, latin, born])
    builder.add([`b${at}`, other, born])
  }
  const linkedNames = await linkRecords(builder.finish(), { mode: 'within_all' })
  assert.ok(linkedNames.ok)
  const lettersOf = (a: number, b: number) =>
    explainPair(linkedNames.value.scorer, a, b).reasons.find(({ field }) => field === 'given')!
  assert.match(lettersOf(0, 1).letters ?? '', /^kh ~ خ/)
  assert.match(lettersOf(1, 0).letters ?? '', /^خ ~ kh/)
  assert.doesNotMatch(lettersOf(0, 1).words, /kh|خ/, 'the words hold no letter of a name')
  assert.equal(lettersOf(0, 6).letters, undefined, 'names of one script')
  assert.equal(lettersOf(0, 3).letters, undefined, 'names that are not alike')
})

test('linking is refused where there is nothing to link, and ends when it is cancelled', async () => {
  const one = await linkRecords(invented(1).records, { mode: 'within_all' })
  assert.equal(!one.ok && one.error.code, 'linkage.no_records')
  const list = await linkRecords(invented(50).records, { mode: 'between_lists' })
  assert.equal(!list.ok && list.error.code, 'linkage.one_list')
  const signal = { aborted: false }
  const cancelled = await linkRecords(invented(300).records, {
    mode: 'within_all',
    signal,
    onProgress: (step) => (signal.aborted ||= step === 'compare'),
  })
  assert.equal(!cancelled.ok && cancelled.error.code, 'linkage.cancelled')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareNames, nameKeys, nameSkeletons, weighNames } from './index.ts'

const NAMES = [
  'Mohammed',
  'Muhamad',
  'محمد',
  'Мухаммед',
  'मोहम्मद',
  'Amina Hassan',
  'أمينة حسن',
  'Xayavong',
  'Saiyavong',
  'דוד',
  'ຄຳຫລ້າ',
  'Семён',
  'Abdul Rahman',
  'عبد الرحمن',
  'Alhassan',
  '王',
  '',
  'Md Rahim',
]
const anyName = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
  fc.string({ unit: fc.constantFrom(...'abdehiklmnorstuxq'), minLength: 1, maxLength: 45 }),
  fc.string({ maxLength: 12 }),
)

test('what two names weigh does not depend on which comes first', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const [there, back] = [weighNames(a, b), weighNames(b, a)]
      assert.ok(Number.isFinite(there.weight))
      assert.equal(there.weight, back.weight)
      assert.equal(there.level, back.level)
      assert.deepEqual(
        there.alignment.map(({ first, second, weight }) => [first, second, weight]),
        back.alignment.map(({ first, second, weight }) => [second, first, weight]).toSorted((x, y) => x[0]! - y[0]!),
      )
    }),
    { numRuns: 500 },
  )
})

test('a name that is not recorded weighs nothing and is no disagreement', () => {
  for (const nothing of [null, undefined, '', ' - ', { given: '', family: '' }, nameKeys('')])
    for (const name of ['Amina', 'أمينة', null])
      for (const found of [weighNames(nothing, name), weighNames(name, nothing)])
        assert.deepEqual({ ...found }, { weight: 0, level: 'missing', alignment: [] })
})

test('a part that only one name has weighs nothing, and one that both have never takes weight off', () => {
  const part = fc.constantFrom('Amina', 'Hassan', 'محمد', 'Иванова', 'सीता', 'Xayavong', 'a', 'qx')
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.array(part, { minLength: 1, maxLength: 3 }),
      part,
      (a, b, more) => {
        const before = weighNames(nameKeys(a.join(' ')), nameKeys(b.join(' '))).weight
        const after = weighNames(nameKeys([...a, more].join(' ')), nameKeys([...b, more].join(' '))).weight
        assert.ok(after >= before - 1e-9, `${a.join(' ')}, ${b.join(' ')} and ${more}: ${before} to ${after}`)
      },
    ),
  )
  assert.equal(weighNames('Amina', 'Amina Hassan').weight, weighNames('Amina', 'Amina').weight)
})

test('levels: written alike, other forms of letters, likely, possible, different', () => {
  for (const [a, b, level] of [
    ['Amina Hassan', 'AMINA  HASSAN', 'written_alike'],
    ['أحمد', 'احمد', 'other_forms'],
    ['فاطمة', 'فاطمه', 'other_forms'],
    ['علی', 'علي', 'other_forms'],
    ['Семён', 'Семен', 'other_forms'],
    ['ज़रीना', 'जरीना', 'other_forms'],
    ['José', 'Jose', 'other_forms'],
    ['محمد', 'Mohammed', 'likely'],
    ['שרה', 'Sarah', 'likely'],
    ['Amina', 'Amira', 'possible'],
    ['Ivan', 'أميرة', 'different'],
  ] as const)
    assert.equal(weighNames(a, b).level, level, `${a} and ${b}`)
})

test('forms of one letter are cheap changes: alef, yeh, nukta, anusvara, ё and е, і and и', () => {
  for (const [a, b] of [
    ['أحمد', 'احمد'],
    ['فاطمة', 'فاطمه'],
    ['ज़रीना', 'जरीना'],
    ['अंजलि', 'अञ्जलि'],
    ['संजय', 'सञ्जय'],
    ['Семён', 'Семен'],
    ['Галіна', 'Галина'],
    ['Дмітро', 'Дмитро'],
  ] as const) {
    const changed = weighNames(a, b).weight
    const same = Math.max(weighNames(a, a).weight, weighNames(b, b).weight)
    assert.ok(changed < same, `${a} and ${b} are written differently`)
    assert.ok(changed > 0.6 * same, `${a} and ${b}: ${changed} of ${same}`)
    assert.ok(compareNames(a, b).score > 0.95)
  }
})

test('Latin spellings of one name weigh more than names one letter apart', () => {
  const share = (a: string, b: string): number =>
    weighNames(a, b).weight / Math.max(weighNames(a, a).weight, weighNames(b, b).weight)
  for (const [name, variant, other] of [
    ['Saiyavong', 'Sayavong', 'Baiyavong'],
    ['Hussein', 'Husayn', 'Hassan'],
    ['Qasim', 'Kasem', 'Karim'],
    ['Zeinab', 'Zaynab', 'Zemrab'],
  ] as const)
    assert.ok(share(name, variant) > share(name, other), `${name}: ${variant}, ${other}`)
})

test('the alignment says which letters stand for which, and puts every letter somewhere', () => {
  const [part] = weighNames('خديجة', 'Khadija').alignment
  assert.deepEqual(part?.pieces[0], ['خ', 'kh'])
  assert.equal(part?.pieces.map(([, latin]) => latin).join(''), 'khadija')
  const swapped = weighNames('Fatima Hassan', 'حسن فاطمة').alignment
  assert.deepEqual(
    swapped.map(({ first, second }) => [first, second]),
    [
      [0, 1],
      [1, 0],
    ],
  )
})

test('letters that no table knows are not taken for one another', () => {
  assert.ok(weighNames('Ա', 'Բ').weight < 0)
  assert.ok(weighNames('ڮڮڮ', 'ڇڇڇ').weight < 1)
})

test('spellings of one name share a skeleton across scripts', () => {
  const skeletons = ['Mohammed', 'محمد', 'Мухаммед', 'मोहम्मद'].map((name) => nameSkeletons(name))
  assert.ok(skeletons[0]!.some((one) => skeletons.every((others) => others.includes(one))))
  assert.ok(nameSkeletons('פיליפ').some((one) => nameSkeletons('Philip').includes(one)))
  assert.deepEqual(nameSkeletons(''), [])
})

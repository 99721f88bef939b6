import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FormAnswers } from '@gloact/forms'
import type { Contacts } from '../contacts.ts'
import { saidIn } from './compared.ts'
import { MISUSE_LIMITS, misuseSigns, type Asking, type MisuseKnown } from './misuse.ts'

const say = (said: Readonly<Record<string, string | number>>): FormAnswers =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }])) as FormAnswers

const FAMILY = {
  relative_name: 'Rania',
  relation: 'mother',
  identity_seen: 'passport',
  agrees: 'yes',
  telephone: '+44 7700 910000',
  given_name: 'Leen',
  age: 9,
  father_name: 'Fadi',
  mother_name: 'Rania',
  origin: 'Homs',
  separation_place: 'Qusayr',
}
const asking = (said: Readonly<Record<string, string | number>>, more: Partial<Asking> = {}): Asking => ({
  requestId: 'r1',
  at: '2026-11-01T09:00:00Z',
  enteredBy: 'desk',
  desk: 'office',
  devices: [],
  ...more,
  answers: say({ ...FAMILY, ...said }),
})
const NOTHING: MisuseKnown = {
  earlier: [],
  others: [],
  against: [],
  keptAway: [],
  suggested: [],
  alike: (a, b) => a === b && a !== '',
}

test('a mother who knows her child shows no sign', () => {
  assert.deepEqual(misuseSigns(asking({}), NOTHING), [])
})

test('anyone who knows little of the child’s past is held', () => {
  const little = asking({ father_name: '', mother_name: '', origin: '', separation_place: '' })
  assert.deepEqual(misuseSigns(little, NOTHING), ['knows_little'])
  // A poor family may know no place, and still knows four things of nine.
  assert.deepEqual(misuseSigns(asking({ separation_place: '' }), NOTHING), [])
})

test('anyone who knows where the child is now, or asks for it, is held in any of the languages', () => {
  const known = [
    'She is in the shelter by the river and has new hair',
    'تسكن الآن في مأوى',
    'Elle vit maintenant au foyer',
    'Vive ahora en el albergue',
    'Vive agora no abrigo',
    'Она живёт сейчас в приюте',
  ]
  for (const said of known) assert.ok(misuseSigns(asking({ said }), NOTHING).includes('knows_present'), said)
  const wanted = [
    'Just tell me where is she',
    'أين هي؟ أرسلوا عنوانها',
    'Où est-elle ?',
    '¿Dónde está?',
    'Onde está ela?',
    'Где она? Пришлите фото',
    'कहाँ छ?',
    'ລາວຢູ່ໃສ',
  ]
  for (const said of wanted) assert.ok(misuseSigns(asking({ said }), NOTHING).includes('asks_where'), said)
  assert.deepEqual(misuseSigns(asking({ said: 'We lost her at the border in the night. She sings.' }), NOTHING), [])
})

test('a fourth request within thirty days from one telephone, paper or address is held, whatever name it bears', () => {
  const others = [1, 2, 3].map((at) =>
    asking(
      { relative_name: `Name ${at}`, given_name: `Leen ${at}` },
      { requestId: `r0${at}`, at: `2026-10-1${at}T09:00:00Z` },
    ),
  )
  assert.ok(misuseSigns(asking({}), { ...NOTHING, others }).includes('asks_often'))
  assert.ok(!misuseSigns(asking({}), { ...NOTHING, others: others.slice(1) }).includes('asks_often'))
  const byPaper = others.map((other, at) => ({
    ...other,
    answers: say({ ...FAMILY, relative_name: 'X', telephone: `+44770091${at}111`, paper_number: 'P-1' }),
  }))
  assert.ok(misuseSigns(asking({ paper_number: 'p 1' }), { ...NOTHING, others: byPaper }).includes('asks_often'))
})

test('more than a country’s number of requests in thirty days from one device, or at one desk, hold the next one, by all who enter them', () => {
  const limits = { ...MISUSE_LIMITS, fromDeviceIn30Days: 3, atDeskIn30Days: 5 }
  const others = (many: number, more: Partial<Asking>) =>
    Array.from({ length: many }, (_, at) =>
      asking(
        { relative_name: `N${at}`, telephone: '', origin: `O${at}` },
        { requestId: `x${at}`, at: `2026-10-${10 + at}T09:00:00Z`, enteredBy: `worker ${at}`, ...more },
      ),
    )
  const signs = (known: readonly Asking[], more: Partial<Asking> = {}) =>
    misuseSigns(asking({}, more), { ...NOTHING, others: known }, limits)
  const here = { desk: 'elsewhere', devices: ['a', 'b'] }
  assert.deepEqual(signs(others(3, here), { devices: ['b'] }), ['many_from_one_device'])
  assert.deepEqual(signs(others(2, here), { devices: ['b'] }), [])
  assert.deepEqual(signs(others(3, here), { devices: ['c'] }), [], 'another device')
  assert.deepEqual(signs(others(9, { desk: 'elsewhere' })), [], 'a device that is not known is nobody’s')
  assert.deepEqual(signs(others(5, {})), ['many_at_one_desk'])
  assert.deepEqual(signs(others(4, {})), [])
  assert.deepEqual(signs(others(5, {}), { at: '2026-11-30T09:00:00Z' }), [], 'of thirty days')
})

test('one person who seeks children of two families is held', () => {
  const other = asking(
    { given_name: 'Saba', father_name: 'Hashem', mother_name: 'Arwa', origin: 'Tarim' },
    { requestId: 'r0', at: '2025-06-01T09:00:00Z' },
  )
  assert.ok(misuseSigns(asking({}), { ...NOTHING, others: [other] }).includes('several_families'))
  const brother = asking({ given_name: 'Yazan', age: 13 }, { requestId: 'r0' })
  assert.ok(!misuseSigns(asking({}), { ...NOTHING, others: [brother] }).includes('several_families'))
})

test('a request that is edited towards a child is held', () => {
  const child = saidIn(say({ given_name: 'Leen', origin: 'Homs', father_name: 'Fadi' }))
  const before = asking({ origin: 'Aleppo' })
  const known = { ...NOTHING, earlier: [before], suggested: [child] }
  assert.ok(misuseSigns(asking({}), known).includes('turns_towards_a_child'))
  assert.ok(!misuseSigns(asking({ origin: 'Hama' }), known).includes('turns_towards_a_child'))
})

test('a third change of who is sought is held', () => {
  const earlier = ['Lina', 'Lena', 'Lin'].map((given) => asking({ given_name: given }))
  assert.ok(misuseSigns(asking({}), { ...NOTHING, earlier }).includes('changes_the_child'))
  assert.ok(!misuseSigns(asking({}), { ...NOTHING, earlier: earlier.slice(1) }).includes('changes_the_child'))
})

test('someone who must not find a child is held, by name, telephone, address or document; so is a house with unrelated children', () => {
  const of = asking({ address: 'Hamra, 4', paper_number: 'AB 123456' })
  for (const [said, sign] of [
    ['against', 'near_one_who_must_not_find'],
    ['keptAway', 'near_one_in_another_file'],
  ] as const) {
    const near = (one: Contacts) => misuseSigns(of, { ...NOTHING, [said]: [one] })
    assert.deepEqual(near({ name: 'Rania' }), [sign])
    assert.deepEqual(near({ name: 'X', phone: '07700910000' }), [sign])
    assert.deepEqual(near({ address: '4 Hamra' }), [sign])
    assert.deepEqual(near({ paper: 'ab-123456' }), [sign])
    assert.deepEqual(near({ name: 'Y', phone: '', address: 'Hamra', paper: 'AB 123457' }), [])
    assert.deepEqual(near({}), [])
  }
  assert.deepEqual(misuseSigns(asking({ children_at_home: 3 }), NOTHING), ['unrelated_children_at_home'])
})

test('nobody whom nobody knows, and nobody who does not agree, is matched; nor whatever one worker enters in masses', () => {
  assert.deepEqual(misuseSigns(asking({ identity_seen: 'none' }), NOTHING), ['nobody_knows_them'])
  assert.deepEqual(misuseSigns(asking({ agrees: 'no' }), NOTHING), ['not_agreed'])
  const others = Array.from({ length: 20 }, (_, at) =>
    asking({ relative_name: `N${at}`, telephone: '', origin: `O${at}` }, { requestId: `x${at}` }),
  )
  assert.deepEqual(misuseSigns(asking({}), { ...NOTHING, others }), ['many_by_one_worker'])
})

test('a request from another system is looked at however often it is said again, and its words are read; many at once are no sign', () => {
  const before = asking({}, { takenOver: true })
  assert.deepEqual(misuseSigns(asking({}), { ...NOTHING, earlier: [before] }), ['from_elsewhere'])
  const others = Array.from({ length: 30 }, (_, at) =>
    asking({ relative_name: `R${at}`, telephone: '', origin: '' }, { requestId: `o${at}`, takenOver: true }),
  )
  assert.deepEqual(misuseSigns(before, { ...NOTHING, others }), ['from_elsewhere'])
  assert.deepEqual(misuseSigns(asking({}), { ...NOTHING, others }), [])
  const words = asking({ elsewhere: 'separation_cause_other: Where is she? Give me the address' }, { takenOver: true })
  assert.deepEqual(misuseSigns(words, NOTHING), ['asks_where', 'from_elsewhere'])
})

test('signs do not depend on the order in which others asked', () => {
  const others = Array.from({ length: 8 }, (_, at) =>
    asking(
      {
        given_name: `G${at % 3}`,
        father_name: `F${at % 4}`,
        mother_name: `M${at % 4}`,
        telephone: at % 2 === 0 ? '+447700910000' : '+447700910999',
      },
      { requestId: `r${at + 10}`, at: `2026-10-${10 + at}T09:00:00Z` },
    ),
  )
  const first = misuseSigns(asking({}), { ...NOTHING, others })
  fc.assert(
    fc.property(fc.shuffledSubarray(others, { minLength: others.length }), (shuffled) => {
      assert.deepEqual(misuseSigns(asking({}), { ...NOTHING, others: shuffled }), first)
    }),
  )
})

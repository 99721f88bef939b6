import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { asPlainDate } from '@gloact/kernel'
import { createMessages, type Catalogue } from '@gloact/messages'
import ar from '../../locales/ar.json' with { type: 'json' }
import en from '../../locales/en.json' with { type: 'json' }
import es from '../../locales/es.json' with { type: 'json' }
import fr from '../../locales/fr.json' with { type: 'json' }
import pt from '../../locales/pt.json' with { type: 'json' }
import ru from '../../locales/ru.json' with { type: 'json' }
import fc from 'fast-check'
import { grantsInWords, protecting, toldBy } from './grants-in-words.ts'

const shelter = '019a0000-0000-7000-8000-0000000000aa'
const words = {
  codeLists: CODE_LISTS,
  agencyName: (id: string) => (id === shelter ? 'Shelter North' : undefined),
  protecting: null,
}
const until = asPlainDate('2027-05-24')
const speak = (language: string, catalogue: Catalogue) =>
  createMessages({ language, timeZone: 'UTC', catalogues: { [language]: catalogue } })
const english = speak('en', en)

const grant = (purpose: string, dataGroup: string, made: object = {}) => ({
  purpose,
  dataGroup,
  recipientKind: 'shelter',
  recipientAgencyId: shelter as string | null,
  validUntil: until,
  ...made,
})

test('without a grant nobody is told anything', () => {
  assert.deepEqual(grantsInWords(english, [], words), ['Nobody is told anything.'])
})

test('of a child, who is told whatever was agreed is said too, in every language and with every grant', () => {
  const child = { ...words, protecting: protecting('child', { childProtection: [{ id: shelter, name: 'Authority' }] }) }
  assert.deepEqual(grantsInWords(english, [], child), [
    'The child protection authority and a guardian are told. Nobody else.',
  ])
  assert.match(
    grantsInWords(english, [grant('assistance', 'identity')], child).at(-1)!,
    /^The child protection authority and a guardian are told as well/,
  )
  assert.equal(
    protecting('child', { childProtection: [] }),
    'guardian',
    'nobody is named whom the country has not designated',
  )
  assert.equal(protecting('adult', { childProtection: [] }), null)
  assert.equal(
    protecting('child', { childProtection: [] }, true),
    null,
    'not before a second person has confirmed the path',
  )
  for (const [language, catalogue] of Object.entries({ ar, en, es, fr, pt, ru }))
    for (const kind of ['child', 'guardian'] as const) {
      const [said] = grantsInWords(speak(language, catalogue), [], { ...words, protecting: kind })
      assert.notEqual(said, grantsInWords(speak(language, catalogue), [], words)[0])
      assert.ok(!said!.startsWith('protection.'), language)
    }
})

test('grants are said as one sentence, and then that nobody else is told anything', () => {
  const said = grantsInWords(english, [grant('assistance', 'identity'), grant('assistance', 'health')], words)
  assert.deepEqual(said, [
    'Shelter North may be told, until 24 May 2027: health; name, age and nationality. Purpose: to assist the person.',
    'Nobody else is told anything.',
  ])
})

test('purposes that allow the same are said together', () => {
  const said = grantsInWords(english, [grant('assistance', 'health'), grant('safety', 'health')], words)
  assert.match(said[0] ?? '', /health\. Purpose: to assist the person; to keep the person safe\.$/)
  assert.equal(said.length, 2)
})

test('a recipient that is not named is every one of the kind, and one whose name is not known is not called every one', () => {
  const any = grantsInWords(english, [grant('assistance', 'health', { recipientAgencyId: null })], words)
  assert.match(any[0] ?? '', /^Shelter \(any\) may be told/)
  const one = grantsInWords(english, [grant('assistance', 'health', { recipientAgencyId: 'x' })], words)
  assert.match(one[0] ?? '', /^Shelter \(one agency\) may be told/)
})

test('it is said in Arabic too', () => {
  const said = grantsInWords(speak('ar', ar), [grant('assistance', 'health')], words)
  assert.match(said[0] ?? '', /الصحة/)
  assert.equal(said.at(-1), 'ولا يُبلَّغ أحد غير ذلك بشيء.')
})

test('what is said covers each grant exactly: nothing more and nothing less', () => {
  const anyGrant = fc.record({
    purpose: fc.constantFrom('assistance', 'safety', 'referral'),
    dataGroup: fc.constantFrom('identity', 'health', 'needs'),
    recipientKind: fc.constantFrom('shelter', 'legal'),
    recipientAgencyId: fc.constantFrom(null, shelter),
    validUntil: fc.constantFrom(until, asPlainDate('2027-01-01')),
  })
  const keyOf = (one: ReturnType<typeof grant>) =>
    [one.recipientKind, one.recipientAgencyId, one.validUntil, one.purpose, one.dataGroup].join('|')
  fc.assert(
    fc.property(fc.array(anyGrant, { maxLength: 12 }), (grants) => {
      const said = toldBy(grants).flatMap((told) =>
        told.purposes.flatMap((purpose) =>
          told.groups.map((dataGroup) =>
            [told.recipientKind, told.recipientAgencyId, told.until, purpose, dataGroup].join('|'),
          ),
        ),
      )
      assert.equal(new Set(said).size, said.length)
      assert.deepEqual(new Set(said), new Set(grants.map(keyOf)))
    }),
  )
})

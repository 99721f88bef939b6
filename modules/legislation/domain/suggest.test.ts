import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { suggested, termsOf } from './suggest.ts'

const provision = (eId: string, heading: string, ...text: string[]) => ({ eId, heading, text, after: [] })

test('provisions with the rarer terms of an element come first; without any there is none', () => {
  const law = [
    provision('sec_1', 'Short title', 'This Act may be cited as the Trafficking in Persons Act.'),
    provision('sec_2', 'Offence', 'Whoever commits trafficking in persons is punished.'),
    provision('sec_3', 'Consent', 'The consent of a victim of trafficking is irrelevant.'),
    provision('sec_4', 'Fees', 'The Minister sets fees.'),
  ]
  assert.equal(suggested('Consent of the victim irrelevant where means were used', law, 'en')[0]?.eId, 'sec_3')
  assert.deepEqual(suggested('Extradition', law, 'en'), [])
})

test('the treaty’s terms are looked for in the law’s language', () => {
  assert.deepEqual(termsOf('Consent of the victim', 'fr'), ['consentement', 'victime'])
  assert.deepEqual(termsOf('Consent of the victim', 'ar'), ['رضا', 'ضحي'])
  assert.deepEqual(termsOf('Consent of the victim', 'lo'), [])
  const law = [
    provision('art_1', '', 'La traite est punie.'),
    provision('art_2', '', 'Le consentement de la victime est indifférent.'),
  ]
  assert.equal(suggested('Consent of the victim', law, 'fr')[0]?.eId, 'art_2')
})

test('suggestions are at most five provisions of the law itself, each once', () => {
  const word = fc.constantFrom('traffick', 'consent', 'child', 'fee', 'force', 'organ')
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 20 }),
      fc.array(word, { maxLength: 4 }),
      (texts, about) => {
        const law = texts.map((words, at) => provision(`sec_${at}`, '', words.join(' ')))
        const found = suggested(about.join(' '), law, 'en')
        assert.ok(found.length <= 5 && new Set(found).size === found.length && found.every((one) => law.includes(one)))
      },
    ),
    { seed: 20261128 },
  )
})

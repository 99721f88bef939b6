import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate, messageIdsIn, newId } from '@gloact/kernel'
import { createMessages, LANGUAGE_TAGS, type LanguageTag, mergeCatalogues } from '@gloact/messages'
import { DECISION_KINDS, DECISION_OUTCOMES } from '../../../../domain/file/words.ts'
import ar from '../../../../locales/ar.json' with { type: 'json' }
import en from '../../../../locales/en.json' with { type: 'json' }
import es from '../../../../locales/es.json' with { type: 'json' }
import fr from '../../../../locales/fr.json' with { type: 'json' }
import pt from '../../../../locales/pt.json' with { type: 'json' }
import ru from '../../../../locales/ru.json' with { type: 'json' }
import { letterShown, noticeText, personLanguage, type DecisionTold } from './notice-text.ts'

const missing: string[] = []
const catalogues = { en, ar, fr, es, pt, ru }
const speaking = (language: LanguageTag) =>
  createMessages({
    language,
    timeZone: 'Asia/Riyadh',
    catalogues: { [language]: mergeCatalogues([catalogues[language]]) },
    fallback: language,
    onMissing: ({ id }) => missing.push(id),
  })

const adult = { number: 'DL-7K3M-9', path: 'adult' } as const
const told: DecisionTold = {
  kind: 'reasonable_grounds',
  outcome: 'positive',
  decidedOn: asPlainDate('2026-11-25'),
  body: 'The panel',
  until: asPlainDate('2026-12-28'),
  again: false,
}

test('a notice says who decided, when, until when there is time to reflect, and that it can be looked at again', () => {
  const text = noticeText(speaking('en'), adult, told)
  for (const part of ['DL-7K3M-9', 'The panel', '25 November 2026', '28 December 2026', 'looked at again']) {
    assert.ok(text.includes(part), part)
  }
})

test('no reflection period is promised where none starts', () => {
  const text = noticeText(speaking('en'), adult, { ...told, outcome: 'negative', until: null })
  assert.doesNotMatch(text, /time to recover/)
})

test('a child is told that the guardian can read it with them', () => {
  assert.match(noticeText(speaking('en'), { ...adult, path: 'child' }, told), /guardian/)
  assert.doesNotMatch(noticeText(speaking('en'), adult, told), /guardian/)
})

test('every decision has a notice of its own, complete in every language', () => {
  for (const language of LANGUAGE_TAGS) {
    const messages = speaking(language)
    const texts = DECISION_KINDS.flatMap((kind) =>
      DECISION_OUTCOMES.flatMap((outcome) =>
        [true, false].map((again) =>
          noticeText(messages, { ...adult, path: 'child' }, { ...told, kind, outcome, again }),
        ),
      ),
    )
    assert.equal(new Set(texts).size, texts.length)
    assert.deepEqual(
      texts.flatMap((text) => messageIdsIn(text, 'protection')),
      [],
      language,
    )
  }
  assert.deepEqual(missing, [])
})

test('the language is that in which consent was explained, else that of the first contact', () => {
  const recorded = { actionId: newId(), actor: newId(), happenedAt: asInstant(0) }
  const consents = [{ ...recorded, payload: { language: 'fr' } }] as unknown as Parameters<
    typeof personLanguage
  >[0]['consents']
  const screenings = [{ ...recorded, language: 'ar' }] as unknown as Parameters<typeof personLanguage>[0]['screenings']
  assert.equal(personLanguage({ consents, screenings }), 'fr')
  assert.equal(personLanguage({ consents: [], screenings }), 'ar')
  assert.equal(personLanguage({ consents: [], screenings: [] }), null)
})

test('a letter that was recorded with ids is shown in words, and says so; one in words is shown as it was written', () => {
  const recorded = noticeText({ t: (id) => id, formatDate: (date) => date }, adult, told)
  assert.ok(messageIdsIn(recorded, 'protection').length > 4)
  for (const language of LANGUAGE_TAGS) {
    const speaks = speaking(language)
    const written = noticeText(speaks, adult, told)
    assert.deepEqual(letterShown(speaks, adult, { ...told, text: recorded }), { text: written, repaired: true })
    assert.deepEqual(letterShown(speaks, adult, { ...told, text: written }), { text: written, repaired: false })
  }
})

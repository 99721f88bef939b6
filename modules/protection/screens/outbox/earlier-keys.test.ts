import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftKey } from '@gloact/offline'
import { OF_RULES, ofAnswers, ofBacklog, ofConsent, ofContact, ofPanel, ofThird, ofUnfit } from './draft-places.ts'
import { keyOfEarlier } from './earlier-keys.ts'

const FILE = '01980000-0000-7000-8000-000000000001'

test('what an earlier version kept is found under what it is of', () => {
  for (const [before, of] of [
    ['contact', ofContact(null)],
    ['protection.rules', OF_RULES],
    [`protection.backlog:${FILE}`, ofBacklog(FILE)],
    [`protection.answers:${FILE}`, ofAnswers(FILE)],
    [`panel:${FILE}:decision_reasonable_grounds`, ofPanel(FILE, 'decision_reasonable_grounds')],
    [`panel:${FILE}:attachment_removed:1`, ofPanel(FILE, 'attachment_removed:1')],
    [`consent:${FILE}`, ofConsent(FILE)],
    [`protection.unfit:${FILE}:journey`, ofUnfit(FILE, 'journey')],
    [`protection.third:${FILE}:journey/legs[1]/route`, ofThird(FILE, 'journey', 'legs[1]/route')],
  ] as const) {
    assert.equal(keyOfEarlier(before), draftKey(of), before)
  }
})

test('what is of no use any more is not kept', () => {
  for (const before of [`consent-attempt:${FILE}`, 'gallery.form', '']) assert.equal(keyOfEarlier(before), undefined)
})

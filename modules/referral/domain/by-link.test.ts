import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import fc from 'fast-check'
import { answersByLink, groupsByLink, isInSession, isLive, linkExpiry, linkLimits, referenceOf } from './by-link.ts'
import { RECIPIENT_KINDS, wantedGroups } from './passing-on.ts'
import { formOfAnswers } from './shown-form.ts'

const GROUPS = [
  'needs',
  'identity',
  'contact',
  'documents',
  'circumstances',
  'exploitation',
  'journey',
  'health',
  'counselling',
  'risk',
  'decisions',
  'photograph',
]
const PATHS = [
  'age_band',
  'birth_date',
  'citizenship',
  'names/a',
  'names/a/given',
  'names/a/family',
  'names/b',
  'names/b/given',
  'names/b/nickname',
  'safe_to_contact',
  'safe_times',
  'never',
  'street',
  'mobile_phone',
  'latitude',
  'trusted_persons/a/trusted_phone',
  'risk_text',
]
const SAFE = ['safe_to_contact', 'safe_ways', 'unsafe_ways', 'safe_times', 'never', 'say_instead']

const LIMITS = linkLimits({
  tries: 5,
  openLinks: 5,
  sessionMinutes: 30,
  idleMinutes: 10,
  channelDays: 90,
  afterAnswerHours: 24,
  longestDays: 14,
})

test('whatever groups are asked for, for whomever, a link tells none but those of the list, and of them no more than it says', () => {
  fc.assert(
    fc.property(
      fc.subarray(GROUPS),
      fc.constantFrom(...RECIPIENT_KINDS),
      fc.constantFrom('shelter', 'health', 'legal_assistance', 'psychosocial', 'travel'),
      fc.boolean(),
      fc.subarray(PATHS),
      (asked, recipientKind, type, child, paths) => {
        const groups = groupsByLink(wantedGroups(asked, type, { ofChild: child }), recipientKind)
        const allowed = ['needs', 'identity', 'contact', ...(recipientKind === 'health' ? ['health'] : [])]
        assert.deepEqual(
          groups.filter((group) => !allowed.includes(group)),
          [],
        )
        assert.ok(groups.includes('needs'))
        const answers = Object.fromEntries(paths.map((path) => [path, { value: 'x' }]))
        for (const group of GROUPS) {
          if (group === 'health') continue
          const told = Object.keys(answersByLink(group, answers))
          if (group === 'contact') assert.ok(told.every((path) => SAFE.includes(path)))
          else if (group === 'identity') {
            assert.ok(told.every((path) => path === 'age_band' || /^names\/[ab](\/given)?$/.test(path)))
            assert.ok(told.filter((path) => path.endsWith('/given')).length <= 1, 'one first name')
          } else assert.deepEqual(told, [], group)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('a link lives a day longer than its answer is due, never beyond a fortnight, and not at all after five tries', () => {
  const now = asInstant('2026-11-24T09:00:00Z')
  assert.equal(linkExpiry(now, asInstant('2026-11-27T09:00:00Z'), LIMITS), asInstant('2026-11-28T09:00:00Z'))
  assert.equal(linkExpiry(now, asInstant('2027-01-27T09:00:00Z'), LIMITS), asInstant('2026-12-08T09:00:00Z'))
  assert.equal(linkExpiry(now, asInstant('2026-11-01T09:00:00Z'), LIMITS), asInstant('2026-11-25T09:00:00Z'))
  assert.equal(linkExpiry(now, null, LIMITS), asInstant('2026-11-25T09:00:00Z'))
  const link = { expires_at: '2026-11-25T09:00:00Z', ended_at: null, tries: 4 }
  assert.equal(isLive(link, now, LIMITS), true)
  assert.equal(isLive({ ...link, tries: 5 }, now, LIMITS), false)
  assert.equal(isLive(link, asInstant('2026-11-25T09:00:00Z'), LIMITS), false)
  assert.equal(isLive({ ...link, ended_at: now }, now, LIMITS), false)
  const visit = { session_from: '2026-11-24T08:31:00Z', session_seen: '2026-11-24T08:51:00Z' }
  assert.equal(isInSession(visit, now, LIMITS), true)
  assert.equal(isInSession({ ...visit, session_from: '2026-11-24T08:30:00Z' }, now, LIMITS), false)
  assert.equal(isInSession({ ...visit, session_seen: '2026-11-24T08:50:00Z' }, now, LIMITS), false)
})

test('a reference can be said aloud, and says nothing of the secret', () => {
  assert.match(referenceOf('0192f5c1-7c1a-7b3e-9a55-2f7a9c0d1e33'), /^R-[2-9A-Z]{4}-[2-9A-Z]$/)
})

test('a form that is shown with few answers has their fields alone; what was calculated stands as it came out', () => {
  const label = { en: 'X' }
  const shown = formOfAnswers(
    {
      id: 'identity',
      version: '1',
      title: label,
      sections: [
        {
          id: 'one',
          title: label,
          fields: [
            { id: 'birth_date', type: 'date', label, sensitivity: 'identifying' },
            {
              id: 'age_band',
              type: 'calculated',
              label,
              sensitivity: 'statistical',
              codeList: 'age_band',
              calculation: { field: 'birth_date' },
            },
          ],
        },
        { id: 'two', title: label, fields: [{ id: 'street', type: 'text', label, sensitivity: 'identifying' }] },
      ],
    },
    ['age_band'],
  )
  assert.ok(shown)
  assert.deepEqual(shown.sections, [
    {
      id: 'one',
      title: label,
      fields: [{ id: 'age_band', type: 'choice', codeList: 'age_band', label, sensitivity: 'statistical' }],
    },
  ])
  assert.equal(formOfAnswers({ ...shown, id: 'x' }, ['other']), null)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import fc from 'fast-check'
import { ILO_2009 } from '@gloact/standards/indicators'
import {
  begun,
  CONTACT_PARTS,
  EMPTY_CONTACT,
  newContactIds,
  pagesOf,
  partOf,
  resultOf,
  stepOf,
  type ContactDraft,
} from './contact-draft.ts'

const today = asPlainDate('2026-11-24')
const rules = { indicatorSet: ILO_2009, adultRule: 'with_vulnerability' } as const
const adult: ContactDraft = { ...EMPTY_CONTACT, age: 'adult', suspected: 'labour' }

test('a contact that began keeps its ids, its moment and its day', () => {
  const first = begun(EMPTY_CONTACT, 1_000, today)
  assert.equal(first.contactOn, today)
  assert.equal(first.startedAt, '1970-01-01T00:00:01.000Z')
  assert.equal(begun(first, 9_000, asPlainDate('2026-12-01')), first)
})

test('a day that was cleared after the contact began is not filled in again', () => {
  const cleared = { ...begun(EMPTY_CONTACT, 1_000, today), contactOn: null }
  assert.equal(begun(cleared, 2_000, today).contactOn, null)
})

test('no two actions of a contact have one id, whatever the clock of the phone says', () => {
  for (const at of [0, 1_000, Date.UTC(2026, 10, 24), Date.UTC(2080, 0)]) {
    const ids = Object.values(newContactIds(at))
    assert.equal(new Set(ids).size, ids.length)
  }
})

test('the id of a refusal is random and says nothing of when it was made', () => {
  assert.equal(newContactIds(0).refusal[14], '4')
})

test('a person who is not safe leads to what to do at once', () => {
  assert.ok(
    pagesOf({ ...EMPTY_CONTACT, safeNow: 'no' }, [])
      .slice(0, 2)
      .includes('urgent'),
  )
  assert.ok(!pagesOf({ ...EMPTY_CONTACT, safeNow: 'not_sure' }, []).includes('urgent'))
})

test('somebody who was smuggled is asked about indicators first, then what a smuggled person is asked', () => {
  const pages = pagesOf({ ...EMPTY_CONTACT, age: 'adult', suspected: 'smuggling', screening: 'short' }, [], SHORT)
  assert.deepEqual(pages.slice(5, 8), ['signs.short', 'smuggled', 'result'])
  assert.ok(!pagesOf({ ...EMPTY_CONTACT, age: 'adult', suspected: 'labour' }, [], SHORT).includes('smuggled'))
})

const SHORT = ['exploitation.low_salary', 'coercion_destination.debt_bondage']

test('a country with a short list begins with it: seven screens to the result, for a child too', () => {
  for (const age of ['adult', 'child', 'not_sure'] as const) {
    const pages = pagesOf({ ...EMPTY_CONTACT, age }, [], SHORT)
    assert.equal(pages.indexOf('result'), 6, pages.join(' '))
    assert.deepEqual(
      pages.filter((page) => page.startsWith('signs.')),
      ['signs.short'],
    )
  }
})

test('the whole list can be chosen, and is what is asked where the country has no short one', () => {
  const signs = (draft: ContactDraft, short: readonly string[]) =>
    pagesOf(draft, [], short).filter((page) => page.startsWith('signs.')).length
  assert.equal(signs({ ...adult, screening: 'full' }, SHORT), 6)
  assert.equal(signs({ ...adult, screening: 'short' }, []), 6)
  // A contact that an earlier version began asked the whole list.
  const { screening: _, ...earlier } = adult
  assert.equal(signs(earlier, SHORT), 6)
})

test('a person who was screened elsewhere is asked nothing, and nothing that was tapped before counts', () => {
  const draft: ContactDraft = {
    ...adult,
    screening: 'elsewhere',
    elsewhere: 'The border police',
    observed: { 'exploitation.low_salary': 'observed' },
  }
  assert.deepEqual(
    pagesOf(draft, [], SHORT).filter((page) => page.startsWith('signs.')),
    [],
  )
  assert.deepEqual(
    resultOf(draft, rules).reasons.map(({ code }) => code),
    ['nothing_asked', 'not_asked'],
  )
})

test('six pages ask about signs, one a dimension', () => {
  assert.equal(pagesOf(adult, []).filter((page) => page.startsWith('signs.')).length, 6)
})

test('not sure of the age is the child path: no consent gate, and the questions for a child', () => {
  for (const age of ['child', 'not_sure'] as const) {
    const pages = pagesOf({ ...EMPTY_CONTACT, age }, [])
    assert.ok(pages.includes('child') && !pages.includes('agreement'))
    assert.equal(pages.at(-1), 'search')
  }
})

test('an adult is asked before anything about them is recorded, and nothing follows until they answered', () => {
  assert.equal(pagesOf(adult, ['names']).at(-1), 'agreement')
})

test('an adult who declines is counted, and no page asks who they are', () => {
  const pages = pagesOf({ ...adult, agreement: 'no' }, ['names'])
  assert.equal(pages.at(-1), 'refusal')
  assert.ok(!pages.some((page) => page.startsWith('identity.') || page === 'search' || page === 'send'))
})

test('an adult who agrees is searched for first, then consents, then is asked who they are', () => {
  const pages = pagesOf({ ...adult, agreement: 'yes', search: 'none' }, ['names', 'birth'])
  const at = (page: string) => pages.indexOf(page)
  assert.ok(at('search') < at('consent.explained'))
  assert.ok(at('consent.declined') < at('identity.names') && at('identity.birth') < at('send'))
})

test('a person who has a file is added to it, and no second one is opened', () => {
  const pages = pagesOf({ ...adult, agreement: 'yes', search: 'existing' }, ['names'])
  assert.equal(pages.at(-1), 'add')
  assert.ok(!pages.includes('send'))
})

test('on the child path consent is recorded now or later, and nothing can be declined', () => {
  const child: ContactDraft = { ...EMPTY_CONTACT, age: 'child', search: 'none' }
  assert.ok(!pagesOf({ ...child, consentWhen: 'later' }, []).includes('consent.given'))
  const now = pagesOf({ ...child, consentWhen: 'now' }, [])
  assert.ok(now.includes('consent.given') && !now.includes('consent.declined'))
})

test('a page that the answers no longer lead to gives way to the last that they do', () => {
  assert.equal(stepOf(['safe', 'person'], 'urgent'), 1)
  assert.equal(stepOf(['safe', 'person'], 'safe'), 0)
})

test('a draft in which nothing was asked says nothing of the person', () => {
  const result = resultOf(adult, rules)
  assert.equal(result.outcome, 'further_assessment')
  assert.deepEqual(result.reasons[0], { code: 'nothing_asked' })
})

test("a child's act counts on the child path alone", () => {
  const observed = { 'exploitation.excessive_hours': 'observed', 'exploitation.low_salary': 'observed' } as const
  const said = { suspected: 'labour', observed, act: 'observed' } as const
  assert.equal(resultOf({ ...EMPTY_CONTACT, ...said, age: 'not_sure' }, rules).outcome, 'trafficking_indicated')
  assert.equal(resultOf({ ...EMPTY_CONTACT, ...said, age: 'adult' }, rules).outcome, 'exploitation_indicated')
})

test('how far a contact is never goes back, and of how many parts is the same whatever is answered', () => {
  const answers = fc.record({
    age: fc.constantFrom('adult', 'child', 'not_sure', null),
    safeNow: fc.constantFrom('yes', 'no', 'not_sure', null),
    agreement: fc.constantFrom('yes', 'no', null),
    search: fc.constantFrom('none', 'no_name', 'existing', null),
    consentWhen: fc.constantFrom('now', 'later', null),
  })
  fc.assert(
    fc.property(answers, (made) => {
      const parts = pagesOf({ ...EMPTY_CONTACT, ...made }, ['names', 'birth']).map(partOf)
      assert.deepEqual(
        parts,
        parts.toSorted((a, b) => a - b),
      )
      assert.ok(parts.every((part) => part >= 1 && part <= CONTACT_PARTS.length))
      assert.deepEqual(partOf(EMPTY_CONTACT.page), 1)
    }),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant, asPlainDate } from '@gloact/kernel'
import { CODE_LISTS } from '@gloact/codes'
import { defineForm } from '@gloact/forms'
import { newAction } from '../../contract/file/actions.ts'
import { openCaseFile } from '../../contract/routes.ts'
import { checkAction, codesOfPayload, reduceFile } from '../../domain/file/actions/definitions.ts'
import { USUAL_RISK_BANDS } from '../../domain/file/risk.ts'
import { declinesIdentification } from '../../domain/file/actions/consent-actions.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'
import { ILO_2009 } from '@gloact/standards/indicators'
import {
  contactMoment,
  openingActions,
  screeningAction,
  type ReadyContact,
  type SendingCircumstances,
} from './contact-actions.ts'
import { addRecipient, allowGroups, allowPurpose, EMPTY_CONSENT, type ConsentDraft } from './consent-draft.ts'
import { EMPTY_CONTACT, newContactIds } from './contact-draft.ts'

const identityForm = defineForm({
  id: 'identity',
  version: '3',
  title: { en: 'Identity' },
  sections: [
    {
      id: 'names',
      title: { en: 'Names' },
      fields: [{ id: 'given_name', type: 'text', label: { en: 'Given name' }, sensitivity: 'identifying' }],
    },
  ],
})

const circumstances: SendingCircumstances = {
  indicatorSet: ILO_2009,
  identityForm,
  timeZone: 'Asia/Beirut',
  consentMonths: 6,
  userId: '019a0000-0000-7000-8000-000000000001',
  explained: (kind) => `what happens without ${kind}`,
}

const sentAt = asInstant('2026-11-24T12:00:00.000Z')

function consentTo(purpose: string): ConsentDraft {
  const withRecipient = addRecipient(
    {
      ...EMPTY_CONSENT,
      language: 'ar',
      explainedBy: 'A worker',
      capacity: 'adult',
      form: 'written',
      questions: { consents_to_interview: { value: 'yes' } },
    },
    'competent_authority',
    null,
  )
  const ticked = allowPurpose(withRecipient, withRecipient.recipients[0]!.id, purpose, true)
  return allowGroups(ticked, ticked.allowances[0]!, ['identity', 'exploitation', 'decisions'])
}

const adult: ReadyContact = {
  ...EMPTY_CONTACT,
  ids: newContactIds(Date.parse(sentAt)),
  startedAt: asInstant('2026-11-24T11:00:00.000Z'),
  contactOn: asPlainDate('2026-11-24'),
  sentAt,
  age: 'adult',
  channel: 'ngo',
  suspected: 'labour',
  urgentNeeds: ['accommodation'],
  language: 'ar',
  observed: { 'exploitation.low_salary': 'observed', 'exploitation.bad_living': 'not_asked' },
  agreement: 'yes',
  search: 'none',
  consent: consentTo('identification'),
  identity: { given_name: { absent: 'declined' } },
}

const typesOf = (draft: ReadyContact) => openingActions(draft, circumstances)?.map(({ type }) => type)

/** The file as the server makes it of the request: parsed by the contract, each action checked against what it meets. */
function replay(draft: ReadyContact): FileState {
  const sent = openingActions(draft, circumstances)
  assert.ok(sent)
  const body = openCaseFile.body!.parse({ fileId: draft.ids.file, personId: draft.ids.person, actions: sent })
  let state = UNOPENED
  for (const action of body.actions) {
    for (const [list, code] of codesOfPayload(action.type, action.payload)) {
      assert.ok(
        CODE_LISTS[list]?.codes.some((entry) => entry.code === code),
        `${code} is on the list ${list}`,
      )
    }
    const failed = checkAction(state, action.type, action.payload, {
      actorId: circumstances.userId!,
      agencyId: '019a0000-0000-7000-8000-000000000002',
      decisionMembers: 1,
      riskBands: USUAL_RISK_BANDS,
      notIndependentOf: new Set<string>(),
      today: asPlainDate('2026-11-24'),
      happenedAt: action.happenedAt,
      timeZone: 'Asia/Bishkek',
    })
    assert.equal(failed, null, `${action.type} is accepted`)
    state = reduceFile(state, { ...action, actor: circumstances.userId } as unknown as Parameters<typeof reduceFile>[1])
  }
  return state
}

test("an adult's file is opened in one request: contact, screening, consent, who they are", () => {
  assert.deepEqual(typesOf(adult), ['file_opened', 'screening_recorded', 'consent_recorded', 'answers_recorded'])
  const state = replay(adult)
  assert.equal(state.path, 'adult')
  assert.equal(state.grants.length, 3)
})

test('the same draft makes the same request, ids and all: sending twice records once', () => {
  assert.deepEqual(openingActions(adult, circumstances), openingActions(structuredClone(adult), circumstances))
})

test('a file without an answer about who the person is records none', () => {
  assert.ok(!typesOf({ ...adult, identity: {} })?.includes('answers_recorded'))
})

test('an adult who has not agreed to be recorded is not sent', () => {
  const questions = { consents_to_interview: { value: 'no' } } as const
  assert.equal(openingActions({ ...adult, consent: { ...adult.consent, questions } }, circumstances), null)
  assert.equal(openingActions({ ...adult, consent: EMPTY_CONSENT }, circumstances), null)
})

test('declining identification stands after the consent that was recorded with it', () => {
  const state = replay({ ...adult, declined: ['identification'], declinedExplained: true })
  assert.ok(declinesIdentification(state))
  assert.equal(state.refusals[0]?.explained, 'what happens without identification')
})

test('anyone who declines sharing allows nobody anything', () => {
  const state = replay({ ...adult, consent: consentTo('assistance'), declined: ['sharing'] })
  assert.equal(state.grants.length, 0)
  assert.equal(state.refusals[0]?.explained, null)
})

test('a child is not kept waiting for consent, and cannot decline protection', () => {
  for (const age of ['child', 'not_sure'] as const) {
    const child: ReadyContact = { ...adult, age, consentWhen: 'later', declined: ['sharing'] }
    assert.deepEqual(typesOf(child), ['file_opened', 'screening_recorded', 'answers_recorded'])
    assert.equal(replay(child).path, 'child')
  }
})

test("a child's assent and best-interests basis are recorded where they are given now", () => {
  const consent: ConsentDraft = {
    ...EMPTY_CONSENT,
    language: 'ar',
    explainedBy: 'A worker',
    capacity: 'child_best_interests',
    bestInterestsBasis: 'No guardian yet; agreed with the supervisor.',
    form: 'oral_witnessed',
    witness: 'B. Colleague',
    assent: { value: 'yes' },
  }
  const state = replay({ ...adult, age: 'child', consentWhen: 'now', consent, declined: ['sharing'] })
  assert.deepEqual(state.consents[0]?.assent, { value: 'yes' })
  assert.equal(state.refusals.length, 0)
})

test('what was not asked about is not sent, and is not "not observed"', () => {
  const action = screeningAction(adult, circumstances)
  assert.ok(action.type === 'screening_recorded')
  assert.deepEqual(action.payload.observed, { 'exploitation.low_salary': 'observed' })
  assert.equal(newAction.parse(action).type, 'screening_recorded')
})

test('a contact of an earlier day has no time of its own', () => {
  assert.equal(contactMoment(adult, 'Asia/Beirut'), adult.startedAt)
  const earlier = { ...adult, contactOn: asPlainDate('2026-11-20') }
  assert.equal(contactMoment(earlier, 'Asia/Beirut'), '2026-11-20T12:00:00.000Z')
})

test('who was screened elsewhere is recorded with who did it, and with no indicator', () => {
  const draft = { ...adult, screening: 'elsewhere' as const, elsewhere: ' The border police, yesterday ' }
  const action = screeningAction({ ...draft, observed: { 'exploitation.low_salary': 'observed' } }, circumstances)
  assert.ok(action.type === 'screening_recorded')
  assert.equal(action.payload.elsewhere, 'The border police, yesterday')
  assert.deepEqual(action.payload.observed, {})
  assert.ok(newAction.safeParse(action).success)
  const here = screeningAction({ ...draft, screening: 'short' }, circumstances)
  assert.ok(here.type === 'screening_recorded' && !('elsewhere' in here.payload))
})

test('other forms that are suspected, and what a smuggled person says, are recorded with the screening; nothing of it without', () => {
  const payloadOf = (made: Partial<typeof adult>) => {
    const action = screeningAction({ ...adult, ...made }, circumstances)
    assert.ok(action.type === 'screening_recorded' && newAction.safeParse(action).success)
    return action.payload
  }
  assert.deepEqual(payloadOf({ suspected: 'other', suspicions: ['forced_marriage'] }).suspicions, ['forced_marriage'])
  const smuggled = payloadOf({ suspected: 'smuggling', asylum: 'yes', dangers: ['debt'] })
  assert.deepEqual([smuggled.smuggled, smuggled.profile], [{ asylum: 'yes', dangers: ['debt'] }, 'adult_labour'])
  assert.deepEqual(payloadOf({ suspected: 'smuggling' }).smuggled, { asylum: 'not_asked', dangers: [] })
  // What was marked before another answer was chosen is not sent.
  const plain = payloadOf({ suspected: 'labour', asylum: 'yes', dangers: ['debt'] })
  assert.ok(!('suspicions' in plain) && !('smuggled' in plain))
})

test('a search that could not be made keeps nobody from being recorded: the file opens with the search owed', () => {
  const opened = (search: ReadyContact['search']) =>
    openingActions({ ...adult, search }, circumstances)?.find(({ type }) => type === 'file_opened')?.payload
  assert.equal((opened('no_signal') as { searchOwed?: boolean }).searchOwed, true)
  assert.ok(!('searchOwed' in (opened('none') ?? {})))
})

import { addDays, newId, type PlainDate } from '@gloact/kernel'

interface Grant {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string
  readonly dataGroup: string
}

const QUESTIONS = [
  'consents_to_interview',
  'informed_of_purpose',
  'informed_of_use',
  'informed_of_research',
  'informed_of_access',
  'informed_of_retention',
  'informed_of_withdrawal',
]

/** An adult agrees today, in writing, that this is told to these agencies for so many days. */
export function consentPayload<Given extends Grant>(today: PlainDate, grants: readonly Given[], days = 90) {
  return {
    consentOn: today,
    questions: Object.fromEntries(QUESTIONS.map((question) => [question, { value: 'yes' }])),
    capacity: 'adult',
    form: 'written',
    explainedBy: 'Amal Haddad',
    language: 'ru',
    interpreter: null,
    witness: null,
    assent: { absent: 'not_applicable' },
    guardian: null,
    bestInterestsBasis: null,
    grants: grants.map((grant) => ({ id: newId(), ...grant, validFrom: today, validUntil: addDays(today, days) })),
  }
}

import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

/** Of the demonstration: a practitioner, and what was decided about two of them. */
const PRACTITIONER = '00000000-0000-4000-8000-7a0000000001'
const DOUBLE = '00000000-0000-4000-8000-7d0000000001'

const BANK = '00000000-0000-4000-8000-7b0000000001'
const FOLLOW_UP = '00000000-0000-4000-8000-7f1000000001'
const ATTEMPT = '00000000-0000-4000-8000-7ad000000001'

const REAL = { practitionerId: PRACTITIONER, doubleId: DOUBLE, bankId: BANK, attemptId: ATTEMPT, followUpId: FOLLOW_UP }
const EVENT = '/training/events/00000000-0000-4000-8000-7e0000000001'
const EVALUATION_TEST = 'modules/training/server/evaluation.test.ts'
const OWN_TEST = 'modules/training/server/practitioners.test.ts'

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    training_officer: ['/training/doubles', '/training/trainers', `${EVENT}/essays`, `${EVENT}/follow-up`],
  },
  withoutSession: ['/confirm'],
  sent: {
    'post /training/practitioners/{practitionerId}/consent': { body: () => ({ id: newId(), given: true }) },
    'post /training/practitioners/{practitionerId}/transfers': {
      body: () => ({ id: newId(), employer: 'Customs', profession: 'other', since: '2026-01-05' }),
    },
    'post /training/practitioners/{practitionerId}/roster': {
      body: () => ({ id: newId(), topics: '', languages: [], cleared: false, listed: true }),
    },
    'post /training/follow-ups/{followUpId}/checks': { body: () => ({ id: newId(), verified: true }) },
    'get /training/events/{eventId}/report': { query: '?format=docx&language=en' },
    'post /training/essays/{attemptId}/marks': { body: () => ({ questionId: newId(), mark: 50 }) },
    'get /training/banks/{bankId}/file': { query: '?format=gift' },
    'post /training/practitioners/{practitionerId}/deliveries': {
      body: () => ({ id: newId(), eventId: newId(), observed: false, rating: null, note: '' }),
    },
  },
  real: async () => REAL,
  triedWithWords: {
    'POST /training/practitioners/:practitionerId/transfers': OWN_TEST,
    'POST /training/practitioners/:practitionerId/roster': OWN_TEST,
    'POST /training/practitioners/:practitionerId/deliveries': OWN_TEST,
    'POST /training/take-part/consent': OWN_TEST,
    'POST /training/take-part/satisfaction': EVALUATION_TEST,
    'POST /training/confirmations/read': EVALUATION_TEST,
    'POST /training/confirmations': EVALUATION_TEST,
  },
}

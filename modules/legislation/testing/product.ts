import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

/** The invented act as it was amended, what it was held against, and the bill that is drafted for one of its gaps. */
const AMENDED = '/legislation/texts/2907b0e1-b60f-7839-890b-ae09d8c3c4ab'
const ASSESSMENT = 'ac87adae-95a7-7a93-8d6b-769a9053cead'
const [DRAFT, CLAUSE, REMARK] = [
  '3997c11c-3fe1-7c23-8107-5cbd45a57be8',
  '9c45b3ac-2fa8-7698-83f4-552f21d00ffa',
  'da03874e-df6e-7728-82ad-3be491743948',
]
const TRIED = 'modules/legislation/server/drafts.test.ts'

const happenedAt = () => new Date().toISOString()
const instruction = { action: 'delete', at: '1', words: '', old: '' }

const ratified = () => ({
  id: newId(),
  step: 'ratified',
  madeOn: '2010-08-03',
  bindingFrom: '2010-09-02',
  reservations: '',
  declarations: '',
})

const planned = () => ({
  id: newId(),
  priority: 'high',
  assistance: 'none',
  helper: '',
  recommendation: '',
  owner: '',
  dueOn: null,
})

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    legal_officer: [
      '/legislation/treaties',
      '/legislation/obligations/tip-3-b',
      '/legislation/search?q=recruit',
      `${AMENDED}/compare`,
      `${AMENDED}/amend`,
      '/legislation/drafts',
      '/legislation/drafts/new',
      `/legislation/drafts/new/${ASSESSMENT}/tip-6-2a`,
      `/legislation/drafts/${DRAFT}`,
    ],
  },
  sent: {
    'post /legislation/laws/{lawId}/amendments': {
      body: () => ({
        id: newId(),
        beforeId: newId(),
        afterId: newId(),
        amendingId: newId(),
        inForceOn: '2026-01-01',
        instructions: [instruction],
      }),
    },
    'put /legislation/expressions/{expressionId}/original': {
      query: '?format=text',
      body: () => new TextEncoder().encode('1. One'),
    },
    'get /legislation/search': { query: '?q=recruit' },
    'post /legislation/treaties/{pack}/steps': { body: ratified },
    'put /legislation/assessments/{assessmentId}/gaps/{obligationId}': { body: planned },
    'get /legislation/laws/{lawId}/texts': { query: '?on=2026-01-01&language=en' },
    'post /legislation/drafting/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'consult', happenedAt: happenedAt(), answers: {} }),
    },
    'put /legislation/drafts/{draftId}/clauses/{clauseId}': { body: () => ({ instruction, withdrawn: false }) },
    'post /legislation/drafts/{draftId}/remarks': {
      body: () => ({ id: newId(), clauseId: CLAUSE, words: 'No.', suggestion: null }),
    },
    'post /legislation/drafts/{draftId}/remarks/{remarkId}/decision': {
      body: () => ({ decision: 'rejected', why: 'No.' }),
    },
    'post /legislation/drafts/{draftId}/consultations': { body: () => ({ agencyId: newId(), until: '2027-01-01' }) },
    'post /legislation/drafts/{draftId}/assessment': {
      body: () => ({ lawId: newId(), expressionId: newId(), assessmentId: newId() }),
    },
    'post /legislation/drafts/{draftId}/enactment': {
      body: () => ({
        stepId: newId(),
        happenedAt: happenedAt(),
        number: '1',
        madeOn: '2026-01-01',
        inForceOn: '2026-01-01',
      }),
    },
  },
  real: async () => ({ draftId: DRAFT, clauseId: CLAUSE, remarkId: REMARK, 'legislation/drafting': DRAFT }),
  triedWithWords: {
    'POST /legislation/treaties/:pack/steps': 'modules/legislation/server/plans.test.ts',
    'PUT /legislation/assessments/:assessmentId/gaps/:obligationId': 'modules/legislation/server/plans.test.ts',
    'POST /legislation/laws/:lawId/amendments': 'modules/legislation/server/amendments.test.ts',
    'POST /legislation/drafting/:requestId/steps': TRIED,
    'POST /legislation/drafts': TRIED,
    'PUT /legislation/drafts/:draftId/clauses/:clauseId': TRIED,
    'POST /legislation/drafts/:draftId/remarks': TRIED,
    'POST /legislation/drafts/:draftId/remarks/:remarkId/decision': TRIED,
    'POST /legislation/drafts/:draftId/enactment': TRIED,
  },
}

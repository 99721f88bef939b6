import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

/** The invented act as it was amended. */
const AMENDED = '/legislation/texts/2907b0e1-b60f-7839-890b-ae09d8c3c4ab'

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
        instructions: [{ action: 'delete', at: '1', words: '', old: '' }],
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
  },
  triedWithWords: {
    'POST /legislation/treaties/:pack/steps': 'modules/legislation/server/plans.test.ts',
    'PUT /legislation/assessments/:assessmentId/gaps/:obligationId': 'modules/legislation/server/plans.test.ts',
    'POST /legislation/laws/:lawId/amendments': 'modules/legislation/server/amendments.test.ts',
  },
}

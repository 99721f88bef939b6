import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

/** The invented act as it was amended. */
const AMENDED = '/legislation/texts/2907b0e1-b60f-7839-890b-ae09d8c3c4ab'

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    legal_officer: [`${AMENDED}/compare`, `${AMENDED}/amend`],
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
    'get /legislation/laws/{lawId}/texts': { query: '?on=2026-01-01&language=en' },
  },
  triedWithWords: {
    'POST /legislation/laws/:lawId/amendments': 'modules/legislation/server/amendments.test.ts',
  },
}

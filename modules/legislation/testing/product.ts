import { newId } from '@gloact/kernel'
import type { HostileSpeaker, ModuleProduct } from '@gloact/module'

const today = () => new Date().toISOString().slice(0, 10)

interface Asked {
  readonly obligations: readonly { readonly id: string; readonly elements: readonly { readonly id: string }[] }[]
}

/** Not what becomes provisions, whose numbers are taken from their words; nor the code of a language, nor an address within a law. */
const HELD = /source|language|corrections/

async function says({ as, ok, request, say, stands, tried }: HostileSpeaker): Promise<void> {
  const [legal, reviewer] = [await as('legal_officer'), await as('legal_reviewer')]
  const [lawId, assessmentId] = [newId<string>(), newId<string>()]
  const law = { type: 'act', number: '7', madeOn: '2020-01-01', validFrom: '2020-01-01', language: 'en', source: '' }
  await request(legal, 'POST', '/legislation/laws', { ...law, id: lawId, expressionId: newId() })
  const later = { id: newId(), language: 'ar', validFrom: '2021-01-01', source: '' }
  await request(legal, 'POST', '/legislation/laws/:lawId/expressions', later, { ids: [lawId] })
  await stands(() => ok(legal.get('/legislation/laws'), 'the library'), HELD)

  const opened = { id: assessmentId, packs: ['tip-protocol-2000'], tier: 'core', kind: 'baseline', asOf: today() }
  await request(legal, 'POST', '/legislation/assessments', opened)
  const address = `/legislation/assessments/${assessmentId}`
  const asked = await ok<Asked>(legal.get(address), 'an assessment')
  const element = asked.obligations.flatMap(({ elements }) => elements)[0]!.id
  const place = '/legislation/assessments/:assessmentId/findings/:elementId'
  // What it cites has to be there: held against, by the module's own tests.
  const found = { id: newId(), status: 'not_met', reasoning: say('reasoning'), citations: [] }
  const { version } = await ok<{ version: number }>(
    legal.send('PUT', `${address}/findings/${element}`, found),
    'a finding',
  )
  tried(`PUT ${place}`)
  const sentBack = { id: newId(), review: 'send_back' }
  await request(reviewer, 'POST', `${place}/reviews`, sentBack, { ids: [assessmentId, element], version })
  await stands(
    async () => [
      await ok(legal.get(address), 'an assessment'),
      await ok(legal.get(`${address}/findings/${element}/history`), 'its history'),
    ],
    HELD,
  )
}

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
      `${AMENDED}/beside/cafe2ebd-b30a-75e3-8566-5a02b85b0b66`,
      '/legislation/laws/6636baed-883a-7742-833c-c0825748358e/import',
      '/legislation/drafts',
      '/legislation/drafts/new',
      `/legislation/drafts/new/${ASSESSMENT}/tip-6-2a`,
      `/legislation/drafts/${DRAFT}`,
    ],
    legal_commenter: ['/legislation/drafts', `/legislation/drafts/${DRAFT}`],
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
    'post /legislation/packs': { body: () => ({ pack: 'own', source: '{}' }) },
    'post /legislation/obligations/{obligationId}/translations': { body: () => ({ id: newId(), language: 'fr' }) },
    'get /legislation/search': { query: '?q=recruit' },
    'get /legislation/expressions/{expressionId}/file': { query: '?format=html' },
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
    'post /legislation/drafts/{draftId}/consultations': { body: () => ({ agencyId: newId(), until: '2199-12-31' }) },
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
    'post /legislation/laws/{lawId}/expressions': {
      body: () => ({ id: newId(), language: 'en', validFrom: today(), source: '1. Title' }),
    },
    'put /legislation/assessments/{assessmentId}/findings/{elementId}': {
      body: () => ({ id: newId(), status: 'met', reasoning: 'It is.', citations: [] }),
    },
    'post /legislation/assessments/{assessmentId}/findings/{elementId}/reviews': {
      body: () => ({ id: newId(), review: 'review', remark: '' }),
    },
    'get /legislation/assessments/{assessmentId}/report': { query: '?format=json&language=en' },
  },
  /** Of the ministry that drafts laws. */
  real: async (as) => {
    const officer = await as('legal_officer')
    const { items: laws } = (await officer.get('/legislation/laws')).body as {
      readonly items: readonly { readonly id: string; readonly expressions: readonly { readonly id: string }[] }[]
    }
    const { items } = (await officer.get('/legislation/assessments')).body as {
      readonly items: readonly { readonly id: string }[]
    }
    const { obligations } = (await officer.get(`/legislation/assessments/${items[0]!.id}`)).body as Asked
    return {
      lawId: laws[0]!.id,
      expressionId: laws[0]!.expressions[0]!.id,
      assessmentId: items[0]!.id,
      elementId: obligations.flatMap(({ elements }) => elements)[0]!.id,
      obligationId: obligations[0]!.id,
      pack: 'tip-protocol-2000',
      draftId: DRAFT,
      clauseId: CLAUSE,
      remarkId: REMARK,
      'legislation/drafting': DRAFT,
    }
  },
  says,
  heldAgainst: {
    'GET /legislation/search': {
      as: 'legal_officer',
      send: (say) => ({ path: `/legislation/search?q=${encodeURIComponent(say(100))}` }),
    },
  },
  triedWithWords: {
    'POST /legislation/packs': 'modules/legislation/server/own-packs.test.ts',
    'POST /legislation/treaties/:pack/steps': 'modules/legislation/server/plans.test.ts',
    'PUT /legislation/assessments/:assessmentId/gaps/:obligationId': 'modules/legislation/server/plans.test.ts',
    'POST /legislation/laws/:lawId/amendments': 'modules/legislation/server/amendments.test.ts',
    // What is asked for by it is a place in the list, which the pattern of requests holds against its form.
    'GET /legislation/drafting': 'packages/records/server/requests.test.ts',
    'POST /legislation/drafting/:requestId/steps': TRIED,
    'POST /legislation/drafts': TRIED,
    'PUT /legislation/drafts/:draftId/clauses/:clauseId': TRIED,
    'POST /legislation/drafts/:draftId/remarks': TRIED,
    'POST /legislation/drafts/:draftId/remarks/:remarkId/decision': TRIED,
    'POST /legislation/drafts/:draftId/enactment': TRIED,
  },
}

import { newId } from '@gloact/kernel'
import type { ModuleProduct, ProductCaller } from '@gloact/module'

/** A row of each register that follows the invented plan. */
const rowOf = (kind: string, at = 0) => `00000000-0000-7000-8029-${kind}${String(at).padStart(11, '0')}`
const PLAN = '00000000-0000-7000-8020-100000000000'
const ROWS: Readonly<Record<string, string>> = {
  activities: rowOf('1'),
  frameworks: rowOf('2', 3),
  programmes: rowOf('3'),
  'technical-assistance': rowOf('4'),
  needs: rowOf('5'),
  'unit-costs': rowOf('6'),
  costs: rowOf('7'),
  consultation: rowOf('8'),
  meetings: rowOf('9'),
  decisions: rowOf('a'),
  evaluations: rowOf('b'),
}
const REGISTERS = Object.entries(ROWS)

/** The registers of the plan itself. */
const OF_PLAN = ['plans', 'goals', 'actions', 'recommendations']
const OF_REGISTERS = 'packages/registers/server/register.test.ts'
const OWN_TEST = 'modules/strategy/server/strategy.test.ts'

type Answers = Readonly<Record<string, { readonly value?: unknown }>>
interface Listed {
  readonly items: readonly { readonly id: string }[]
}

async function firstOf(officer: ProductCaller, register: string): Promise<string> {
  const { items } = (await officer.post(`/strategy/${register}/list`, {})).body as Listed
  return items[0]?.id ?? ''
}

/** The document of the invented plan that has one. */
async function documentOfAPlan(officer: ProductCaller): Promise<string> {
  const { items } = (await officer.post('/strategy/plans/list', {})).body as Listed
  for (const { id } of items) {
    const { answers } = (await officer.get(`/strategy/plans/${id}`)).body as { readonly answers: Answers }
    const document = answers['document']?.value as { readonly id: string } | undefined
    if (document) return document.id
  }
  throw new Error('no invented plan has a document')
}

/** The document that shows that an invented action was done. */
async function evidenceOfAnAction(officer: ProductCaller): Promise<string> {
  const asked = { filters: { state: { any: ['verified'] } } }
  const { items } = (await officer.post('/strategy/actions/list', asked)).body as Listed
  for (const { id } of items) {
    const claims = (await officer.get(`/strategy/actions/${id}/claims`)).body as {
      readonly items: readonly { readonly evidence: { readonly id: string } | null }[]
    }
    const evidence = claims.items.find((each) => each.evidence !== null)?.evidence
    if (evidence) return evidence.id
  }
  throw new Error('no invented action was verified with a document')
}

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    strategy_officer: [
      ...REGISTERS.flatMap(([register, id]) => [`/strategy/${register}`, `/strategy/${register}/${id}`]),
      ...REGISTERS.map(([register]) => `/strategy/${register}/new`),
      '/strategy/costs/import',
      '/strategy/gaps',
      '/strategy/calendar-address',
      ...['costing', 'quality', 'versions'].map((page) => `/strategy/plans/${PLAN}/${page}`),
    ],
    focal_point: [`/strategy/assessments/${rowOf('c')}`, '/strategy/programmes/new'],
  },
  sent: {
    ...Object.fromEntries<{ readonly body: () => object }>(
      [...OF_PLAN, ...Object.keys(ROWS)].flatMap((register): [string, { readonly body: () => object }][] => [
        [`put /strategy/${register}/{id}`, { body: () => ({ answers: {} }) }],
        [`post /strategy/${register}/{id}/archive`, { body: () => ({ archived: true }) }],
      ]),
    ),
    'put /strategy/plans/documents/{documentId}': { query: '?field=document', body: () => Uint8Array.of(1) },
    'put /strategy/actions/{id}/evidence/{evidenceId}': { body: () => Uint8Array.of(1) },
    'post /strategy/actions/{id}/claims': {
      body: () => ({
        claimId: newId(),
        stepId: newId(),
        evidenceId: newId(),
        happenedAt: new Date().toISOString(),
        answers: {},
      }),
    },
    'post /strategy/claims/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'withdraw', happenedAt: new Date().toISOString(), answers: {} }),
    },
    'post /strategy/needs-assessment': { body: () => ({}) },
    'get /strategy/in-force': { query: '?use=referral' },
    'get /strategy/calendar': { query: '?language=en' },
    'get /strategy/frameworks/{id}/followed': { query: '?language=en' },
    'get /strategy/programmes/{id}/assistance': { query: '?language=en' },
    'post /strategy/plans/{id}/versions': { body: () => ({ versionId: newId(), label: 'Now', why: 'draft' }) },
    'post /strategy/plans/{id}/carry': { body: () => ({ toPlanId: PLAN }) },
    'get /strategy/plans/{id}/comparison': { query: `?from=${PLAN}` },
    'get /strategy/plans/{id}/agenda': { query: '?language=en' },
    'post /strategy/frameworks/{id}/assessments': {
      body: () => ({
        assessmentId: newId(),
        stepId: newId(),
        reviewerId: newId(),
        happenedAt: new Date().toISOString(),
      }),
    },
    'post /strategy/assessments/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'withdraw', happenedAt: new Date().toISOString(), answers: {} }),
    },
  },
  real: async (as) => {
    const officer = await as('strategy_officer')
    const rows = await Promise.all(
      OF_PLAN.map(async (register) => [`strategy/${register}`, await firstOf(officer, register)] as const),
    )
    return {
      ...Object.fromEntries(rows),
      ...Object.fromEntries(REGISTERS.map(([register, id]) => [`strategy/${register}`, id])),
      'strategy/assessments': rowOf('c'),
      evidenceId: await evidenceOfAnAction(officer),
      documentId: await documentOfAPlan(officer),
    }
  },
  heldAgainst: {
    'GET /strategy/claims': {
      as: 'supervisor',
      send: (say) => ({ path: `/strategy/claims?cursor=${encodeURIComponent(say(38))}` }),
    },
    'PUT /strategy/plans/documents/:documentId': {
      as: 'strategy_officer',
      send: (say) => ({
        path: `/strategy/plans/documents/${newId()}?field=${encodeURIComponent(say(38))}&contentType=${encodeURIComponent(say())}`,
        body: Uint8Array.of(1),
      }),
    },
  },
  triedWithWords: {
    'POST /strategy/claims/:requestId/steps': OWN_TEST,
    'PUT /strategy/actions/:id/evidence/:evidenceId': OWN_TEST,
    'POST /strategy/actions/:id/claims': OWN_TEST,
    ...Object.fromEntries(
      [...OF_PLAN, ...Object.keys(ROWS)].flatMap((register) =>
        ['PUT /strategy/$/:id', 'POST /strategy/$/list', 'POST /strategy/$/export'].map((route) => [
          route.replace('$', register),
          OF_REGISTERS,
        ]),
      ),
    ),
    'POST /strategy/plans/:id/versions': 'modules/strategy/server/follow-up.test.ts',
    'GET /strategy/assessments': 'modules/strategy/server/follow-up.test.ts',
    'POST /strategy/assessments/:requestId/steps': 'modules/strategy/server/follow-up.test.ts',
  },
}

import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

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

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    strategy_officer: [
      ...REGISTERS.flatMap(([register, id]) => [`/strategy/${register}`, `/strategy/${register}/${id}`]),
      '/strategy/activities/new',
      '/strategy/frameworks/new',
      '/strategy/costs/import',
      ...['costing', 'quality', 'versions'].map((page) => `/strategy/plans/${PLAN}/${page}`),
    ],
    focal_point: [`/strategy/assessments/${rowOf('c')}`, '/strategy/programmes/new'],
  },
  sent: {
    ...Object.fromEntries<{ readonly body: () => object }>(
      REGISTERS.flatMap(([register]): [string, { readonly body: () => object }][] => [
        [`put /strategy/${register}/{id}`, { body: () => ({ answers: {} }) }],
        [`post /strategy/${register}/{id}/archive`, { body: () => ({ archived: true }) }],
      ]),
    ),
    'put /strategy/plans/documents/{documentId}': { query: '?field=document', body: () => Uint8Array.of(1) },
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
  real: async () => ({
    ...Object.fromEntries(REGISTERS.map(([register, id]) => [`strategy/${register}`, id])),
    'strategy/assessments': rowOf('c'),
    documentId: '00000000-0000-7000-8020-700000000000',
  }),
  triedWithWords: {
    ...Object.fromEntries(
      REGISTERS.flatMap(([register]) =>
        ['PUT /strategy/$/:id', 'POST /strategy/$/list', 'POST /strategy/$/export'].map((route) => [
          route.replace('$', register),
          'packages/registers/server/register.test.ts',
        ]),
      ),
    ),
    'POST /strategy/plans/:id/versions': 'modules/strategy/server/follow-up.test.ts',
    'GET /strategy/assessments': 'modules/strategy/server/follow-up.test.ts',
    'POST /strategy/assessments/:requestId/steps': 'modules/strategy/server/follow-up.test.ts',
  },
}

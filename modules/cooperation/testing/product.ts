import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

const place = (kind: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7, at: number): string =>
  `00000000-0000-7000-8c${kind}0-089${String(at).padStart(9, '0')}`
/** Of the invented country's own: a draft, one to be approved, one that was accepted; and one that came in and has a result. */
const [DRAFT, REVIEWED, ACCEPTED, RESULT] = [place(1, 0), place(1, 1), place(1, 7), place(1, 17)]
const NORLAND = place(0, 1)
/** Of ours: offered, and accepted; and somebody from abroad who is expected. */
const [OFFERED, TAKEN, EXPECTED] = [place(4, 0), place(4, 1), place(4, 2)]
/** A person of the demonstration whom nobody has referred abroad. */
const FILE = '00000000-0000-7000-8001-000003000000'
/** New keys of an invented country, which wait for the second officer. */
const CHANGE = place(2, 1)

/** Intelligence: a draft, one to be approved, and one that came in. */
const [REPORT, REPORT_REVIEWED, REPORT_IN] = [place(7, 0), place(7, 1), place(7, 3)]
const [MEETING, RECOMMENDATION] = [place(5, 0), place(6, 0)]

const happenedAt = () => new Date().toISOString()
const step = () => ({ stepId: newId(), happenedAt: happenedAt() })

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    cooperation_officer: [
      '/cooperation',
      '/cooperation/new',
      `/cooperation/requests/${DRAFT}`,
      `/cooperation/requests/${DRAFT}/write`,
      `/cooperation/requests/${ACCEPTED}`,
      '/cooperation/authorities',
      '/cooperation/authorities/new',
      '/cooperation/authorities/import',
      `/cooperation/authorities/${NORLAND}`,
      '/cooperation/meetings',
      '/cooperation/meetings/new',
      `/cooperation/meetings/${MEETING}`,
      '/cooperation/recommendations',
      '/cooperation/recommendations/new',
      `/cooperation/recommendations/${RECOMMENDATION}`,
      '/cooperation/peers',
      '/cooperation/peers/XS',
      '/cooperation/peers/enter',
      '/cooperation/alarms',
      '/cooperation/joint-audit',
    ],
    central_authority_approver: [
      `/cooperation/requests/${REVIEWED}`,
      `/cooperation/requests/${RESULT}`,
      `/cooperation/peer-changes/${CHANGE}`,
    ],
    liaison_officer: ['/', '/cooperation'],
    intelligence_officer: [
      '/',
      '/cooperation/intelligence',
      '/cooperation/intelligence/new',
      `/cooperation/intelligence/${REPORT}`,
      `/cooperation/intelligence/${REPORT_IN}`,
      '/cooperation/joint-audit',
    ],
    intelligence_approver: [`/cooperation/intelligence/${REPORT_REVIEWED}`],
    caseworker: [
      '/cooperation/victims',
      `/cooperation/victims/${OFFERED}`,
      `/cooperation/victims/${TAKEN}`,
      `/cooperation/victims/${EXPECTED}`,
      `/cooperation/victims/refer/${FILE}`,
    ],
    supervisor: ['/cooperation/victims'],
  },
  sent: {
    'post /cooperation/requests/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'acknowledge', happenedAt: happenedAt(), answers: {} }),
    },
    'post /cooperation/requests/{requestId}/submit': { body: step },
    'post /cooperation/requests/{requestId}/approve': { body: () => ({ ...step(), digest: 'x' }) },
    'post /cooperation/requests/{requestId}/result': { body: step },
    'get /cooperation/requests/{requestId}/letter': { query: '?format=pdf&language=en' },
    'put /cooperation/requests/{requestId}/files/{enclosureId}': { body: () => Uint8Array.of(1) },
    'post /cooperation/requests/{requestId}/files/{enclosureId}/name': { body: () => ({ name: 'statement.txt' }) },
    'post /cooperation/requests/{requestId}/files/{enclosureId}/remove': { body: () => ({}) },
    'get /cooperation/requests/{requestId}/files/{enclosureId}': { query: '?use=view' },
    'post /cooperation/requests/{requestId}/compare': { body: () => ({}) },
    'post /cooperation/joint-audit/{country}': { body: () => ({}) },
    'post /cooperation/peers/{country}/stop': { body: () => ({ suspectedSince: happenedAt() }) },
    'post /cooperation/peers/{country}/bundle': { body: () => ({}) },
    'post /cooperation/peer-changes/{changeId}/confirm': { body: () => ({ words: 'abandon ability' }) },
    'post /cooperation/peer-changes/{changeId}/decline': { body: () => ({}) },
    'post /cooperation/alarms/{alarmId}/seen': { body: () => ({}) },
    'post /cooperation/alarms/{alarmId}/send-again': { body: () => ({}) },
    'post /cooperation/victims/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'enquire', happenedAt: happenedAt(), answers: {} }),
    },
    'post /cooperation/intelligence/{requestId}/steps': {
      body: () => ({ id: newId(), step: 'assess', happenedAt: happenedAt(), answers: {} }),
    },
    'post /cooperation/intelligence/{requestId}/submit': { body: step },
    'post /cooperation/intelligence/{requestId}/approve': { body: () => ({ ...step(), digest: 'x' }) },
    'post /cooperation/victims/{requestId}/send': { body: () => ({ ...step(), step: 'ask', digest: 'x' }) },
    ...Object.fromEntries(
      ['authorities', 'meetings', 'recommendations'].flatMap(
        (register): [string, { readonly body: () => object }][] => [
          [`put /cooperation/${register}/{id}`, { body: () => ({ answers: {} }) }],
          [`post /cooperation/${register}/{id}/archive`, { body: () => ({ archived: true }) }],
        ],
      ),
    ),
  },
  real: async (as) => {
    const officer = await as('cooperation_officer')
    const { items } = (await officer.get('/cooperation/alarms')).body as {
      readonly items: readonly { readonly id: string }[]
    }
    const { items: files } = (await officer.get(`/cooperation/requests/${DRAFT}/files`)).body as {
      readonly items: readonly { readonly id: string }[]
    }
    return {
      enclosureId: files[0]?.id ?? '',
      'cooperation/authorities': NORLAND,
      'cooperation/meetings': MEETING,
      'cooperation/recommendations': RECOMMENDATION,
      country: 'XS',
      changeId: CHANGE,
      alarmId: items[0]?.id ?? '',
    }
  },
  heldAgainst: {
    'POST /cooperation/requests/:requestId/result': {
      as: 'caseworker',
      send: (say) => ({
        path: `/cooperation/requests/${newId()}/result`,
        body: { ...step(), identifying: say() },
      }),
    },
    'GET /cooperation/requests': {
      as: 'caseworker',
      send: (say) => ({ path: `/cooperation/requests?after=${encodeURIComponent(say(38))}` }),
    },
    'POST /cooperation/requests/:requestId/approve': {
      as: 'caseworker',
      send: (say) => ({ path: `/cooperation/requests/${newId()}/approve`, body: { ...step(), digest: say() } }),
    },
    'GET /cooperation/intelligence': {
      as: 'caseworker',
      send: (say) => ({ path: `/cooperation/intelligence?after=${encodeURIComponent(say(38))}` }),
    },
    'POST /cooperation/intelligence/:requestId/approve': {
      as: 'caseworker',
      send: (say) => ({ path: `/cooperation/intelligence/${newId()}/approve`, body: { ...step(), digest: say() } }),
    },
    'GET /cooperation/victims': {
      as: 'caseworker',
      send: (say) => ({ path: `/cooperation/victims?after=${encodeURIComponent(say(38))}` }),
    },
    'POST /cooperation/victims/:requestId/send': {
      as: 'caseworker',
      send: (say) => ({
        path: `/cooperation/victims/${newId()}/send`,
        body: { ...step(), step: 'ask', digest: say() },
      }),
    },
  },
  triedWithWords: {
    'POST /cooperation/intelligence': 'modules/cooperation/server/intelligence/intelligence.test.ts',
    'POST /cooperation/intelligence/:requestId/steps': 'modules/cooperation/server/intelligence/intelligence.test.ts',
    'PUT /cooperation/requests/:requestId/files/:enclosureId': 'packages/exchange/server/files.test.ts',
    'POST /cooperation/requests/:requestId/files/:enclosureId/name': 'packages/exchange/server/files.test.ts',
    'POST /cooperation/victims': 'modules/cooperation/server/victims/victims.test.ts',
    'POST /cooperation/victims/:requestId/steps': 'modules/cooperation/server/victims/victims.test.ts',
    'PUT /cooperation/victims/desk': 'modules/cooperation/server/victims/victims.test.ts',
    'POST /cooperation/requests': 'modules/cooperation/server/cooperation.test.ts',
    'POST /cooperation/requests/:requestId/steps': 'modules/cooperation/server/cooperation.test.ts',
    ...Object.fromEntries(
      ['authorities', 'meetings', 'recommendations'].flatMap((register) =>
        [
          `PUT /cooperation/${register}/:id`,
          `POST /cooperation/${register}/list`,
          `POST /cooperation/${register}/export`,
        ].map((route) => [route, 'packages/registers/server/register.test.ts']),
      ),
    ),
    'POST /cooperation/peers': 'modules/cooperation/server/peers.test.ts',
    'POST /cooperation/peer-changes/:changeId/confirm': 'modules/cooperation/server/peers.test.ts',
    'POST /cooperation/bundles': 'modules/cooperation/server/peers.test.ts',
    'POST /cooperation/trust-list': 'modules/cooperation/server/peers.test.ts',
  },
}

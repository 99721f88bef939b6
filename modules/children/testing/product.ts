import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import type { ModuleProduct, ProductCaller } from '@gloact/module'

/** Invented children: of story 16 (a plan that a gate keeps), 15 (before the panel) and 4 (a provisional guardian). */
const FILE = '00000000-0000-7000-8001-000516000000'
const record = (child: number, place: number) =>
  `00000000-0000-7000-8041-${String(child * 100 + place).padStart(12, '0')}`
const GUARDIAN = '00000000-0000-7000-8044-000000000000'

/** Tracing: an invented request of the office's, a suggestion of which both were heard, its child's side, and a file of a child not asked yet. */
const REQUEST = '51b5db46-c51a-8a7f-a771-4f065cbd7a26'
const MATCH = '1087c985-0027-80d6-9759-1e2ab9e0d057'
const SIDE = 'd3387ba3-d8d1-8b8e-9718-ca921b7b019e'
/** The family link of a suggestion that was confirmed. */
const LINK = '6984e60f-119c-87a7-bd95-79e336ec4e81'
/** A cousin with the shelter, which was asked. */
const KIN = '00000000-0000-7000-8045-000000000001'
const FILE_WITHOUT_SIDE = '00000000-0000-7000-8001-000551000000'

const step = (name: string, answers: object = {}) => ({
  body: () => ({ id: newId(), step: name, happenedAt: new Date().toISOString(), answers }),
})
/** Whether guardian and child were informed and heard. */
const HEARD = {
  guardian_informed: { value: 'yes' },
  guardian_heard: { value: 'heard' },
  child_informed: { value: 'yes' },
  child_heard: { value: 'heard' },
}
const begun = { basis: { value: 'declared' }, born_from: { value: '2012-01-01' }, evidence: { value: ['none'] } }

/** An invented carer. */
const CARER = '00000000-0000-7000-8046-000000000000'

/** The answer to a complaint that was upheld against an invented guardian. */
const COMPLAINED_OF = '00000000-0000-7000-8044-000000000004'
const COMPLAINT = '00000000-0000-7000-8042-000000002607'

/** The kinds of record of a child, as their routes call them. */
const LISTS = [
  'age',
  'guardianship',
  'assessment',
  'care',
  'determination',
  'solution',
  'interview',
  'schooling',
  'transition',
  'kin',
] as const
const OWN_TEST = 'platform/children.test.ts'
/** A child’s of the demonstration, which the clinic has accepted. */
const REFERRAL = '00000000-0000-7000-8023-000000000006'
const OF_REFERRED = 'platform/referral-interviews.test.ts'
const OF_SIBLINGS = 'platform/children-siblings.test.ts'
const OF_REGISTERS = 'packages/registers/server/register.test.ts'
const OF_TRACING = 'modules/children/server/tracing/tracing.test.ts'

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    child_protection_officer: [
      '/children/tracing',
      '/children/tracing/new',
      `/children/tracing/requests/${REQUEST}`,
      `/children/tracing/matches/${MATCH}`,
      `/children/tracing/sides/${SIDE}`,
      `/children/tracing/links/${LINK}`,
      `/children/tracing/children/${FILE_WITHOUT_SIDE}`,
      '/children',
      '/children/import',
      '/children/carers',
      '/children/carers/new',
      '/children/carers/import',
      `/children/carers/${CARER}`,
      `/children/files/${FILE}`,
      `/children/files/${FILE}/kin/${KIN}`,
      `/children/files/${FILE}/solution/${record(16, 5)}`,
      `/children/files/${FILE}/assessment/${record(16, 2)}`,
      `/children/files/${FILE}/schooling/${record(16, 6)}`,
      `/children/files/00000000-0000-7000-8001-000510000000/interview/${record(10, 4)}`,
      `/children/files/00000000-0000-7000-8001-000505000000/transition/${record(5, 2)}`,
      `/children/complain/${record(5, 1)}`,
      `/children/files/00000000-0000-7000-8001-000538000000/solution/${record(38, 5)}`,
      `/children/files/00000000-0000-7000-8001-000537000000/solution/${record(37, 5)}`,
    ],
    guardian: ['/', '/children/mine', '/children/explain'],
    guardianship_authority: [
      '/',
      '/children/records/guardianship',
      `/children/records/guardianship/${record(4, 1)}`,
      '/children/guardians',
      '/children/guardians/new',
      '/children/guardians/import',
      `/children/guardians/${GUARDIAN}`,
      `/children/guardians/${COMPLAINED_OF}`,
    ],
    service_provider: [`/children/referred/${REFERRAL}`],
    national_coordinator: ['/children/figures'],
    panel_member: ['/', '/children/records/determination', `/children/records/determination/${record(15, 4)}`],
  },
  sent: {
    'post /children/files/{fileId}/records': {
      body: () => ({
        id: newId(),
        stepId: newId(),
        kind: 'age',
        step: 'presume',
        happenedAt: new Date().toISOString(),
        answers: begun,
        agencyId: null,
      }),
    },
    'post /children/tracing/files/{fileId}/known': { body: () => ({}) },
    'post /children/imports': { body: () => ({ cases: [{ case_id: newId(), name: 'x', age: 9 }], tryOut: false }) },
    'post /children/tracing/imports': {
      body: () => ({
        inquiries: [{ tracing_request_id: newId(), tracing_request_subform_section: [{ name: 'x' }] }],
        tryOut: false,
      }),
    },
    'post /children/carer-imports': { body: () => ({ carers: [{ registry_no: newId(), name: 'x' }], tryOut: false }) },
    'get /children/files/{fileId}/carers/{carerId}': { query: '?type=foster' },
    'put /children/carers/{id}': { body: () => ({ answers: {} }) },
    'post /children/carers/{id}/archive': { body: () => ({ archived: true }) },
    'post /children/age/{requestId}/steps': step('close'),
    'post /children/guardianship/{requestId}/steps': step('close', { reason: { value: 'turned_18' } }),
    'post /children/assessment/{requestId}/steps': step('approve'),
    'post /children/care/{requestId}/steps': step('end', {
      reason: { value: 'not_safe' },
      child_view: { value: 'agrees' },
      ...HEARD,
    }),
    'post /children/determination/{requestId}/steps': step('close', { reasons: { value: 'x' } }),
    'post /children/solution/{requestId}/steps': step('approve_risk'),
    'post /children/interview/{requestId}/steps': step('drop'),
    'post /children/schooling/{requestId}/steps': step('close', { reason: { value: 'turned_18' } }),
    'post /children/transition/{requestId}/steps': step('drop', { reason: { value: 'younger' } }),
    'post /children/kin/{requestId}/steps': step('withdraw'),
    'put /children/guardians/{id}': { body: () => ({ answers: {} }) },
    'post /children/guardians/{id}/archive': { body: () => ({ archived: true }) },
    'put /children/guardianship/{requestId}/voices/{complaintId}': { body: () => Uint8Array.of(1) },
    'post /children/guardian-complaints/{guardianId}/{complaintId}/reviews': {
      body: () => ({ id: newId(), result: 'stands' }),
    },
    'post /children/mine/{requestId}/visits': {
      body: () => ({
        id: newId(),
        happenedAt: new Date().toISOString(),
        answers: { place: { value: 'home' }, alone: { value: 'yes' }, going: { value: 'well' } },
      }),
    },
    'post /children/referred/{referralId}/interviews': {
      body: () => ({
        id: newId(),
        happenedAt: new Date().toISOString(),
        answers: {
          held_on: { value: '2026-01-10' },
          topics: { value: ['journey'] },
          purpose: { value: 'health' },
          role: { value: 'Nurse' },
          by_order: { value: 'agency' },
        },
      }),
    },
    'post /children/files/{fileId}/links': {
      body: () => ({
        id: newId(),
        linkId: newId(),
        happenedAt: new Date().toISOString(),
        answers: { number: { value: 'x' }, relation: { value: 'sibling' }, shown_by: { value: 'dna' } },
      }),
    },
    'post /children/links/{requestId}/end': {
      body: () => ({
        id: newId(),
        happenedAt: new Date().toISOString(),
        answers: { reasons: { value: 'x' }, ...HEARD },
      }),
    },
    'post /children/tracing/requests/{requestId}/steps': step('withdraw'),
    'post /children/tracing/children/{requestId}/steps': step('pause'),
    'post /children/tracing/matches/{requestId}/steps': step('reject', {
      against: { value: ['origin'] },
      why: { value: 'x' },
    }),
    'post /children/tracing/links/{requestId}/steps': step('end', { why: { value: 'x' } }),
    'put /children/tracing/children/{requestId}/photographs/{photographId}': { body: () => Uint8Array.of(1) },
    'post /children/tracing/children/{requestId}/photographs/{photographId}/take-back': {
      body: () => ({ because: 'other' }),
    },
  },
  heldAgainst: Object.fromEntries(
    ['files', ...LISTS].map((list) => [
      `GET /children/${list}`,
      {
        as: 'supervisor',
        send: (say: (most?: number) => string) => ({ path: `/children/${list}?after=${encodeURIComponent(say(38))}` }),
      },
    ]),
  ),
  triedWithWords: {
    'POST /children/files/:fileId/records': OWN_TEST,
    'POST /children/imports': 'platform/children-import.test.ts',
    'POST /children/tracing/imports': 'platform/children-import.test.ts',
    'POST /children/carer-imports': 'platform/children-carers.test.ts',
    'PUT /children/carers/:id': OF_REGISTERS,
    'POST /children/carers/list': OF_REGISTERS,
    'POST /children/carers/export': OF_REGISTERS,
    'POST /children/mine/:requestId/visits': OWN_TEST,
    'POST /children/referred/:referralId/interviews': OF_REFERRED,
    'POST /children/files/:fileId/links': OF_SIBLINGS,
    'POST /children/links/:requestId/end': OF_SIBLINGS,
    ...Object.fromEntries(LISTS.map((list) => [`POST /children/${list}/:requestId/steps`, OWN_TEST])),
    'PUT /children/guardianship/:requestId/voices/:complaintId': 'platform/children-voice.test.ts',
    'PUT /children/guardians/:id': OF_REGISTERS,
    'POST /children/guardians/list': OF_REGISTERS,
    'POST /children/guardians/export': OF_REGISTERS,
    'GET /children/tracing/children': OF_TRACING,
    'GET /children/tracing/links': OF_TRACING,
    'POST /children/tracing/requests': OF_TRACING,
    'POST /children/tracing/children': OF_TRACING,
    ...Object.fromEntries(
      ['requests', 'children', 'matches', 'links'].map((list) => [
        `POST /children/tracing/${list}/:requestId/steps`,
        OF_TRACING,
      ]),
    ),
    'PUT /children/tracing/children/:requestId/photographs/:photographId': OF_TRACING,
  },
  // Nobody invented has a photograph: the id of something else is none, as for anyone who guesses.
  real: async (as) => ({
    'children/guardians': GUARDIAN,
    guardianId: GUARDIAN,
    ...(await carerOfTheShelter(await as('supervisor'))),
    photographId: SIDE,
    complaintId: COMPLAINT,
    referralId: REFERRAL,
  }),
}

/** The invented carers are the office's, which is the officer's own agency: strangers guess one of the shelter's. */
async function carerOfTheShelter(supervisor: ProductCaller): Promise<Readonly<Record<string, string>>> {
  const carerId = newId()
  const answers = {
    number: { value: 'Of the shelter' },
    kind: { value: 'foster' },
    status: { value: 'not_screened' },
  }
  const { status } = await supervisor.send('PUT', `/children/carers/${carerId}`, { answers })
  assert.equal(status, 200)
  return { 'children/carers': carerId, carerId }
}

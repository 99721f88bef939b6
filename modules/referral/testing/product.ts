import { newId } from '@gloact/kernel'
import type { HostileSpeaker, ModuleProduct } from '@gloact/module'

/** What was sent to a service of the demonstration that has no accounts: its link waits. */
const BY_LINK = '00000000-0000-7000-8023-000000000200'

/** What was read by an agency whose service it is not: the step that declined it, in `server/demo/demo-stories.ts`. */
const WRONG_DOOR = '00000000-0000-7000-8024-000000001423'

/** Of the demonstration, by their place in `server/demo/demo-between.ts`. */
const between = (number: number) => `00000000-0000-7000-8027-${String(number).padStart(12, '0')}`
/** An adult's file of the demonstration, of the shelter. */
const STORY = '00000000-0000-7000-8001-000003000000'
const CHILD = '00000000-0000-7000-8001-000006000000'

const step = (name: string, answers: object = {}) => ({
  body: () => ({ id: newId(), step: name, happenedAt: new Date().toISOString(), answers }),
})

/** The clinic's in the north. */
const SERVICE = '00000000-0000-7000-8022-000000000003'
/** A day that does not come while this is tested. */
const VALID_UNTIL = '2199-12-31'
const CHANGE = {
  name: 'General practice',
  languages: ['en'],
  serves: 'anybody',
  minAge: null,
  maxAge: null,
  validUntil: VALID_UNTIL,
}
const LISTS = ['incidents', 'transfers', 'transfer-requests', 'joint-work', 'conferences', 'conference-tasks']
const BETWEEN_TEST = 'platform/referral-between.test.ts'
const child = { assent: 'yes', guardian: 'informed' }

/** What is asked of a service, for a file of the caseworker's. */
const drafted = (id: string, fileId: string) => ({
  id,
  stepId: newId(),
  fileId,
  serviceId: SERVICE,
  urgency: 'standard',
  groups: [],
  child,
  happenedAt: new Date().toISOString(),
})

async function says({ as, fileId, ok, request, stands }: HostileSpeaker): Promise<void> {
  const caseworker = await as('caseworker')
  const id = newId<string>()
  await request(caseworker, 'POST', '/referral/referrals', drafted(id, fileId))
  await stands(() => ok(caseworker.get(`/referral/referrals/${id}/preview`), 'what it would get'))
  const provider = await as('service_provider')
  const fees = { id: newId(), field: 'fees', sight: 'public' }
  await request(provider, 'POST', '/referral/services/:serviceId/details', fees, { ids: [SERVICE] })
  await stands(() => ok(provider.get(`/referral/services/${SERVICE}/details`), 'what is said of it'))
  const proposed = { id: newId(), languages: ['en'], serves: 'anybody', minAge: null, maxAge: null }
  const change = { ...proposed, validUntil: VALID_UNTIL }
  await request(caseworker, 'POST', '/referral/services/:serviceId/proposals', change, { ids: [SERVICE] })
  const supervisor = await as('supervisor')
  await stands(() => ok(supervisor.get('/referral/proposals'), 'what was proposed'))
}

export const product: ModuleProduct = {
  screens: {
    child_protection_officer: [
      `/referral/requests/${BY_LINK}`,
      '/referral/between',
      '/referral/between/ask',
      `/referral/between/file/${CHILD}`,
      `/referral/between/file/${CHILD}/conference`,
      `/referral/between/transfer/${between(2)}`,
      `/referral/between/transfer_request/${between(3)}`,
      `/referral/between/joint_work/${between(6)}`,
      `/referral/between/conference/${between(8)}`,
    ],
    frontline_worker: ['/referral'],
    caseworker: [`/referral/refer/${STORY}/from/${newId()}`, `/referral/told/${STORY}`],
    national_coordinator: ['/referral/late'],
    data_protection_officer: ['/referral/incidents', `/referral/incidents/${WRONG_DOOR}`],
    supervisor: ['/referral/proposals', '/referral/between', `/referral/between/transfer/${between(2)}`],
  },
  withoutSession: ['/message'],
  async real(as) {
    const provider = await as('service_provider')
    const proposalId = newId()
    const proposed = { ...CHANGE, id: proposalId }
    await provider.post(`/referral/services/${SERVICE}/proposals`, proposed)
    return { proposalId }
  },
  sent: {
    'put /referral/services/{serviceId}/capacity': {
      body: () => ({ version: 1, maximum: 5, occupied: 1, outOfUse: 0 }),
    },
    'post /referral/referrals/{requestId}/steps': step('acknowledge'),
    'post /referral/referrals/{requestId}/copies': {
      body: () => ({
        stepId: newId(),
        number: 'DL-2026-000001',
        fields: ['identity/birth_date'],
        happenedAt: new Date().toISOString(),
      }),
    },
    'post /referral/files/{fileId}/unsafe': { body: () => ({ serviceId: SERVICE, unsafe: true }) },
    'post /referral/incidents/{requestId}/steps': step('assess'),
    'post /referral/referrals/{requestId}/offers': {
      body: () => ({ id: newId(), stepId: newId(), serviceId: SERVICE, happenedAt: new Date().toISOString() }),
    },
    'post /referral/referrals/{requestId}/send': {
      body: () => ({ stepId: newId(), digest: 'x', happenedAt: new Date().toISOString() }),
    },
    'post /referral/services/{serviceId}/channels': {
      body: () => ({ id: newId(), mailbox: 'reception@service.example', telephone: '+999 55 0100' }),
    },
    'post /referral/services/{serviceId}/details': {
      body: () => ({ id: newId(), field: 'fees', sight: 'public', value: 'Free of charge.' }),
    },
    'post /referral/services/{serviceId}/details/confirm': { body: () => ({ id: newId() }) },
    'post /referral/services/{serviceId}/confirm': { body: () => ({ id: newId(), how: 'call' }) },
    'post /referral/services/{serviceId}/proposals': {
      body: () => ({ ...CHANGE, id: newId() }),
    },
    'post /referral/proposals/{proposalId}/decide': { body: () => ({ decision: 'rejected' }) },
    'post /referral/services/{serviceId}/channels/confirm': { body: () => ({ id: newId() }) },
    'post /referral/transfers/{requestId}/steps': step('acknowledge'),
    'post /referral/transfers/{requestId}/referrals': { body: () => ({ number: 'DL-2026-000001', steps: {} }) },
    'post /referral/transfer-requests/{requestId}/steps': step('agree'),
    'post /referral/joint-work/{requestId}/steps': step('withdraw'),
    'post /referral/conferences/{requestId}/steps': step('close'),
    'post /referral/conference-tasks/{requestId}/steps': step('drop'),
    'post /referral/referrals/{requestId}/link': { body: () => ({ id: newId() }) },
  },
  says,
  heldAgainst: {
    'GET /referral/services': {
      as: 'caseworker',
      send: (say) => ({ path: `/referral/services?area=${encodeURIComponent(say(38))}` }),
    },
    'GET /referral/between': {
      as: 'caseworker',
      send: (say) => ({ path: `/referral/between?after=${encodeURIComponent(say(38))}` }),
    },
    'POST /referral/referrals/:requestId/send': {
      as: 'caseworker',
      send: (say) => ({
        path: `/referral/referrals/${newId()}/send`,
        body: { stepId: newId(), digest: say(), happenedAt: new Date().toISOString() },
      }),
    },
    ...Object.fromEntries(
      ['referrals', ...LISTS].map((list) => [
        `GET /referral/${list}`,
        {
          as: 'child_protection_officer',
          send: (say: (most?: number) => string) => ({
            path: `/referral/${list}?after=${encodeURIComponent(say(38))}`,
          }),
        },
      ]),
    ),
  },
  triedWithWords: {
    'POST /referral/referrals/:requestId/copies': 'platform/referral-copy.test.ts',
    'POST /referral/between': BETWEEN_TEST,
    'POST /referral/transfers/:requestId/referrals': BETWEEN_TEST,
    ...Object.fromEntries(
      ['referrals', ...LISTS].map((list) => [`POST /referral/${list}/:requestId/steps`, BETWEEN_TEST]),
    ),
    'POST /referral/incidents/:requestId/steps': 'platform/referral-safety.test.ts',
    'POST /referral/link/open': 'platform/referral-link.test.ts',
    'POST /referral/link/steps': 'platform/referral-link.test.ts',
  },
  toldApart: [
    [
      /^(caseworker|supervisor|child_protection_officer|service_provider)$/,
      / \/referral\/services\/\{serviceId\}\/(channels|confirm|details|proposals)/,
      'services stand in the directory, which everybody in the country reads who refers',
    ],
  ],
}

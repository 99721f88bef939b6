import assert from 'node:assert/strict'
import { REQUEST_FAILURES, type RequestShown } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { asPlainDate, newId } from '@gloact/kernel'
import { jobsOf } from '@gloact/module/testing'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { loadDemoFiles, loadDemoReferred } from '@gloact/protection/server'
import type { BetweenItem } from '@gloact/referral/contract/between'
import type { PackageView, ServiceView } from '@gloact/referral/contract/referrals'
import fastify from 'fastify'
import { platformStage } from '../testing.ts'
import { consentPayload } from './consent-payload.ts'

/** The day on which these tests take place. */
export const TODAY = asPlainDate('2026-11-24')

export const value = (content: unknown) => ({ value: content })

export interface Recipient {
  readonly agencyId: string
  readonly recipientKind: string
}

type Answered = RequestShown &
  PackageView & {
    code: string
    digest?: string
    number: string
    status: string
    notAgreed: string[]
    package: PackageView
    grants: { id: string; purpose: string; dataGroup: string; withdrawnOn: string | null }[]
    services: { results: { payload: { result: string } }[] }[]
    items: (BetweenItem & RequestShown & ServiceView)[]
  }

interface StageOptions {
  readonly parts?: Parameters<typeof platformStage>[0]
  /** Is given every line that the server logs, at its most talkative. */
  readonly log?: (line: string) => void
}

/** The demonstration with its files and referrals, and requests to it as its people: of the shelter, the office for children and the clinic. */
export async function referralStage({ parts = {}, log }: StageOptions = {}) {
  const { db, owner, clock, country, platform } = await platformStage(parts)
  const by = (role: Principal['roles'][number], address?: string) =>
    demoPrincipal(country.code, role, platform.modules, address)
  const WHO = {
    frontline: by('frontline_worker'),
    coordinator: by('national_coordinator'),
    dataProtection: by('data_protection_officer'),
    caseworker: by('caseworker'),
    supervisor: by('supervisor', 'supervisor'),
    children: by('child_protection_officer', 'child-protection-officer'),
    second: { ...by('supervisor', 'supervisor'), userId: newId<'user'>() },
    lead: by('supervisor', 'children-supervisor'),
    clinic: by('service_provider'),
    // Of the clinic too, with files of their own.
    clinicWorker: {
      ...by('caseworker'),
      userId: by('service_provider').userId,
      agencyId: by('service_provider').agencyId,
    },
    administrator: by('administrator'),
  } as const
  type Who = keyof typeof WHO
  const referral = platform.modules.find(({ id }) => id === 'referral')!
  const children = platform.modules.find(({ id }) => id === 'children')!
  const protection = platform.modules.find(({ id }) => id === 'protection')!
  const { demoFile } = protection.ports as { demoFile: (story: number) => string }
  const ADULT = demoFile(7)

  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  const staff = {
    frontline: WHO.frontline,
    caseworker: WHO.caseworker,
    supervisor: WHO.supervisor,
    authority: by('competent_authority'),
    childProtection: WHO.children,
  }
  await loadDemoFiles(platform.protection, staff)
  await loadDemoReferred(platform.protection, staff, WHO.clinic.agencyId)
  await referral.demo?.({ progress: () => undefined, people: () => undefined })
  const app = fastify(log && { logger: { level: 'trace', stream: { write: log } } })
  const api = createApi<Principal>(app, {
    authenticate: async ({ headers }) => WHO[String(headers['x-who']) as Who],
    failures: [REGISTER_FAILURES, REQUEST_FAILURES, ...platform.modules.map(({ failures }) => failures)],
    isUnavailable,
    isOutOfRoom,
  })
  for (const module of [protection, referral, children]) module.routes?.(api)
  await app.ready()

  async function ask(who: Who, method: 'GET' | 'POST', path: string, payload?: object) {
    const answer = await app.inject({
      method,
      url: `${API_PREFIX}${path}`,
      headers: { 'x-gloact-request': '1', 'x-who': who },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, text: answer.body, body: answer.json<Answered>() }
  }

  async function act(type: string, payload: object, fileId = ADULT): Promise<void> {
    const action = { id: newId(), type, payload, happenedAt: clock.now(), replaces: [], deviceTime: null }
    const { status, text } = await ask('caseworker', 'POST', `/protection/files/${fileId}/actions`, {
      actions: [action],
    })
    assert.ok(status < 300, text)
  }

  /** The person agrees that these groups are told to these agencies. */
  async function consent(purpose: string, to: readonly Recipient[], groups: readonly string[]): Promise<void> {
    const grants = to.flatMap(({ agencyId: recipientAgencyId, recipientKind }) =>
      groups.map((dataGroup) => ({ purpose, recipientKind, recipientAgencyId, dataGroup })),
    )
    await act('consent_recorded', consentPayload(TODAY, grants))
  }

  const runJob = (name: string) => jobsOf(referral).get(name)!()

  /** The person withdraws what they agreed for a purpose, all of it or one group; it is called back. */
  async function withdrawConsent(purpose: string, group?: string): Promise<void> {
    const { grants } = (await ask('caseworker', 'GET', `/protection/files/${ADULT}`)).body
    const grantIds = grants.flatMap((grant) =>
      grant.purpose === purpose && grant.withdrawnOn === null && (group === undefined || grant.dataGroup === group)
        ? grant.id
        : [],
    )
    await act('consent_withdrawn', { withdrawnOn: TODAY, grantIds, reason: null })
    await runJob('referral.recall_ended')
  }

  /** Sends what was previewed. */
  async function send(who: Who, id: string) {
    const { digest = 'none' } = (await ask(who, 'GET', `/referral/referrals/${id}/preview`)).body
    return ask(who, 'POST', `/referral/referrals/${id}/send`, {
      stepId: newId(),
      digest,
      called: 'expected',
      happenedAt: clock.now(),
    })
  }

  const tasksOf = async (who: Who) => (await referral.tasks!(WHO[who])).map(({ about }) => about.id)

  return {
    db,
    owner,
    country,
    clock,
    platform,
    WHO,
    ADULT,
    CHILD: demoFile(6),
    ask,
    act,
    consent,
    withdrawConsent,
    send,
    runJob,
    tasksOf,
  }
}

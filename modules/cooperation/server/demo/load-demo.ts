import { recordAudit } from '@gloact/audit'
import { findCode, type CodeLists } from '@gloact/codes'
import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId, ok, unwrap, type Json, type Result } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, readInScope, systemScope, type Scope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, SYSTEM, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import { auditOf, writeVersion } from '@gloact/registers/server'
import { sql } from 'kysely'
import { authorities } from '../../contract/directory.ts'
import { ABROAD, abroadId, numberOf, scopeOf, todayIn, type CooperationContext, type DemoPeople } from '../context.ts'
import { openDesks } from '../directory.ts'
import { factsOf, SERVED } from '../requests.ts'
import type { VictimContext } from '../victims/victims-context.ts'
import { ago, asAnswers } from './invented-step.ts'
import { loadMeetings } from './load-meetings.ts'
import { loadReports } from './load-reports.ts'
import { loadPeers } from './load-peers.ts'
import { loadVictims } from './load-victims.ts'
import { DEMO_CASES, type DemoCase } from './invented-cases.ts'
import { DEMO_AUTHORITIES, DEMO_REQUESTS, type DemoRequest, type DemoStep } from './invented.ts'

const DAY = 86_400_000
const KINDS = ['authority', 'request', 'change', 'file', 'referral', 'meeting', 'recommendation', 'report'] as const

/** Whether a country's list holds the invented countries that the demonstration writes to, and hears from. */
export const knowsInventedCountries = ({ country: list }: CodeLists): boolean =>
  list !== undefined && DEMO_AUTHORITIES.every(([, { country }]) => findCode(list, country) !== undefined)

/** The same in every demonstration of a country, so that what is written about it finds its pages. */
const demoId = (country: string, kind: (typeof KINDS)[number], at: number): string => {
  const [first = 0, second = 0] = [...country].map((letter) => letter.charCodeAt(0) - 65)
  const place = String(first * 26 + second).padStart(3, '0')
  return `00000000-0000-7000-8c${KINDS.indexOf(kind)}0-${place}${String(at).padStart(9, '0')}`
}

/**
 * The invented country's directory, and requests to and from others in every state. None of them has crossed a border: what is written
 * here while another country's server is there goes to it. Loaded once: where there is an authority, nothing is.
 */
export async function loadDemo(
  context: VictimContext,
  { of, victims, reports }: { readonly of: RequestsOf; readonly victims: RequestsOf; readonly reports: RequestsOf },
  people: DemoPeople,
  { progress }: DemoProgress,
): Promise<void> {
  const scope = systemScope(context.country)
  const there = await readInScope(context.db, scope, (trx) =>
    sql`select from cooperation.authority limit 1`.execute(trx),
  )
  if (there.rows.length === 0) {
    progress('Loading invented authorities of other countries')
    const officer = await people.officer()
    const shelter = await people.shelter()
    const police = await people.intelligence()
    await must(
      inScope(context.db, scope, async (trx) => {
        for (const [at, [daysAgo, given]] of DEMO_AUTHORITIES.entries()) {
          const confirmed = new Date(Date.parse(`${todayIn(context)}T00:00:00Z`) - daysAgo * DAY)
          // A service that receives people enters itself: its desk is the service's, and no officer's.
          const matters = given['matters']
          const own = given.country === context.country && Array.isArray(matters) ? matters : []
          const by = own.includes('referral') ? shelter : own.includes('intelligence') ? police : officer
          await writeAuthority(trx, context, by, demoId(context.country, 'authority', at), {
            ...given,
            confirmed_on: confirmed.toISOString().slice(0, 10),
          })
        }
        return ok(undefined)
      }),
    )
    progress('Loading invented requests to and from other countries')
    // Nothing goes: these requests are shown as they would stand.
    const quiet: RequestsOf = { ...of, onTaken: async () => ok(undefined) }
    const second = await people.approver()
    for (const [at, request] of DEMO_REQUESTS.entries())
      await loadRequest(context, quiet, { us: officer, second }, demoId(context.country, 'request', at), request)
    await loadReports(context, reports, people, (at) => demoId(context.country, 'report', at))
  }
  await openDesks(context)
  await encloseInvented(context, await people.officer())
  if (there.rows.length === 0 && people.file !== null) {
    progress('Loading invented referrals of people to and from other countries')
    await loadVictims(context, victims, people, (at) => demoId(context.country, 'referral', at))
  }
  await loadMeetings(context, await people.officer(), (kind, at) => demoId(context.country, kind, at))
  const change = (at: number) => demoId(context.country, 'change', at)
  await loadPeers(context, people, [change(0), change(1)], { progress })
}

/** A file that goes with the first of the requests once it is sent. */
async function encloseInvented(context: CooperationContext, officer: Principal): Promise<void> {
  const { country, exchange } = context
  const about = demoId(country, 'request', 0)
  const scope = scopeOf(officer)
  if (!exchange) return
  const there = await readInScope(context.db, scope, (trx) => exchange.files.of(trx, { about, conversationId: null }))
  if (there.length > 0) return
  unwrap(
    await exchange.files.add(scope, {
      id: demoId(country, 'file', 0),
      about,
      peer: String(DEMO_REQUESTS[0]?.to),
      agencyId: officer.agencyId,
      name: 'Company register extract (invented).txt',
      declared: 'text/plain',
      body: invented('Extract from the company register of Demoland (invented).\nStone & Slate Ltd, Quarry Lane 4.\n'),
    }),
  )
}

async function* invented(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

async function writeAuthority(
  trx: ScopedTransaction,
  context: CooperationContext,
  by: Principal,
  id: string,
  given: Readonly<Record<string, Json>>,
): Promise<void> {
  const written = await writeVersion(trx, authorities, undefined, {
    id,
    country: context.country,
    agencyId: by.agencyId,
    by: by.userId,
    at: context.clock.now(),
    how: 'added',
    answers: asAnswers(given),
    archived: false,
    before: null,
  })
  if (!written) throw new Error('an authority of the invented country is there already')
  await recordAudit(trx, { ...auditOf(authorities, 'added', id, written), actorId: by.userId, agencyId: by.agencyId })
}

interface Sides {
  readonly us: Principal
  readonly second: Principal
}

async function loadRequest(
  context: CooperationContext,
  of: RequestsOf,
  sides: Sides,
  id: string,
  { ours, to, about, steps }: DemoRequest,
): Promise<void> {
  // A country's demonstration asks nothing of itself: the first of the others stands in.
  const country = to === context.country ? 'DL' : to
  const entry = DEMO_AUTHORITIES.find(([, given]) => given.country === country && given['desk'] !== undefined)
  const desk = String(entry?.[1]['desk'])
  const abroad = { country, authority: desk }
  const answers = contentOf(DEMO_CASES[about]!, ours ? context.country : country)
  const begun = ago(context, (steps[0]?.[2] ?? 3) + 1)
  const opening = {
    requestId: id,
    id: newId<string>(),
    happenedAt: begun,
    fileId: null,
    facts: { number: numberOf(id), country, desk, ...factsOf(answers) },
  }
  const [mine, theirs] = [sides.us.agencyId, abroadId(abroad)]
  // Opened when it was begun: how long requests have been open is counted by it.
  const then = { ...of, clock: fixedClock(begun) }
  await must(
    ours
      ? inScope(context.db, scopeOf(sides.us), (trx) =>
          openRequest(trx, then, SERVED.actorOf(sides.us), {
            ...opening,
            step: 'draft',
            parties: { requesting: mine, requested: theirs },
            payload: { answers },
          }),
        )
      : inScope(context.db, systemScope(context.country), (trx) =>
          openRequest(trx, then, actorAbroad(theirs), {
            ...opening,
            step: 'arrive',
            parties: { requested: mine, requesting: theirs },
            payload: { answers },
          }),
        ),
  )
  for (const step of steps) await takeInvented(context, of, sides, { id, theirs }, step)
}

const actorAbroad = (agencyId: string): StepActor => ({ userId: ABROAD, agencyId, may: () => true })

async function takeInvented(
  context: CooperationContext,
  of: RequestsOf,
  sides: Sides,
  { id, theirs }: { readonly id: string; readonly theirs: string },
  [by, step, daysAgo, given = {}]: DemoStep,
): Promise<void> {
  const [scope, actor]: readonly [Scope, StepActor] =
    by === 'us' || by === 'second'
      ? [scopeOf(sides[by]), SERVED.actorOf(sides[by])]
      : [systemScope(context.country), by === 'it' ? SYSTEM : actorAbroad(theirs)]
  const payload = { answers: asAnswers(given) }
  await must(
    inScope(context.db, scope, (trx) =>
      takeStep(trx, of, actor, id, { id: newId(), step, happenedAt: ago(context, daysAgo), payload }),
    ),
  )
}

function contentOf({ person, codes, offences, own, ...said }: DemoCase, from: string): FormAnswers {
  const row = `persons/${newId()}`
  const { type, urgency, facts, assistance, tlp } = said
  return asAnswers({
    requesting_authority: from === 'DL' ? 'Central Authority of Demoland' : `Central authority (${from})`,
    legal_basis: 'untoc',
    proceedings: 'investigation',
    offences: [...offences],
    offence_law: 'Prevention of Trafficking Act, sections 4 and 5 (invented)',
    conducting_authority: 'Office of the Prosecutor General, organised crime unit',
    conducting_functions: 'Leads the investigation and brings the charge.',
    facts,
    names_victim: 'no',
    type,
    assistance,
    dual_criminality: 'Punishable with at least four years in both countries.',
    ...own,
    ...(person && {
      [row]: true,
      [`${row}/role`]: person[0],
      [`${row}/name`]: person[1],
      [`${row}/nationality`]: person[2],
    }),
    purpose: 'Evidence in the proceedings named above.',
    tlp,
    ...(codes.length > 0 && { codes: [...codes] }),
    urgency,
    ...(urgency !== 'routine' && { deadline_reason: 'The suspects may learn of the investigation.' }),
    language: 'en',
    ...(from === 'DL' && { translation_language: 'es', translation: 'Traducción de la solicitud (inventada).' }),
  })
}

const must = async <Value>(result: Promise<Result<Value, unknown>>): Promise<Value> => unwrap(await result)

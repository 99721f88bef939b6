import { fixedClock, newId, ok, unwrap, type Json } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { openRequest, SYSTEM, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import { ABROAD, abroadId, numberOf, scopeOf, type CooperationContext, type DemoPeople } from '../context.ts'
import { servedReports } from '../intelligence/reports.ts'
import { factsOf } from '../requests.ts'
import { ago, asAnswers } from './invented-step.ts'

const REPORT: Readonly<Record<string, Json>> = {
  offences: ['trafficking'],
  summary:
    'A recruiter who was refused a licence here rents three flats under a company’s name in your capital (invented).',
  names_victim: 'no',
  source: 'b',
  information: '2',
  'subjects/0193a000-0000-7000-8000-000000000001': true,
  'subjects/0193a000-0000-7000-8000-000000000001/role': 'suspect',
  'subjects/0193a000-0000-7000-8000-000000000001/name': 'Dragan Vell (invented)',
  'subjects/0193a000-0000-7000-8000-000000000001/nationality': 'XS',
  purpose: 'To prevent recruitment.',
  tlp: 'amber_strict',
  codes: ['h1', 'h2'],
}

/**
 * Intelligence of the invented country: a draft, a report that waits for the second officer, one that was assessed there, and one that
 * came in. Nothing of it has crossed a border.
 */
export async function loadReports(
  context: CooperationContext,
  of: RequestsOf,
  people: DemoPeople,
  idOf: (at: number) => string,
): Promise<void> {
  const [us, second] = [await people.intelligence(), await people.intelligenceApprover()]
  const abroad = { country: context.country === 'XN' ? 'DL' : 'XN', authority: 'police_intelligence' }
  const them: StepActor = { userId: ABROAD, agencyId: abroadId(abroad), may: () => true }
  const answers = asAnswers(REPORT)
  const { actorOf } = servedReports(context)
  const steps: readonly (readonly (readonly [StepActor, string, Readonly<Record<string, Json>>])[])[] = [
    [],
    [[actorOf(us), 'submit', {}]],
    [
      [actorOf(us), 'submit', {}],
      [actorOf(second), 'approve', {}],
      [SYSTEM, 'deliver', {}],
      [them, 'assess', { usefulness: 'new_and_useful', note: 'Two of the flats were not known.' }],
    ],
    [],
  ]
  // Nothing goes, and each was begun nine days ago.
  const quiet: RequestsOf = { ...of, onTaken: async () => ok(undefined) }
  const then: RequestsOf = { ...quiet, clock: fixedClock(ago(context, 9)) }
  for (const [at, taken] of steps.entries()) {
    const requestId = idOf(at)
    const cameIn = at === steps.length - 1
    const parties = cameIn
      ? { receiving: us.agencyId, sending: abroadId(abroad) }
      : { sending: us.agencyId, receiving: abroadId(abroad) }
    const opening = {
      requestId,
      id: newId<string>(),
      step: cameIn ? 'arrive' : 'draft',
      happenedAt: ago(context, 9),
      fileId: null,
      parties,
      facts: {
        number: numberOf(requestId, 'int'),
        country: abroad.country,
        desk: abroad.authority,
        ...factsOf(answers),
      },
      payload: { answers },
    }
    unwrap(
      await inScope(context.db, cameIn ? systemScope(context.country) : scopeOf(us), (trx) =>
        openRequest(trx, then, cameIn ? them : actorOf(us), opening),
      ),
    )
    for (const [place, [by, step, given]] of taken.entries()) {
      const happenedAt = ago(context, 8 - place)
      const who = by.userId === us.userId ? us : by.userId === second.userId ? second : null
      unwrap(
        await inScope(context.db, who ? scopeOf(who) : systemScope(context.country), (trx) =>
          takeStep(trx, quiet, by, requestId, {
            id: newId(),
            step,
            happenedAt,
            payload: { answers: asAnswers(given) },
          }),
        ),
      )
    }
  }
}

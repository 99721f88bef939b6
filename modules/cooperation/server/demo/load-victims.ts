import { newId, ok, unwrap, type Json } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { openRequest, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import type { Person } from '../../domain/victims/person.ts'
import { ABROAD, ABROAD_SECOND, abroadId, numberOf, scopeOf, todayIn, type DemoPeople } from '../context.ts'
import { keepPerson } from '../victims/handed-over.ts'
import { servedVictims, type VictimContext } from '../victims/victims-context.ts'
import { ago, asAnswers, type By } from './invented-step.ts'

type Given = Readonly<Record<string, Json>>

const QUERY: Given = {
  age_band: '25_59',
  sex: 'female',
  needs: ['shelter', 'legal_assistance'],
  language: 'fr',
  urgency: 'routine',
}
const PREPARED: Given = {
  ...QUERY,
  agreed_to_ask: 'yes',
  home_state: 'no',
  seeks_protection: 'no',
  fears_return: 'no',
  risks: ['debt'],
  needs_words: 'A quiet place and a lawyer who works in French. Does not want to be called by unknown numbers.',
  travel: 'By air; a colleague of the receiving service meets her at the gate.',
}
/** Invented, as everything here. */
const PERSON: Person = {
  name: 'Elena Marin',
  gender: 'Feminine',
  language: 'ro',
  interpreter: 'yes',
  safe_to_contact: 'yes',
  safe_ways: 'text_message',
  say_instead: 'Say that it is the language school.',
  phone: '+99755010177',
}

/** Days from today on, as an answer. */
const day = (context: VictimContext, days: number): string =>
  new Date(Date.parse(`${todayIn(context)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * People referred to other countries and from them: one of ours that was offered, one that was accepted and waits for the person's consent,
 * one from abroad who is expected today. Nothing of it has crossed a border. In a country whose demonstration has no files there are none.
 */
export async function loadVictims(
  context: VictimContext,
  of: RequestsOf,
  people: DemoPeople,
  idOf: (at: number) => string,
): Promise<void> {
  if (people.file === null) return
  const quiet: RequestsOf = { ...of, onTaken: async () => ok(undefined) }
  const us = await people.caseworker()
  const { actorOf } = servedVictims(context)
  const to = { country: 'XN', authority: 'victims_office' }
  const room = { held_until: day(context, 12), note: 'A room of her own.' }
  const ours: readonly (readonly [By, string, number, Given])[] = [
    ['us', 'ask', 6, { ...QUERY, needed_from: day(context, 4) }],
    ['them', 'say_room', 5, room],
    ['us', 'offer', 4, { risks: PREPARED['risks']!, needs_words: PREPARED['needs_words']! }],
    ['them', 'accept', 2, { service: 'House of the river; the line of the directory, in French.' }],
  ]
  const abroad = (party: { country: string; authority: string }, second = false): StepActor => ({
    userId: second ? ABROAD_SECOND : ABROAD,
    agencyId: abroadId(party),
    may: () => true,
  })
  for (const [at, steps] of [ours.slice(0, 3), ours].entries()) {
    const id = idOf(at)
    const begun = {
      answers: asAnswers({
        ...PREPARED,
        needed_from: day(context, 4),
        checked_on: day(context, -7),
        expected_on: day(context, 6),
      }),
    }
    unwrap(
      await inScope(context.db, scopeOf(us), (trx) =>
        openRequest(trx, quiet, actorOf(us), {
          requestId: id,
          id: newId(),
          step: 'draft',
          happenedAt: ago(context, 7),
          parties: { sending: us.agencyId, receiving: abroadId(to) },
          fileId: people.file,
          facts: { number: numberOf(id, 'vr'), country: to.country, desk: to.authority, urgency: 'routine' },
          payload: begun,
        }),
      ),
    )
    for (const [by, step, days, given] of steps)
      unwrap(
        await inScope(context.db, by === 'us' ? scopeOf(us) : systemScope(context.country), (trx) =>
          takeStep(trx, quiet, by === 'us' ? actorOf(us) : abroad(to), id, {
            id: newId(),
            step,
            happenedAt: ago(context, days),
            payload: { answers: asAnswers(given) },
          }),
        ),
      )
  }
  await loadReceived(context, quiet, us.agencyId, idOf(2), abroad)
}

/** Somebody whom another country handed over and who is expected. */
async function loadReceived(
  context: VictimContext,
  of: RequestsOf,
  agencyId: string,
  id: string,
  abroad: (party: { country: string; authority: string }, second?: boolean) => StepActor,
): Promise<void> {
  const from = { country: 'XS', authority: 'casa_puente' }
  const us: StepActor = { userId: ABROAD, agencyId, may: () => true }
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      const opened = await openRequest(trx, of, abroad(from), {
        requestId: id,
        id: newId(),
        step: 'arrive',
        happenedAt: ago(context, 9),
        parties: { receiving: agencyId, sending: abroadId(from) },
        fileId: null,
        facts: { number: numberOf(id, 'vr'), country: from.country, desk: from.authority, urgency: 'routine' },
        payload: { answers: asAnswers({ ...QUERY, language: 'ro', needed_from: day(context, 0) }) },
      })
      if (!opened.ok) return opened
      const handed = { expected_on: day(context, 0), travel: 'By bus, arriving in the evening.' }
      const steps: readonly (readonly [StepActor, string, number, Given, Json?])[] = [
        [us, 'say_room', 8, { held_until: day(context, 5) }],
        [abroad(from), 'offer', 6, { risks: ['family_pressure'], needs_words: 'Needs a Romanian interpreter.' }],
        [us, 'accept', 5, { service: 'The shelter; through its day line.' }],
        [abroad(from, true), 'hand_over', 2, handed, { on: day(context, -2) }],
      ]
      for (const [actor, step, days, given, also] of steps) {
        if (step === 'hand_over') await keepPerson(trx, context, id, { person: PERSON, agencyId, groups: [] })
        const payload = { answers: asAnswers(given), ...(also !== undefined && { also }) }
        const taken = await takeStep(trx, of, actor, id, { id: newId(), step, happenedAt: ago(context, days), payload })
        if (!taken.ok) return taken
      }
      return ok(undefined)
    }),
  )
}

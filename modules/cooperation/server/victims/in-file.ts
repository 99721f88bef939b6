import { dayOf } from '@gloact/calendar'
import { newId, valueOf } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openPayload, type StepTaken } from '@gloact/records/server'
import { wordsIn } from '@gloact/forms'
import { sql } from 'kysely'
import { entryOfDesk } from '../directory.ts'
import { asSystem, requestKeys } from '../request-keys.ts'
import { SCHEMA } from '../requests.ts'
import type { VictimContext } from './victims-context.ts'

/** What a file says in the end, by what the other side concluded. */
const RESULTS: Readonly<Record<string, string>> = {
  settled: 'provided',
  own_way: 'ended_early',
  referred_on: 'referred',
  returned: 'ended_early',
  not_found: 'unavailable',
}

/**
 * The person's own file follows: the service abroad stands planned when they are handed over, under way when they have arrived, with its
 * result in the end, or with the end of it where it is called back.
 */
export async function writeIntoFile(trx: ScopedTransaction, context: VictimContext, taken: StepTaken): Promise<void> {
  const { step, fileId, facts, id, happenedAt, from } = taken
  if (fileId === null) return
  const { files } = context.victims
  const on = dayOf(happenedAt, context.calendar)
  if (step === 'hand_over' || step === 'confirm_arrival') {
    const [first] = step === 'hand_over' ? [undefined] : await stepIds(trx, taken.requestId, 'hand_over')
    const payload = {
      type: await needOf(trx, context, taken.requestId),
      providerAgencyId: null,
      provider: await providerOf(trx, String(facts['country']), String(facts['desk'])),
      plannedOn: step === 'hand_over' ? on : null,
      startedOn: step === 'hand_over' ? null : on,
      endedOn: null,
      goalId: null,
      note: null,
      corrects: first ?? null,
    }
    await asSystem(trx, () => files.recordService(trx, fileId, { id, happenedAt, type: 'service_recorded', payload }))
    return
  }
  const line = facts['file_line']
  if (typeof line !== 'string') return
  const result = resultOf(taken, from)
  if (result === undefined) return
  const payload = { serviceId: line, result, resultOn: on, reason: null }
  await asSystem(trx, () =>
    files.recordService(trx, fileId, { id: newId(), happenedAt, type: 'service_result_recorded', payload }),
  )
}

function resultOf({ step, payload }: StepTaken, from: string | null): string | undefined {
  if (step === 'conclude') return RESULTS[String(valueOf(payload.answers['outcome']))]
  if (step === 'withdraw' || step === 'recall')
    return from === 'arrived' || from === 'concluded' ? 'ended_early' : 'declined'
  return undefined
}

const stepIds = async (trx: ScopedTransaction, requestId: string, step: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from cooperation.request_step where request_id = ${requestId} and step = ${step} order by sequence`.execute(
    trx,
  )
  return rows.map(({ id }) => id)
}

/** The first of the needs that were asked for: a service of the national list. */
async function needOf(trx: ScopedTransaction, context: VictimContext, requestId: string): Promise<string> {
  const { rows } = await sql<{ id: string; sealed_payload: Uint8Array }>`
    select id, sealed_payload from cooperation.request_step
    where request_id = ${requestId} and step = 'ask' limit 1`.execute(trx)
  const [row] = rows
  const key = row && (await requestKeys(context.vault).personKey(trx, requestId))
  if (!row || !key?.ok) return 'other'
  const needs = valueOf(openPayload(key.value, SCHEMA, row as Parameters<typeof openPayload>[2]).answers['needs'])
  return Array.isArray(needs) && typeof needs[0] === 'string' ? needs[0] : 'other'
}

/** The recipient by what the directory calls it, and its country. */
async function providerOf(trx: ScopedTransaction, country: string, desk: string): Promise<string> {
  const entry = await entryOfDesk(trx, country, desk)
  const name = entry ? wordsIn({ en: desk, ...entry.name }, 'en') : desk
  return `${name} (${country})`.slice(0, 200)
}

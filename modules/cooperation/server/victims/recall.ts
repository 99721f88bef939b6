import { ok, type Failure } from '@gloact/kernel'
import type { Erases } from '@gloact/module'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { checkStep } from '@gloact/records'
import { lockRequest, requestErases, requestTables, SYSTEM, takeStep, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { victimReferral } from '../../domain/victims/kind.ts'
import { conversationOf, SCHEMA } from '../requests.ts'
import { endConversation } from './ending.ts'
import { destroyPerson, groupsHandedOver } from './handed-over.ts'
import { toldTo } from './refer-abroad.ts'
import type { VictimContext } from './victims-context.ts'
import { byPlatform, sendVictimMessage } from './victim-requests.ts'

/**
 * Calls back whom consent covers no more: of one file, where it was withdrawn, or of all, for what ended by its date or was missed. Each in
 * a transaction of its own, under the file's lock. Gives how many were called back.
 */
export async function recallWithoutConsent(context: VictimContext, of: RequestsOf, fileId?: string): Promise<number> {
  const scope = systemScope(context.country)
  const live = await readInScope(context.db, scope, (trx) => {
    const query = requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select('id')
      .where('kind', '=', victimReferral.kind)
      .where('file_id', 'is not', null)
      .where('ended_at', 'is', null)
      .where('erased_at', 'is', null)
      .where(
        sql<boolean>`exists (select from cooperation.handed_over where request_id = request.id and destroyed_at is null)`,
      )
    return (fileId === undefined ? query : query.where('file_id', '=', fileId)).execute()
  })
  let recalled = 0
  for (const { id } of live) {
    const done = await inScope<boolean, Failure>(context.db, scope, async (trx) => {
      const loaded = await lockRequest(trx, of, id)
      if (!loaded.ok) return ok(false)
      const { row, request } = loaded.value
      const groups = await groupsHandedOver(trx, id)
      if (row.file_id === null || groups === null) return ok(false)
      const to = toldTo(String(row.facts['country']), String(row.facts['desk']), groups)
      const agreed = await context.victims.files.stillAgreed(trx, row.file_id, to)
      if (groups.every((group) => agreed.includes(group))) return ok(false)
      if (!checkStep(victimReferral, request, 'recall', { userId: null, parties: [] }).ok) return ok(false)
      const taken = await takeStep(trx, of, SYSTEM, id, byPlatform(context, 'recall'))
      return taken.ok ? ok(true) : taken
    })
    // One that cannot be told now (a country that was stopped) is tried again; the others are not kept waiting.
    if (done.ok && done.value) recalled++
  }
  return recalled
}

/**
 * How referrals abroad forget a person: the other side is called back first, in the same transaction; then the keys of what is here are
 * destroyed, and the conversation as soon as the recall has arrived.
 */
export const victimErases = (context: VictimContext, of: RequestsOf): Erases => ({
  holds: async () => [],
  erase: async (trx, asked) => {
    for (const { id, facts, state } of await ofFiles(trx, asked.fileIds)) {
      const conversation = conversationOf(facts)
      const own = facts['own_desk']
      if (conversation !== null && typeof own === 'string') {
        if (!['recalled', 'destroyed', 'closed'].includes(state)) {
          const answers = { reason: { value: 'consent_withdrawn' } }
          // A country that is not reached any more is told nothing; the person is forgotten here all the same.
          await sendVictimMessage(trx, context, facts, { step: 'withdraw', desk: own, answers })
        }
        await endConversation(trx, context, conversation)
      }
      await destroyPerson(trx, context, id, 'erased')
    }
    return requestErases({ schema: SCHEMA, vault: of.vault }).erase(trx, asked)
  },
})

const ofFiles = (trx: ScopedTransaction, fileIds: readonly string[]) =>
  requestTables(trx, SCHEMA)
    .selectFrom('request')
    .select(['id', 'facts', 'state'])
    .where('kind', '=', victimReferral.kind)
    .where(sql<boolean>`file_id = any (${[...fileIds]}::uuid[])`)
    .execute()

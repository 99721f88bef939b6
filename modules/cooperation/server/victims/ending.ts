import { ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { CooperationContext } from '../context.ts'
import { asSystem } from '../request-keys.ts'

/** Notes that a conversation is over: its content goes as soon as everything in it has been signed for. */
export const endConversation = (
  trx: ScopedTransaction,
  { country, clock }: Pick<CooperationContext, 'country' | 'clock'>,
  conversationId: string,
): Promise<unknown> =>
  asSystem(trx, () =>
    sql`insert into cooperation.ending_conversation (conversation_id, country, since)
      values (${conversationId}, ${country}, ${clock.now()}) on conflict do nothing`.execute(trx),
  )

const BATCH = 100
/** What is still not signed for after so many days has its end all the same: a person is not kept for a network. */
const MOST_DAYS = 30

/** Destroys the content of conversations that are over, in which nothing is on its way any more. Gives of how many. */
export async function eraseEnded(context: CooperationContext): Promise<number> {
  const { db, country, clock, exchange } = context
  if (!exchange) return 0
  const scope = systemScope(country)
  const { rows } = await readInScope(db, scope, (trx) =>
    sql<{ id: string; since: string }>`
      select conversation_id as id, since from cooperation.ending_conversation
      where country = ${country} order by since limit ${BATCH}`.execute(trx),
  )
  let erased = 0
  for (const { id, since } of rows) {
    const done = await inScope<boolean, never>(db, scope, async (trx) => {
      const late = Date.parse(clock.now()) - Date.parse(since) > MOST_DAYS * 86_400_000
      const open = (await exchange.messagesOf(trx, id)).some(({ state }) => state === 'queued')
      if (open && !late) return ok(false)
      await exchange.eraseConversation(trx, id)
      await sql`delete from cooperation.ending_conversation where conversation_id = ${id}`.execute(trx)
      return ok(true)
    })
    if (done.ok && done.value) erased++
  }
  return erased
}

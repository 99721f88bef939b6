import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import type { RequestTable } from '@gloact/records/server'
import { sql } from 'kysely'
import { referralKind } from '../../domain/referral-kind.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

/** For the sender: services under way for which consent has ended. Whether they go on is the person's to say, and has not been asked. */
export async function askPerson(context: ReferralContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'referral.send')) return []
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<
      Pick<RequestTable, 'id' | 'facts' | 'state' | 'file_id' | 'changed_at'> & { readonly due: string | null }
    >`
      select id, facts, state, file_id, changed_at, clocks -> 'ask_person' ->> 'dueAt' as due from referral.request
      where kind = ${referralKind.kind} and state in ('accepted', 'in_service') and erased_at is null
        and parties ->> 'sender' = ${who.agencyId}
        and clocks -> 'ask_person' is not null and clocks -> 'ask_person' ->> 'stoppedAt' is null`.execute(trx)
    const files = await context.files.filesSeen(
      trx,
      rows.flatMap(({ file_id: fileId }) => fileId ?? []),
    )
    return rows.flatMap(({ id, facts, state, file_id: fileId, changed_at: since, due }) =>
      fileId !== null && files.has(fileId)
        ? [
            {
              kind: 'referral_ask_person',
              about: { kind: referralKind.kind, id },
              to: null,
              details: { number: facts['number'] ?? null, need: facts['need'] ?? null, state },
              dueAt: due === null ? null : asInstant(due),
              since,
            },
          ]
        : [],
    )
  })
}

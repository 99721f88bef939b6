import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { newId, unwrap, type Json, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Register } from '@gloact/registers'
import { auditOf, writeVersion } from '@gloact/registers/server'
import type { StrategyContext } from './context.ts'

export type Given = Readonly<Record<string, Json>>
export type Write = (of: Register, given: Given, id?: string) => Promise<string>

export const writer =
  (trx: ScopedTransaction, context: StrategyContext, by: Principal): Write =>
  async (of, given, id = newId<string>()) => {
    const answers = Object.fromEntries(Object.entries(given).map(([path, value]) => [path, { value }])) as FormAnswers
    const written = await writeVersion(trx, of, undefined, {
      id,
      country: context.country,
      agencyId: by.agencyId,
      by: by.userId,
      at: context.clock.now(),
      how: 'added',
      answers,
      archived: false,
      before: null,
    })
    if (!written) throw new Error('a row of the invented country is there already')
    await recordAudit(trx, { ...auditOf(of, 'added', id, written), actorId: by.userId, agencyId: by.agencyId })
    return id
  }

export const must = async <Value>(result: Promise<Result<Value, unknown>>): Promise<Value> => unwrap(await result)

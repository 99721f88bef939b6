import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { ResponseOf } from '@gloact/http/contract'
import { dateIn, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type * as contract from '../contract/oversight.ts'
import { monthsFrom } from '../domain/retention.ts'
import { authorise, type OversightContext } from './context.ts'

/** Which closed files come to the end of their retention within twelve months, or have: numbers, and nothing else of them. */
export async function readRetention(
  context: OversightContext,
  principal: Principal,
): Promise<Result<ResponseOf<typeof contract.readRetention>, Failure>> {
  const allowed = authorise(context, principal, 'oversight.read_use')
  if (!allowed.ok) return allowed
  const today = dateIn(context.clock.now(), context.timeZone)
  const months = monthsFrom(today)
  const lastMonth = months.at(-1) ?? ''
  const files = (await context.closedFiles())
    .filter(({ endsOn }) => endsOn.slice(0, 7) <= lastMonth)
    .toSorted((a, b) => a.endsOn.localeCompare(b.endsOn) || a.number.localeCompare(b.number))
    .map((file) => ({ ...file, overdue: file.endsOn <= today }))
  await inScope(context.db, { ...principalScope(principal) }, async (trx) =>
    ok(await recordAudit(trx, { action: 'audit.read', detail: { page: 'retention', files: files.length } })),
  )
  return ok({
    rule: { ...context.retention },
    overdue: files.filter(({ overdue }) => overdue).length,
    months: months.map((month) => ({
      month,
      count: files.filter(({ endsOn, overdue }) => !overdue && endsOn.startsWith(month)).length,
    })),
    files,
  })
}

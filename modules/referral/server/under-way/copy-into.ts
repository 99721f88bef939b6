import { dayOf } from '@gloact/calendar'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { loadRequest, shown, takeStep, type LoadedRequest } from '@gloact/records/server'
import type { copyIntoFile } from '../../contract/referrals.ts'
import { chosen, copyable } from '../../domain/copied.ts'
import { livePackage, type Packaged } from '../sending/packages.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { carryUnsafe } from '../directory/unsafe-there.ts'

type Copied = ResponseOf<typeof copyIntoFile>

/**
 * Takes what was ticked over into the receiver's own file. The answers are read from the package in the same transaction, under the
 * request's lock: what was withdrawn a moment ago cannot be copied, and nothing is that its reader did not tick.
 */
export async function copyInto(
  context: ReferralContext,
  { of, to, keeper }: Packaged,
  who: Principal,
  requestId: string,
  { stepId, number, fields, happenedAt }: HandlerInput<typeof copyIntoFile>['body'],
): Promise<Result<Copied, Failure>> {
  if (!may(who, 'referral.copy')) return err(failure('referral.not_allowed'))
  const seen = await readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  if (!seen.ok) return seen
  if (seen.value.you.includes(keeper)) return err(failure('records.not_found'))
  return inScope<Copied, Failure>(context.db, systemFor(who), async (trx) => {
    const own = await context.files.fileByNumber(trx, number)
    if (own?.agencyId !== who.agencyId) return err(failure('referral.no_file'))
    const asked = [...new Set(fields)].toSorted()
    const taken = await takeStep(trx, of, to.actorOf(who), requestId, {
      id: stepId,
      step: 'copy',
      happenedAt: asInstant(happenedAt),
      payload: { answers: { file: { value: number } }, also: { fields: asked } },
    })
    if (!taken.ok) return taken
    if (taken.value.already) return ok({ fileId: own.fileId })
    const content = await livePackage(trx, context, requestId)
    if (content === 'paused') return err(failure('referral.paused'))
    if (content === null) return err(failure('referral.no_package'))
    const forms = chosen(copyable(content.groups, context.forms), asked)
    if (forms === null) return err(failure('referral.not_in_package'))
    const loaded = await loadRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const from = await sourceOf(trx, context, loaded.value)
    const written = await context.files.copyInto(trx, who, own.fileId, { from, forms })
    if (!written.ok)
      return err(failure(written.error.code === 'protection.not_found' ? 'referral.no_file' : 'referral.not_copied'))
    await carryUnsafe(trx, context, loaded.value.row.file_id, own)
    return ok({ fileId: own.fileId })
  })
}

/** Where an answer came from, as the own file says it: the number, who sent it, and when. */
async function sourceOf(
  trx: ScopedTransaction,
  context: ReferralContext,
  { row, log }: LoadedRequest,
): Promise<string> {
  const sender = (await context.agencyNames(trx)).get(row.parties['sender'] ?? '')
  const sent = log.find(({ step }) => step === 'send')
  const on = sent && dayOf(asInstant(sent.happened_at), context.calendar)
  return [String(row.facts['number'] ?? '').toUpperCase(), sender, on].filter(Boolean).join(' · ')
}

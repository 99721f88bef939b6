import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import type { Facts } from '@gloact/records'
import { openRequest, readRequest } from '@gloact/records/server'
import type { beginBetween } from '../../contract/between.ts'
import { KEEPS_FILE, PURPOSE, TOLD, type Begun } from '../../domain/between/kinds.ts'
import { kindFact } from '../sending/recipients.ts'
import { numberOf } from '../sending/refer.ts'
import { may, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'
import { safeWith } from '../directory/unsafe-there.ts'
import type { RequestsByKind } from './requests.ts'
import { servedTo } from './served-to.ts'

type Body = HandlerInput<typeof beginBetween>['body']

const FIRST: Readonly<Record<Begun, string>> = {
  transfer: 'draft',
  transfer_request: 'ask',
  joint_work: 'propose',
  conference: 'draft',
}

/** What a record is begun with, besides what its form says. */
interface Beginning {
  readonly parties: Readonly<Record<string, string>>
  readonly fileId: string | null
  readonly facts: Facts
}

/** Begins what happens between agencies. The file is the asker's to work on, or, where a transfer is asked for, nobody's to see. */
export async function begin(
  context: ReferralContext,
  of: RequestsByKind,
  who: Principal,
  body: Body,
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  const to = servedTo(context, body.kind)
  const beginning =
    body.kind === 'transfer_request'
      ? await byNumber(context, who, body)
      : await withPartners(context, who, { ...body, kind: body.kind })
  if (!beginning.ok) return beginning
  const opened = await inScope<unknown, Failure>(context.db, systemFor(who), (trx) =>
    openRequest(trx, of[body.kind], to.actorOf(who), {
      ...beginning.value,
      requestId: body.id,
      id: body.stepId,
      step: FIRST[body.kind],
      happenedAt: asInstant(body.happenedAt),
      payload: {
        answers: body.answers,
        also: { words: wordsOf(body), groups: [...body.groups], child: body.child },
      },
    }),
  )
  return opened.ok ? readRequest(of[body.kind], to, who, body.id) : opened
}

/** A conference is told what it has to decide. */
const wordsOf = ({ kind, words, answers }: Body): string =>
  kind === 'conference' ? String(valueOf(answers['questions']) ?? '') : (words ?? '')

/**
 * Finds the file by its number in the system's scope, and answers alike whether there is one: without it the request is there,
 * and nobody's turn to answer it.
 */
async function byNumber(context: ReferralContext, who: Principal, body: Body): Promise<Result<Beginning, Failure>> {
  const number = (body.number ?? '').trim()
  if (number === '') return err(failure('referral.no_file'))
  return inScope<Beginning, Failure>(context.db, systemScope(context.country), async (trx) => {
    const found = await context.files.fileByNumber(trx, number)
    const other = found !== null && found.agencyId !== who.agencyId ? found : null
    return ok({
      parties: { asker: who.agencyId, ...(other && { holder: other.agencyId }) },
      fileId: other?.fileId ?? null,
      facts: { number: number.toLowerCase().slice(0, 40) },
    })
  })
}

async function withPartners(
  context: ReferralContext,
  who: Principal,
  body: Body & { readonly kind: Exclude<Begun, 'transfer_request'> },
): Promise<Result<Beginning, Failure>> {
  const { kind, fileId, id, child } = body
  if (kind !== 'conference' && !may(who, 'referral.lead')) return err(failure('referral.not_allowed'))
  const told = TOLD[kind]
  const agencies = new Set(body.with.map(({ agencyId }) => agencyId))
  const fits = body.with.length > 0 && body.with.length <= told.length && agencies.size === body.with.length
  if (!fits || agencies.has(who.agencyId)) return err(failure('referral.no_partner'))
  if (fileId === null) return err(failure('referral.no_file'))
  return inScope<Beginning, Failure>(context.db, systemFor(who), async (trx) => {
    let tie: { readonly tie_weighed?: true } = {}
    for (const partner of body.with) {
      if (!(await isInDirectory(trx, context, partner))) return err(failure('referral.no_partner'))
      const recipient = {
        purpose: PURPOSE[kind],
        recipientKind: partner.recipientKind,
        recipientAgencyId: partner.agencyId,
      }
      const passed = await context.files.toPassOn(trx, who, fileId, { ...recipient, groups: ['needs'] })
      if (!passed.ok) return err(failure('referral.no_file'))
      if (passed.value.child && child === null) return err(failure('referral.assent_missing'))
      const weighed = body.tieWeighed && may(who, 'referral.lead')
      const safe = await safeWith(trx, context, who, { fileId, agencyId: partner.agencyId, weighed })
      if (!safe.ok) return safe
      tie = { ...tie, ...safe.value }
      // A draft is reported to nobody, and judged when it is sent.
      if (kind === 'joint_work' && passed.value.groups.length === 0) return err(failure('referral.not_consented'))
    }
    const named = body.with.map((partner, place) => [told[place]!, partner] as const)
    return ok({
      parties: {
        [KEEPS_FILE[kind]]: who.agencyId,
        ...Object.fromEntries(named.map(([party, each]) => [party, each.agencyId])),
      },
      fileId,
      facts: {
        number: numberOf(id),
        ...Object.fromEntries(named.map(([party, each]) => [kindFact(party), each.recipientKind])),
        ...(child && { child: true }),
        ...tie,
        ...(kind === 'conference' && { on: String(valueOf(body.answers['on']) ?? '') }),
      },
    })
  })
}

/** Whether the directory has a service of this agency that is of this kind now. */
async function isInDirectory(
  trx: ScopedTransaction,
  context: ReferralContext,
  { agencyId, recipientKind }: Body['with'][number],
): Promise<boolean> {
  const row = await tables(trx)
    .selectFrom('referral.service')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('recipient_kind', '=', recipientKind)
    .where('valid_until', '>=', context.clock.today(context.calendar.timeZone))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { loadRequest, recordReadAbout, recordRefusal, shown, type RequestsOf } from '@gloact/records/server'
import { rowById, saveRow } from '@gloact/registers/server'
import { authorities } from '../../contract/directory.ts'
import type {
  keepDesk as keeping,
  listRecipients as listing,
  listVictimMessages as messages,
  readPerson as reading,
} from '../../contract/victims.ts'
import { abroadId, scopeOf, todayIn } from '../context.ts'
import { directoryOf, entryOfDesk, openDesks, deskOf, victimRecipients } from '../directory.ts'
import { crossingsOf } from '../read-request.ts'
import { openPerson } from './handed-over.ts'
import { recipientOf } from './refer-abroad.ts'
import { mayServe, servedVictims, type VictimContext } from './victims-context.ts'

/** To whom a person can be referred, and by which code this agency is reached itself. */
export async function listRecipients(
  context: VictimContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!mayServe(who, 'victims.read')) return err(failure('cooperation.not_allowed'))
  const list = context.codeLists['country']
  return readInScope<Result<ResponseOf<typeof listing>, Failure>>(context.db, scopeOf(who), async (trx) =>
    ok({
      items: (await victimRecipients(trx, context)).map(recipientOf),
      desk: await deskOf(trx, context, who.agencyId, 'referral'),
      mayOpenDesk: mayServe(who, 'victims.desk'),
      countries: (list?.codes ?? []).map(({ code, label }) => ({
        code,
        label: { ...label } as Record<string, string>,
      })),
      labelsFrom: list?.labelsFrom ?? null,
    }),
  )
}

/** One entry of the directory an agency, under an id that follows from it: entered again it is the same entry, confirmed. */
const deskId = (country: string, agencyId: string): string => abroadId({ country, authority: agencyId })

/** Enters one's own agency as a service that receives people. Its code does not change: other countries write to it. */
export async function keepDesk(
  context: VictimContext,
  who: Principal,
  { code, name, languages }: HandlerInput<typeof keeping>['body'],
): Promise<Result<ResponseOf<typeof keeping>, Failure>> {
  if (!mayServe(who, 'victims.desk')) return err(failure('cooperation.not_allowed'))
  const id = deskId(context.country, who.agencyId)
  const there = await readInScope(context.db, scopeOf(who), async (trx) => ({
    own: await rowById(trx, authorities, id),
    used: await entryOfDesk(trx, context.country, code),
    desk: await deskOf(trx, context, who.agencyId, 'referral'),
  }))
  const taken = there.used !== undefined && there.used.sheet.id !== id
  if (taken || (there.desk !== null && there.desk !== code)) return err(failure('cooperation.desk_used'))
  const answers = {
    name: { value: { en: name } },
    country: { value: context.country },
    desk: { value: code },
    matters: { value: ['referral'] },
    channels: { value: ['exchange'] },
    languages: { value: [...languages] },
    confirmed_on: { value: todayIn(context) },
  }
  const saved = await saveRow(authorities, { ...directoryOf(context), may: () => true }, who, {
    id,
    answers,
    version: there.own?.version,
  })
  if (!saved.ok) return saved
  await openDesks(context)
  return ok({ desk: code })
}

/** Who the person is. On the receiving side while it waits for them or has them; reading it is recorded, once for each time. */
export async function readPerson(
  context: VictimContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  const served = servedVictims(context)
  if (!mayServe(who, 'victims.answer')) return err(failure('cooperation.not_allowed'))
  const read = await inScope<ResponseOf<typeof reading>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, served, who, requestId)
    if (!seen.ok) return seen
    const opened = await openPerson(trx, context, requestId)
    if (!opened) return err(failure('cooperation.nothing_handed_over'))
    await recordAudit(trx, { action: 'cooperation.person_read', object: { kind: of.kind.kind, id: requestId } })
    const about = await loadRequest(trx, of, requestId)
    if (about.ok) await recordReadAbout(trx, about.value.row)
    const came = seen.value.steps.find(({ step }) => step === 'hand_over')
    if (came && seen.value.you.includes('receiving') && context.exchange) {
      // That it was opened is told once; a country that was cut off meanwhile hears nothing.
      await context.exchange.sendReceipt(trx, { messageId: came.id, kind: 'opened' })
    }
    return ok({ person: { ...opened.person }, at: opened.at })
  })
  return read.ok || read.error.code !== 'records.not_found' ? read : recordRefusal(of, served, who, read.error)
}

/** What crossed the border for a referral: hashes and receipts, without content. */
export async function listVictimMessages(
  context: VictimContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof messages>, Failure>> {
  if (!mayServe(who, 'victims.read')) return err(failure('cooperation.not_allowed'))
  return readInScope<Result<ResponseOf<typeof messages>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, servedVictims(context), who, requestId)
    return seen.ok ? ok(await crossingsOf(trx, context, seen.value.facts, 'referral')) : seen
  })
}

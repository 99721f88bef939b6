import { setTimeout as wait } from 'node:timers/promises'
import { recordAudit } from '@gloact/audit'
import { CODE_LISTS, type CodeLists } from '@gloact/codes'
import type { HandlerInput } from '@gloact/http/contract'
import { asInstant, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  lockRequest,
  presentRequest,
  takeStep,
  type RequestsOf,
  type StepActor,
} from '@gloact/records/server'
import type { OpenedByLink, stepByLink as stepping } from '../../contract/links.ts'
import type { PackageView } from '../../contract/referrals.ts'
import {
  answersByLink,
  groupsByLink,
  isInSession,
  isToldByLink,
  isLive,
  LINK_STEPS,
  type LinkLimits,
  OPEN_BY_LINK,
  referenceOf,
} from '../../domain/by-link.ts'
import { closedByFeedback, feedbackOf } from '../../domain/feedback.ts'
import { recalledFirst } from '../../domain/recalled.ts'
import { formOfAnswers, listsOf } from '../../domain/shown-form.ts'
import { serviceOf } from '../find-service.ts'
import { sql } from 'kysely'
import { browserDigest, digestOf, isPin, networkDigest, newToken, sameBytes, typedPin } from './link-secrets.ts'
import { livePackage, READ_IN } from '../sending/packages.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables, type LinkTable } from '../tables.ts'

/** The browser that asks: what it was given when it first opened a link, and how it is given that. */
export interface LinkBrowser {
  readonly cookie: string | undefined
  /** The network address that it asks from; kept nowhere. */
  readonly address: string
  readonly giveCookie: (value: string) => void
}

/** Wrong, used, expired, recalled, never made: one answer. */
const NOT_OPEN = failure('referral.link_not_open')

/** No answer comes before this: how long the work took says nothing of what was found. */
const ANSWER_MS = 250

async function inOneTime<Value>(work: () => Promise<Value>): Promise<Value> {
  const [done] = await Promise.allSettled([work(), wait(ANSWER_MS)])
  if (done.status === 'rejected') throw done.reason
  return done.value
}

/**
 * Opens a referral by its link and PIN. Only both together, in the browser that opened it first, open anything, and the PIN is used up
 * by it. What is wrong counts, and is answered as what was never there.
 */
export const openLink = (
  context: ReferralContext,
  of: RequestsOf,
  { secret, pin }: { readonly secret: string; readonly pin: string },
  browser: LinkBrowser,
): Promise<Result<OpenedByLink, Failure>> =>
  inOneTime(async () => {
    const cookie = browser.cookie ?? newToken()
    const opened = await inScope<OpenedByLink | null, Failure>(context.db, systemScope(context.country), (trx) =>
      tryOpen(trx, context, of, {
        secret,
        pin: typedPin(pin),
        known: browser.cookie,
        cookie,
        address: browser.address,
      }),
    )
    if (!opened.ok) return opened
    if (opened.value === null) return err(NOT_OPEN)
    if (browser.cookie === undefined) browser.giveCookie(cookie)
    return ok(opened.value)
  })

interface Tried {
  readonly secret: string
  readonly pin: string
  readonly known: string | undefined
  readonly cookie: string
  readonly address: string
}

async function tryOpen(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsOf,
  { secret, pin, known, cookie, address }: Tried,
): Promise<Result<OpenedByLink | null, Failure>> {
  const link = await tables(trx)
    .selectFrom('referral.link_access')
    .selectAll()
    .where('secret_hash', '=', digestOf(secret))
    .forUpdate()
    .executeTakeFirst()
  const now = context.clock.now()
  // Reckoned for a link that is not there as well.
  const rightPin = isPin(context.vault, link?.id ?? '', pin, link?.pin_hash ?? null)
  const own = known !== undefined && sameBytes(browserDigest(link?.id ?? '', known), link?.bound_to ?? null)
  const rightBrowser = own || link === undefined || link.bound_to === null
  if (!link || !isLive(link, now, context.linkLimits)) return ok(null)
  const network = networkDigest(context.vault, link.id, address)
  // The browser that the link belongs to is kept out by its own tries alone, whoever else has the link.
  if (!own && (await isTriedOut(trx, link.id, network, context.linkLimits))) return ok(null)
  if (!rightPin || !rightBrowser) {
    if (own)
      await tables(trx)
        .updateTable('referral.link_access')
        .set({ tries: link.tries + 1 })
        .where('id', '=', link.id)
        .execute()
    else await countTry(trx, link.id, network)
    await recordAudit(trx, {
      action: 'referral.link_refused',
      object: { kind: 'referral.referral', id: link.request_id },
      country: link.country,
      detail: { link: link.id, own },
    })
    return ok(null)
  }
  const session = newToken()
  const visit = { ...link, session_from: now, session_seen: now }
  const view = await viewOf(trx, context, of, visit, { session, showsEnd: false })
  if (!view) return ok(null)
  await tables(trx)
    .updateTable('referral.link_access')
    .set({
      pin_hash: null,
      tries: 0,
      bound_to: browserDigest(link.id, cookie),
      used_at: link.used_at ?? now,
      session_hash: digestOf(session),
      session_from: now,
      session_seen: now,
    })
    .where('id', '=', link.id)
    .execute()
  await recordAudit(trx, {
    action: 'referral.link_opened',
    object: { kind: 'referral.referral', id: link.request_id },
    country: link.country,
    detail: { link: link.id },
  })
  // By the agency: whoever has the link is no member of staff.
  const about = await loadRequest(trx, of, link.request_id)
  const { file_id: fileId, parties } = about.ok ? about.value.row : { file_id: null, parties: {} }
  if (fileId !== null)
    await recordAudit(trx, {
      action: 'file.record_read',
      object: { kind: 'protection.case_file', id: fileId },
      country: link.country,
      ...(parties['receiver'] !== undefined && { agencyId: parties['receiver'] }),
    })
  return ok(view)
}

/** Whether too many PINs were tried from there, or from everywhere together. */
async function isTriedOut(
  trx: ScopedTransaction,
  linkId: string,
  network: Uint8Array,
  { tries, triesEverywhere }: LinkLimits,
): Promise<boolean> {
  const rows = await tables(trx)
    .selectFrom('referral.link_try')
    .select(['network', 'tries'])
    .where('link_id', '=', linkId)
    .execute()
  const here = rows.find((row) => sameBytes(network, row.network))?.tries ?? 0
  return here >= tries || rows.reduce((sum, row) => sum + row.tries, 0) >= triesEverywhere
}

const countTry = (trx: ScopedTransaction, linkId: string, network: Uint8Array) =>
  tables(trx)
    .insertInto('referral.link_try')
    .values({ link_id: linkId, network, tries: 1 })
    .onConflict((conflict) =>
      conflict.columns(['link_id', 'network']).doUpdateSet({ tries: sql<number>`link_try.tries + 1` }),
    )
    .execute()

/** The holder of a link acts for the receiver, in the link's own name: anyone who has it is no member of staff. */
const actorOf = (link: LinkTable, receiver: string | undefined): StepActor => ({
  userId: link.id,
  agencyId: receiver ?? null,
  may: (permission) => permission === 'referral.answer',
})

/** Takes a step in the visit that a link and its PIN opened. */
export const stepByLink = (
  context: ReferralContext,
  of: RequestsOf,
  body: HandlerInput<typeof stepping>['body'],
  browser: LinkBrowser,
): Promise<Result<OpenedByLink, Failure>> =>
  inOneTime(() =>
    inScope<OpenedByLink, Failure>(context.db, systemScope(context.country), async (trx) => {
      const link = await tables(trx)
        .selectFrom('referral.link_access')
        .selectAll()
        .where('session_hash', '=', digestOf(body.session))
        .forUpdate()
        .executeTakeFirst()
      const now = context.clock.now()
      const rightBrowser =
        link !== undefined &&
        browser.cookie !== undefined &&
        sameBytes(browserDigest(link.id, browser.cookie), link.bound_to)
      if (
        !link ||
        !rightBrowser ||
        !isLive(link, now, context.linkLimits) ||
        !isInSession(link, now, context.linkLimits)
      )
        return err(NOT_OPEN)
      const before = await lockRequest(trx, of, link.request_id)
      if (!before.ok || !(await viewOf(trx, context, of, link, { session: body.session, showsEnd: false })))
        return err(NOT_OPEN)
      if (!LINK_STEPS.includes(body.step)) return err(failure('records.not_open'))
      const taken = await takeStep(trx, of, actorOf(link, before.value.row.parties['receiver']), link.request_id, {
        id: body.id,
        step: body.step,
        happenedAt: asInstant(body.happenedAt),
        payload: { answers: body.answers, also: { name: body.name, role: body.role } },
      })
      if (!taken.ok) return taken
      await tables(trx)
        .updateTable('referral.link_access')
        .set({ session_seen: now })
        .where('id', '=', link.id)
        .execute()
      const visit = { session: body.session, showsEnd: true }
      const view = await viewOf(trx, context, of, { ...link, session_seen: now }, visit)
      return view ? ok(view) : err(NOT_OPEN)
    }),
  )

/**
 * What the holder of a link sees: the referral as its receiver does, and what was told once it was acknowledged. Null where nothing waits
 * any more or the person has withdrawn; after their own step its end is shown all the same (`showsEnd`).
 */
async function viewOf(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsOf,
  link: LinkTable,
  { session, showsEnd }: { readonly session: string; readonly showsEnd: boolean },
): Promise<OpenedByLink | null> {
  const loaded = await loadRequest(trx, of, link.request_id)
  if (!loaded.ok) return null
  const { row } = loaded.value
  const open = OPEN_BY_LINK.includes(row.state)
  if (!open && !showsEnd) return null
  const service = await serviceOf(trx, String(row.facts['service_id']))
  const live = await livePackage(trx, context, link.request_id)
  const whole = live === 'paused' ? null : live
  if (!service || (open && whole === null)) return null
  const request = presentRequest(of, loaded.value, actorOf(link, row.parties['receiver']))
  if (!request) return null
  // Of its facts no more than is said aloud.
  const { number, need, urgency } = row.facts
  const feedback = feedbackOf(row.facts)
  const closed = closedByFeedback(feedback)
  const shown = {
    ...request,
    facts: { number: number ?? null, need: need ?? null, urgency: urgency ?? null, feedback },
    open: open
      ? recalledFirst(
          request.open.filter(({ step }) => LINK_STEPS.includes(step) && !closed.includes(step)),
          request.clocks,
        )
      : [],
    clocks: request.clocks.filter(({ clock }) => clock !== 'override_review'),
  }
  const content = open && READ_IN.includes(row.state) && whole ? cut(whole, service.recipient_kind) : null
  return {
    session,
    reference: referenceOf(link.id),
    senderName: (await context.agencyNames(trx)).get(row.parties['sender'] ?? '') ?? null,
    endsAt: endOf(link, context),
    request: shown,
    package: content,
    ...shownIn(context, content),
  }
}

const endOf = ({ session_from: from, expires_at: until }: LinkTable, { clock, linkLimits }: ReferralContext): string =>
  asInstant(Math.min(Date.parse(from ?? clock.now()) + linkLimits.sessionMs, Date.parse(until)))

/** What was sent was cut for a link already, unless the service was reached otherwise then: cut again, nothing more is lost. */
const cut = (content: PackageView, recipientKind: string): PackageView => ({
  ...content,
  groups: groupsByLink(
    content.groups.map(({ group }) => group),
    recipientKind,
  ).map((group) => ({
    group,
    parts: content.groups
      .filter((each) => each.group === group)
      .flatMap(({ parts }) => parts)
      .map(({ form, version, answers, unsettled = [] }) => {
        const open = unsettled.filter((field) => isToldByLink(group, field))
        return { form, version, answers: answersByLink(group, answers), ...(open.length > 0 && { unsettled: open }) }
      })
      .filter(({ answers, unsettled = [] }) => Object.keys(answers).length + unsettled.length > 0),
  })),
})

/** What was told is shown to somebody who may not ask for the country's forms: they come along, as far as they are needed. */
function shownIn(
  { forms, codeLists }: ReferralContext,
  content: PackageView | null,
): Pick<OpenedByLink, 'forms' | 'codeLists'> {
  const parts = content?.groups.flatMap((each) => each.parts) ?? []
  const needed = parts.flatMap(({ form, version, answers, unsettled = [] }) => {
    const whole = forms.find((each) => each.id === form && each.version === version)
    return (whole && formOfAnswers(whole, [...Object.keys(answers), ...unsettled])) ?? []
  })
  const all: CodeLists = { ...CODE_LISTS, ...codeLists }
  return { forms: needed, codeLists: Object.assign({}, ...needed.map((form) => listsOf(form, all))) as CodeLists }
}

import { serve, serveOpen } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import {
  requestErases,
  requestTables,
  requestNotices,
  requestTasksOfKinds,
  serveRequests,
  takeDueSteps,
  type ServedTo,
} from '@gloact/records/server'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestRowView } from '@gloact/records/contract'
import { sql } from 'kysely'
import { REFERRAL_EVENTS } from '../contract/events.ts'
import { REFERRAL_FAILURES } from '../contract/failures.ts'
import * as details from '../contract/details.ts'
import * as directory from '../contract/directory.ts'
import * as figures from '../contract/measures.ts'
import * as between from '../contract/between.ts'
import { listLate as listingLate } from '../contract/late.ts'
import { incidents } from '../contract/incidents.ts'
import * as links from '../contract/links.ts'
import { listTold as listingTold } from '../contract/told.ts'
import * as contract from '../contract/referrals.ts'
import { factsForReceiver } from '../domain/chain.ts'
import { recalledFirst } from '../domain/recalled.ts'
import { closedByFeedback, feedbackOf } from '../domain/feedback.ts'
import { exceptionStepsOpen } from '../domain/override.ts'
import { BETWEEN_NAMES, betweenNameOf, KEEPS_FILE, PACKAGE_READ_IN } from '../domain/between/kinds.ts'
import { REFERRAL_PERMISSIONS, type ReferralAction } from '../domain/policy.ts'
import { REFERRAL_AUDIT } from './audit-words.ts'
import { askPerson } from './under-way/ask-person.ts'
import { begin } from './between/begin.ts'
import { loadBetween } from './demo/demo-between.ts'
import { followable, followFile } from './between/follow-file.ts'
import { endWithoutConsent } from './between/end-without-consent.ts'
import { listBetween } from './between/list.ts'
import { betweenRequests } from './between/requests.ts'
import { servedTo as servedBetween } from './between/served-to.ts'
import { snapshotCapacity } from './directory/capacity-snapshots.ts'
import { keepCapacity } from './directory/capacity.ts'
import { confirmChannel, proposeChannel, readChannels } from './directory/channels.ts'
import { referralConfig } from './config.ts'
import { copyInto } from './under-way/copy-into.ts'
import { loadDemo } from './demo/demo.ts'
import type { DemoPeople } from './demo/demo-stories.ts'
import { confirmSoon } from './directory/confirm-soon.ts'
import { consentEnds } from './under-way/consent-ends.ts'
import { openOf } from './under-way/open-of-file.ts'
import { receivedChild, type ReceivedChild } from './under-way/received.ts'
import { endAtClosed } from './under-way/closed-agencies.ts'
import { confirmDetail, proposeDetail, readDetails } from './directory/details.ts'
import { listServices, readAreas } from './directory/directory.ts'
import { readCountryMeasures, readMeasures } from './measures/measures.ts'
import { incidentRequests, incidentsServedTo } from './under-way/incidents.ts'
import { lateTasks, listLate } from './under-way/late.ts'
import { reminded } from './under-way/reminded.ts'
import { linkBrowser } from './links/link-browser.ts'
import { endLinks, makeLink, readLink } from './links/make-link.ts'
import { offerAlso } from './sending/offer-also.ts'
import { withdrawOffers } from './sending/offers.ts'
import { openLink, stepByLink } from './links/open-link.ts'
import {
  destroyPackage,
  READ_IN,
  readPackage,
  recallWithoutConsent,
  type Looked,
  type Packaged,
} from './sending/packages.ts'
import { draftReferral, previewPackage, sendReferral } from './sending/refer.ts'
import { may, scopeOf, systemFor, type ReferralContext } from './referral-context.ts'
import { confirmEntry, decideProposal, listProposals, proposeEntry } from './directory/proposals.ts'
import { remindByLink } from './links/remind-by-link.ts'
import { referralRequests } from './under-way/requests.ts'
import { responseOf } from './measures/response.ts'
import { tables } from './tables.ts'
import { blockSite } from './directory/unsafe-there.ts'
import { readAround, readPartners } from './under-way/around.ts'
import { listTold } from './under-way/told.ts'

export { referralConfig } from './config.ts'
export {
  exportDirectory,
  importDirectory,
  type DirectoryExchange,
  type LeftOut,
} from './directory/exchange-directory.ts'
export type { ReadDirectory } from './hsds/from-hsds.ts'
export { COLUMNS as HSDS_COLUMNS, fromTables } from './hsds/hsds-tables.ts'
export type { FilesPort, ReferralContext } from './referral-context.ts'

export interface ReferralOptions extends ReferralContext {
  /** In whose name invented referrals are written. */
  readonly demoPeople: DemoPeople
}

/** Who is a referral's to see: on the sender's side with the file alone, on the receiver's those who answer for a service. */
const servedTo = (context: ReferralContext): ServedTo<Principal> => ({
  scopeOf,
  writesAs: systemFor,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as ReferralAction),
  }),
  mayRead: (who) => (may(who, 'referral.read') ? null : { code: 'referral.not_allowed' }),
  sees: async (trx, who, rows) => {
    const sent = rows.filter(({ parties }) => parties['sender'] === who.agencyId)
    const files = await context.files.filesSeen(
      trx,
      sent.flatMap(({ file_id: fileId }) => fileId ?? []),
    )
    return new Set(
      rows.flatMap(({ id, parties, file_id: fileId }) =>
        (parties['receiver'] === who.agencyId && may(who, 'referral.answer')) || (fileId !== null && files.has(fileId))
          ? [id]
          : [],
      ),
    )
  },
  apart: ['draft', 'send'],
  presented: (view) => {
    const runs = (name: string) => view.clocks.some(({ clock, stoppedAt }) => clock === name && stoppedAt === null)
    const waits = [
      ...exceptionStepsOpen(view.steps),
      ...(runs('confirm_recall') ? ['confirm_narrowed'] : []),
      ...(runs('ask_person') ? ['go_on', 'stop'] : []),
    ]
    const closed = closedByFeedback(feedbackOf(view.facts))
    const open = view.open.filter(
      ({ step, barredBy }) =>
        (!WAITED_FOR.includes(step) || waits.includes(step)) &&
        !closed.includes(step) &&
        // Those who keep no files of their own are not told what others could do.
        (step !== 'copy' || barredBy === undefined),
    )
    // An exception from consent is its sender's to answer for, and so is its deadline.
    const clocks = view.clocks.filter(({ clock }) => view.you.includes('sender') || clock !== 'override_review')
    return { ...presentedRow(view), open: recalledFirst(open, clocks), clocks }
  },
  presentedRow,
})

/** Steps that are shown only where something waits for them. */
const WAITED_FOR: readonly string[] = ['confirm_override', 'review_override', 'confirm_narrowed', 'go_on', 'stop']

const presentedRow = <Row extends RequestRowView>(row: Row): Row =>
  row.you.includes('sender') ? row : { ...row, facts: factsForReceiver(row.facts) }

interface ReferralPorts {
  /** How many referrals of a file go on, within the transaction's scope. */
  readonly openOf: (trx: ScopedTransaction, fileId: string) => Promise<number>
  /** The file of a child who was referred to a service that somebody answers for, while the referral goes on. */
  readonly receivedChild: (trx: ScopedTransaction, who: Principal, referralId: string) => Promise<ReceivedChild | null>
}

/** Referrals between agencies: the directory with its room, what is sent of a person, and what happened to it. */
export function referralModule(options: ReferralOptions): ServerModule<Principal, ReferralPorts> {
  const { demoPeople, ...context } = options
  const of = referralRequests(context)
  const to = servedTo(context)
  const ofBetween = betweenRequests(context)
  const [ofIncident, toIncident] = [incidentRequests(context), incidentsServedTo()]
  const kinds = [of, ...BETWEEN_NAMES.map((name) => ofBetween[name])]
  const referred: Packaged = { of, to, keeper: 'sender', readIn: READ_IN }
  /** What is sent with a request, by its kind. What is not seen is looked for as a referral, and not found. */
  const packaged = async (who: Principal, requestId: string): Promise<Packaged> => {
    const row = await readInScope(context.db, scopeOf(who), (trx) =>
      requestTables(trx, 'referral')
        .selectFrom('request')
        .select('kind')
        .where('id', '=', requestId)
        .executeTakeFirst(),
    )
    const name = betweenNameOf(row?.kind ?? '')
    const readIn = name && PACKAGE_READ_IN[name]
    return name && readIn
      ? { of: ofBetween[name], to: servedBetween(context, name), keeper: KEEPS_FILE[name], readIn }
      : referred
  }
  const recall = async (looked: Looked): Promise<void> => {
    await recallWithoutConsent(context, kinds, looked)
    await endWithoutConsent(context, ofBetween, typeof looked === 'string' ? undefined : looked.fileId)
  }
  return {
    id: 'referral',
    failures: REFERRAL_FAILURES,
    config: referralConfig,
    audit: REFERRAL_AUDIT,
    events: REFERRAL_EVENTS,
    policies: [policyPage('Referral', REFERRAL_PERMISSIONS)],
    ports: { openOf, receivedChild },
    response: responseOf(context),
    routes(api) {
      serveRequests(api, contract.referrals, of, to)
      serveRequests(api, incidents, ofIncident, toIncident)
      serve(api, contract.listServices, ({ session, query }) => listServices(context, session, query))
      serve(api, contract.blockSite, ({ session, params, body }) => blockSite(context, session, params.fileId, body))
      serve(api, contract.keepCapacity, ({ session, params, body }) =>
        keepCapacity(context, session, params.serviceId, body),
      )
      serve(api, directory.readAreas, async ({ session }) => readAreas(context, session))
      serve(api, directory.confirmEntry, ({ session, params, body }) =>
        confirmEntry(context, session, params.serviceId, body),
      )
      serve(api, directory.proposeEntry, ({ session, params, body }) =>
        proposeEntry(context, session, params.serviceId, body),
      )
      serve(api, directory.listProposals, ({ session }) => listProposals(context, session))
      serve(api, directory.decideProposal, ({ session, params, body }) =>
        decideProposal(context, session, params.proposalId, body),
      )
      serve(api, contract.draftReferral, ({ session, body }) => draftReferral(context, of, to, session, body))
      serve(api, contract.offerAlso, ({ session, params, body }) =>
        offerAlso(context, of, to, session, params.requestId, body),
      )
      for (const name of BETWEEN_NAMES)
        serveRequests(api, between.BETWEEN_CONTRACTS[name], ofBetween[name], servedBetween(context, name))
      serve(api, between.listBetween, ({ session, query }) => listBetween(context, session, query))
      serve(api, between.beginBetween, ({ session, body }) => begin(context, ofBetween, session, body))
      serve(api, between.listFollowing, ({ session, params }) =>
        followable(context, ofBetween.transfer, session, params.requestId),
      )
      serve(api, between.followFile, ({ session, params, body }) =>
        followFile(context, of, ofBetween.transfer, session, params.requestId, body),
      )
      serve(api, contract.previewPackage, async ({ session, params }) =>
        previewPackage(context, await packaged(session, params.requestId), session, params.requestId),
      )
      serve(api, contract.sendReferral, async ({ session, params, body }) =>
        sendReferral(context, await packaged(session, params.requestId), session, params.requestId, body),
      )
      serve(api, contract.copyIntoFile, async ({ session, params, body }) =>
        copyInto(context, await packaged(session, params.requestId), session, params.requestId, body),
      )
      serve(api, listingTold, ({ session, params }) => listTold(context, session, params.fileId))
      serve(api, listingLate, ({ session }) => listLate(context, session))
      serve(api, figures.readMeasures, ({ session, query }) => readMeasures(context, session, query))
      serve(api, figures.readCountryMeasures, ({ session, query }) => readCountryMeasures(context, session, query))
      serve(api, contract.readPartners, ({ session }) => readPartners(context, session))
      serve(api, contract.readAround, ({ session, params }) => readAround(context, of, to, session, params.requestId))
      serve(api, contract.readPackage, async ({ session, params }) =>
        readPackage(context, await packaged(session, params.requestId), session, params.requestId),
      )
      serve(api, links.readChannels, ({ session, params }) => readChannels(context, session, params.serviceId))
      serve(api, links.proposeChannel, ({ session, params, body }) =>
        proposeChannel(context, session, params.serviceId, body),
      )
      serve(api, links.confirmChannel, ({ session, params, body }) =>
        confirmChannel(context, session, params.serviceId, body),
      )
      serve(api, details.readDetails, ({ session, params }) => readDetails(context, session, params.serviceId))
      serve(api, details.proposeDetail, ({ session, params, body }) =>
        proposeDetail(context, session, params.serviceId, body),
      )
      serve(api, details.confirmDetail, ({ session, params, body }) =>
        confirmDetail(context, session, params.serviceId, body),
      )
      serve(api, links.readLink, ({ session, params }) => readLink(context, of, to, session, params.requestId))
      serve(api, links.makeLink, ({ session, params, body }) =>
        makeLink(context, of, to, session, params.requestId, body),
      )
      serveOpen(api, links.openLink, ({ body, request, reply }) =>
        openLink(context, of, body, linkBrowser(context, request, reply)),
      )
      serveOpen(api, links.stepByLink, ({ body, request, reply }) =>
        stepByLink(context, of, body, linkBrowser(context, request, reply)),
      )
    },
    jobs(jobs) {
      jobs.on('protection.consent_withdrawn', 'referral.recall', ({ fileId }) => recall({ fileId: String(fileId) }))
      // Consent that ended by its date, and what a lost event left; once a night all of it, since a service may have become another kind.
      jobs.schedule('referral.recall_ended', '20 * * * *', () => recall('moved'))
      jobs.schedule('referral.recall_all', '40 3 * * *', () => recall('all'))
      jobs.schedule('referral.snapshot_capacity', '0 4 * * *', () => snapshotCapacity(context))
      jobs.on('referral.answered', 'referral.withdraw_offers', async ({ requestId }) => {
        await withdrawOffers(context, of, String(requestId))
      })
      jobs.schedule('referral.take_due_steps', '*/5 * * * *', async () => {
        for (const kind of kinds) await takeDueSteps(kind)
        // What a lost event left.
        await withdrawOffers(context, of)
        await endAtClosed(context, of, ofBetween.transfer)
        await remindByLink(context)
      })
    },
    notices: (who, since) =>
      requestNotices(
        [{ of, to }, ...BETWEEN_NAMES.map((name) => ({ of: ofBetween[name], to: servedBetween(context, name) }))],
        who,
        since,
      ),
    tasks: async (who) => {
      const turns = await requestTasksOfKinds(
        [
          { of, to },
          { of: ofIncident, to: toIncident },
          ...BETWEEN_NAMES.map((name) => ({ of: ofBetween[name], to: servedBetween(context, name) })),
        ],
        who,
      )
      const late = await lateTasks(context, who, new Set(turns.map(({ about }) => about.id)))
      return [
        ...(await reminded(context, who, turns)),
        ...late,
        ...(await consentEnds(context, who)),
        ...(await askPerson(context, who)),
        ...(await confirmSoon(context, who)),
      ]
    },
    erases: {
      ...requestErases({ schema: 'referral', vault: context.vault }),
      erase: async (trx, erased) => {
        const rows = await requestTables(trx, 'referral')
          .selectFrom('request')
          .select('id')
          .where(sql<boolean>`file_id = any (${[...erased.fileIds]}::uuid[])`)
          .execute()
        await sql`delete from referral.unsafe_site where file_id = any (${[...erased.fileIds]}::uuid[])`.execute(trx)
        for (const { id } of rows) {
          await destroyPackage(trx, context, id, 'erased')
          await tables(trx).deleteFrom('referral.outcome_code').where('request_id', '=', id).execute()
          await tables(trx)
            .deleteFrom('referral.offer_taken')
            .where((eb) => eb.or([eb('request_id', '=', id), eb('set_id', '=', id)]))
            .execute()
          await endLinks(trx, id, context.clock.now())
        }
        return requestErases({ schema: 'referral', vault: context.vault }).erase(trx, erased)
      },
    },
    demo: async (tell) => {
      await loadDemo(context, of, to, demoPeople, tell)
      const people = {
        officer: demoPeople.sender(),
        lead: demoPeople.lead(),
        shelterLead: demoPeople.shelterLead(),
        shelterWorker: demoPeople.caseworker(),
        openChild: demoPeople.openChild,
        clinic: demoPeople.receiver(),
        fileId: demoPeople.fileId,
        askedFileId: demoPeople.adults[0] ?? '',
      }
      await loadBetween(context, ofBetween, people, tell)
    },
    // Published figures are of the files without the children that are opened here.
    demoAfter: ['identity', 'protection', 'statistics'],
  }
}

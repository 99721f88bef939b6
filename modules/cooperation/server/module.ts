import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestTasks, serveRequests, takeDueSteps, type RequestsOf } from '@gloact/records/server'
import { serveRegister } from '@gloact/registers/server'
import { authorities, authorityRoutes, listCountries } from '../contract/directory.ts'
import { COOPERATION_FAILURES } from '../contract/failures.ts'
import * as audit from '../contract/joint-audit.ts'
import * as meeting from '../contract/meetings.ts'
import * as peers from '../contract/peers.ts'
import * as files from '../contract/files.ts'
import * as contract from '../contract/requests.ts'
import { COOPERATION_PERMISSIONS } from '../domain/policy.ts'
import { COOPERATION_ROLES } from '../domain/roles.ts'
import { INTELLIGENCE_PERMISSIONS } from '../domain/intelligence/policy.ts'
import { VICTIM_PERMISSIONS } from '../domain/victims/policy.ts'
import { COOPERATION_AUDIT } from './audit-words.ts'
import { cooperationConfig } from './config.ts'
import { COOPERATION_DEMO_STAFF } from './demo-staff.ts'
import { knowsInventedCountries, loadDemo } from './demo/load-demo.ts'
import { directoryOf, openDesks, readCountries } from './directory.ts'
import { addFile, listFiles, nameFile, openFile, removeFile } from './files.ts'
import { registerReports } from './intelligence/receive-report.ts'
import { mayReport, reportsOf, servedReports } from './intelligence/reports.ts'
import { serveReports } from './intelligence/serve-reports.ts'
import { compareAll, readJointAudit } from './joint-audit.ts'
import { printLetter } from './letter.ts'
import { destroyOld, destroyOldVictims, endUse, examinations, exportRequests } from './look-after.ts'
import { meetingsOf, readOwners, recommendationsOf } from './meetings.ts'
import * as registry from './peers.ts'
import { compareRequest, listMessages, readContent } from './read-request.ts'
import { registerMessages } from './receive.ts'
import { requestsOf, SERVED } from './requests.ts'
import { responseOf } from './response.ts'
import { cooperationCards, cooperationTasks } from './tasks.ts'
import { eraseEnded } from './victims/ending.ts'
import { recallWithoutConsent, victimErases } from './victims/recall.ts'
import { registerVictimMessages } from './victims/receive-victim.ts'
import { serveVictims } from './victims/serve-victims.ts'
import { victimRequests } from './victims/victim-requests.ts'
import { victimTasks } from './victims/victim-tasks.ts'
import type { VictimContext } from './victims/victims-context.ts'
import { approveRequest, draftRequest, sendResult, submitRequest } from './write-request.ts'

export { cooperationConfig } from './config.ts'
export type { VictimContext } from './victims/victims-context.ts'

/** Requests for mutual legal assistance to and from other countries, and the directory of the authorities that they go to. */
export function cooperationModule(context: VictimContext): ServerModule<Principal> {
  const of = requestsOf(context)
  const victims = victimRequests(context)
  const reports = reportsOf(context)
  const { demo } = context
  registerMessages(context, of)
  registerVictimMessages(context, victims)
  registerReports(context, reports)
  return {
    id: 'cooperation',
    failures: COOPERATION_FAILURES,
    config: cooperationConfig,
    audit: COOPERATION_AUDIT,
    roles: COOPERATION_ROLES,
    demoStaff: COOPERATION_DEMO_STAFF,
    policies: [
      policyPage('Cooperation', COOPERATION_PERMISSIONS),
      policyPage('Referrals of people abroad', VICTIM_PERMISSIONS),
      policyPage('Intelligence to and from other countries', INTELLIGENCE_PERMISSIONS),
    ],
    ports: {},
    routes(api) {
      serveRequests(api, contract.requests, of, SERVED)
      serve(api, contract.draftRequest, ({ session, body }) => draftRequest(context, of, session, body))
      serve(api, contract.submitRequest, ({ session, params, body }) =>
        submitRequest(context, of, session, params.requestId, body),
      )
      serve(api, contract.approveRequest, ({ session, params, body }) =>
        approveRequest(context, of, session, params.requestId, body),
      )
      serve(api, contract.sendResult, ({ session, params, body }) =>
        sendResult(context, of, session, params.requestId, body),
      )
      serve(api, contract.readContent, ({ session, params }) => readContent(context, of, session, params.requestId))
      serve(api, contract.listMessages, ({ session, params }) => listMessages(context, of, session, params.requestId))
      serve(api, contract.printLetter, ({ session, params, query }) =>
        printLetter(context, of, session, params.requestId, query),
      )
      serve(api, contract.compareRequest, ({ session, params }) =>
        compareRequest(context, of, session, params.requestId),
      )
      serveFiles(api, context, of)
      serveVictims(api, context, victims)
      serveReports(api, context, reports)
      servePeers(api, context)
      serve(api, audit.readJointAudit, ({ session }) => readJointAudit(context, session))
      serve(api, audit.compareAll, ({ session, params }) => compareAll(context, session, params))
      serveRegister(api, authorities, authorityRoutes, directoryOf(context))
      serveRegister(api, meeting.meetings, meeting.meetingRoutes, meetingsOf(context))
      serveRegister(api, meeting.recommendations, meeting.recommendationRoutes, recommendationsOf(context))
      serve(api, meeting.listOwners, ({ session }) => readOwners(context, session))
      serve(api, listCountries, async ({ session }) => readCountries(context, session))
    },
    jobs(jobs) {
      jobs.schedule('cooperation.take_due_steps', '*/5 * * * *', async () => {
        await takeDueSteps(of)
        await takeDueSteps(reports)
      })
      jobs.schedule('cooperation.open_desks', '*/10 * * * *', async () => openDesks(context))
      jobs.schedule('cooperation.destroy_old', '40 2 * * *', async () => {
        for (const kind of [of, reports]) {
          await endUse(context, kind)
          await destroyOld(context, kind)
        }
        await destroyOldVictims(context, victims)
      })
      jobs.on('protection.consent_withdrawn', 'cooperation.recall_withdrawn', async ({ fileId }) => {
        await recallWithoutConsent(context, victims, String(fileId))
      })
      // Consent that ended by its date, and what an event missed.
      jobs.schedule(
        'cooperation.recall_lapsed',
        '25 * * * *',
        async () => void (await recallWithoutConsent(context, victims)),
      )
      jobs.schedule('cooperation.erase_ended', '*/10 * * * *', async () => void (await eraseEnded(context)))
    },
    tasks: async (who) => [
      ...(await cooperationTasks(context, of, who)),
      ...(await victimTasks(context, victims, who)),
      ...(mayReport(who, 'intelligence.read') ? await requestTasks(reports, servedReports(context), who) : []),
    ],
    overview: (who) => cooperationCards(context, who),
    response: responseOf(context),
    erases: victimErases(context, victims),
    exportOf: (trx, agencyId) => exportRequests(trx, context, of, agencyId),
    ...(context.exchange && { keepsObjects: context.exchange.files.kept }),
    examine: examinations(context),
    start: () => openDesks(context),
    // Norland has officers, desks and a directory of its own; a country whose list lacks the others would have requests from nowhere.
    demoElsewhere: knowsInventedCountries(context.codeLists),
    demoAfter: ['identity', 'protection'],
    ...(demo && { demo: (tell) => loadDemo(context, { of, victims, reports }, demo, tell) }),
  }
}

/** Files that go with a request, an answer or a result, and those that came. */
function serveFiles(api: Api<Principal>, context: VictimContext, of: RequestsOf): void {
  serve(api, files.listFiles, ({ session, params }) => listFiles(context, of, session, params.requestId))
  serve(api, files.addFile, ({ session, params, query, body }) =>
    addFile(context, of, session, { ...params, declared: query.contentType, body }),
  )
  serve(api, files.nameFile, ({ session, params, body }) => nameFile(context, of, session, params, body.name))
  serve(api, files.removeFile, ({ session, params }) => removeFile(context, of, session, params))
  serve(api, files.openFile, ({ session, params, query }) => openFile(context, of, session, params, query.use))
}

/** The registry of countries, and what of the exchange somebody has to look at. */
function servePeers(api: Api<Principal>, context: VictimContext): void {
  serve(api, peers.listPeers, ({ session }) => registry.listPeers(context, session))
  serve(api, peers.proposePeer, ({ session, body }) => registry.proposePeer(context, session, body))
  serve(api, peers.readPeer, ({ session, params }) => registry.readPeer(context, session, params.country))
  serve(api, peers.stopPeer, ({ session, params, body }) =>
    registry.stopPeer(context, session, params.country, body.suspectedSince),
  )
  serve(api, peers.confirmPeer, ({ session, params, body }) =>
    registry.confirmPeer(context, session, params.changeId, body.words),
  )
  serve(api, peers.declinePeer, ({ session, params }) => registry.declinePeer(context, session, params.changeId))
  serve(api, peers.makeBundle, ({ session, params }) => registry.makeBundle(context, session, params.country))
  serve(api, peers.takeBundle, ({ session, body }) => registry.takeBundle(context, session, body.file))
  serve(api, peers.exportTrustList, ({ session }) => registry.exportTrustList(context, session))
  serve(api, peers.readTrustList, ({ session, body }) => registry.readTrustList(context, session, body.file))
  serve(api, peers.listAlarms, ({ session }) => registry.listAlarms(context, session))
  serve(api, peers.seeAlarm, ({ session, params }) => registry.seeAlarm(context, session, params.alarmId))
  serve(api, peers.sendAgain, ({ session, params }) => registry.sendAgain(context, session, params.alarmId))
}

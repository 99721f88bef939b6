import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok } from '@gloact/kernel'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestErases, requestTasksOfKinds, serveRequests } from '@gloact/records/server'
import { serveRegister, serveRegisterFiles } from '@gloact/registers/server'
import { assessmentContracts, beginAssessment as beginContract } from '../contract/assessments.ts'
import * as claims from '../contract/claims.ts'
import { STRATEGY_FAILURES } from '../contract/failures.ts'
import * as needsContract from '../contract/needs.ts'
import * as overview from '../contract/overview.ts'
import * as planned from '../contract/planned.ts'
import { listInForce as inForceContract, readFollowed as followedContract } from '../contract/in-force.ts'
import { listGaps as gapsContract } from '../contract/gaps.ts'
import { readAssistance as assistanceContract, readResponse as responseContract } from '../contract/response.ts'
import { STRATEGY_PERMISSIONS } from '../domain/policy.ts'
import { STRATEGY_ROLES } from '../domain/roles.ts'
import { draftAgenda } from './agenda.ts'
import { readAssistance } from './assistance.ts'
import { ASSESSMENTS_SERVED, assessmentsOf, beginAssessment } from './assessments.ts'
import { STRATEGY_AUDIT } from './audit-words.ts'
import { endPlanFeedOf, servePlanFeed } from './calendar-feed.ts'
import { carryActions } from './carry-over.ts'
import { actionClaims, claimAction, CLAIMS_SERVED, claimsOf } from './claims.ts'
import { strategyConfig } from './config.ts'
import { may, type StrategyContext } from './context.ts'
import { readCosting } from './costing.ts'
import { decisionTasks } from './decision-tasks.ts'
import { loadDemo } from './demo.ts'
import { STRATEGY_DEMO_STAFF } from './demo-staff.ts'
import { keptObjects, openEvidence, uploadEvidence } from './evidence.ts'
import { readFollowed } from './followed.ts'
import { listGaps } from './gaps.ts'
import { listInForce } from './in-force.ts'
import { beginNeeds, printNeeds } from './needs.ts'
import { actionTasks, readOverview, strategyCards } from './overview.ts'
import { compareVersions, listVersions, takeVersion } from './plan-versions.ts'
import { printAnswer, printOverview } from './print.ts'
import { readQuality } from './quality.ts'
import { strategyRegisters } from './registers.ts'
import { readResponse } from './response.ts'
import { takeCalendar } from './take-calendar.ts'
import { readUpcoming } from './upcoming.ts'
import { workAhead } from './work-ahead.ts'

export { strategyConfig } from './config.ts'
export type { StrategyContext } from './context.ts'

/** Plans, who does what of them by when with which money, what is reported done and verified, and the recommendations behind them. */
export function strategyModule(context: StrategyContext): ServerModule<Principal> {
  const registers = strategyRegisters(context)
  const requests = claimsOf(context)
  const assessments = assessmentsOf(context)
  const { demo } = context
  return {
    id: 'strategy',
    failures: STRATEGY_FAILURES,
    config: strategyConfig,
    audit: STRATEGY_AUDIT,
    roles: STRATEGY_ROLES,
    demoStaff: STRATEGY_DEMO_STAFF,
    policies: [policyPage('Strategy', STRATEGY_PERMISSIONS)],
    ports: {},
    routes(api) {
      for (const { of, routes, files, context: served } of registers) {
        serveRegister(api, of, routes, served)
        if (files) serveRegisterFiles(api, of, files, served)
      }
      serveRequests(api, assessmentContracts, assessments, ASSESSMENTS_SERVED)
      serve(api, beginContract, ({ session, params, body }) => beginAssessment(context, session, params.id, body))
      serveRequests(api, claims.claimContracts, requests, CLAIMS_SERVED)
      serve(api, claims.claimAction, ({ session, params, body }) => claimAction(context, session, params.id, body))
      serve(api, claims.actionClaims, ({ session, params }) => actionClaims(context, session, params.id))
      serve(api, claims.uploadEvidence, ({ session, params, query, body }) =>
        uploadEvidence(context, session, {
          actionId: params.id,
          evidenceId: params.evidenceId,
          declared: query.contentType,
          body,
        }),
      )
      serve(api, claims.openEvidence, ({ session, params }) =>
        openEvidence(context, session, { actionId: params.id, evidenceId: params.evidenceId }),
      )
      serve(api, overview.readOverview, ({ session, query }) => readOverview(context, session, query.planId))
      serve(api, planned.readCosting, ({ session, params }) => readCosting(context, session, params.id))
      serve(api, planned.readQuality, ({ session, params }) => readQuality(context, session, params.id))
      serve(api, planned.listVersions, ({ session, params }) => listVersions(context, session, params.id))
      serve(api, planned.takeVersion, ({ session, params, body }) => takeVersion(context, session, params.id, body))
      serve(api, planned.compareVersions, ({ session, params, query }) =>
        compareVersions(context, session, params.id, query),
      )
      serve(api, planned.carryActions, ({ session, params, body }) => carryActions(context, session, params.id, body))
      serve(api, planned.draftAgenda, ({ session, params, query }) =>
        draftAgenda(context, session, params.id, query.language),
      )
      serve(api, planned.readUpcoming, ({ session }) => readUpcoming(context, session))
      serve(api, planned.takeCalendar, ({ session, query }) => takeCalendar(context, session, query))
      servePlanFeed(api, context)
      serve(api, planned.printAnswer, ({ session, query }) => printAnswer(context, session, query))
      serve(api, planned.printOverview, ({ session, query }) => printOverview(context, session, query))
      serve(api, inForceContract, ({ session, query }) => listInForce(context, session, query.use))
      serve(api, followedContract, ({ session, params, query }) =>
        readFollowed(context, session, params.id, query.language),
      )
      serve(api, needsContract.beginNeeds, ({ session }) => beginNeeds(context, session))
      serve(api, needsContract.printNeeds, ({ session, query }) => printNeeds(context, session, query.language))
      serve(api, gapsContract, ({ session }) => listGaps(context, session))
      serve(api, assistanceContract, ({ session, params, query }) =>
        readAssistance(context, session, params.id, query.language),
      )
      serve(api, responseContract, ({ session, query }) => readResponse(context, session, query.language))
      serve(api, overview.listAgencies, async ({ session }) => {
        if (!may(session, 'strategy.read')) return err(failure('strategy.not_allowed'))
        const agencies = await context.directory.agencies()
        return ok({ items: agencies.map(({ id, name }) => ({ id, name })) })
      })
    },
    tasks: async (who) => [
      ...(await requestTasksOfKinds(
        [
          { of: requests, to: CLAIMS_SERVED },
          { of: assessments, to: ASSESSMENTS_SERVED },
        ],
        who,
      )),
      ...(await actionTasks(context, who)),
      ...(await decisionTasks(context, who)),
    ],
    overview: (who) => strategyCards(context, who),
    ...workAhead(context),
    erases: requestErases(requests),
    phoneLost: (userId, by) => endPlanFeedOf(context, userId, by),
    keepsObjects: (ids) => keptObjects(context, ids),
    ...(demo && { demo: (tell) => loadDemo(context, demo, tell), demoAfter: ['identity'] }),
  }
}

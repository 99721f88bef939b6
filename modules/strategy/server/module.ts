import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok } from '@gloact/kernel'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestErases, requestTasks, serveRequests, verifyRequests } from '@gloact/records/server'
import { serveRegister, serveRegisterFiles } from '@gloact/registers/server'
import * as claims from '../contract/claims.ts'
import { STRATEGY_FAILURES } from '../contract/failures.ts'
import * as overview from '../contract/overview.ts'
import { actionRoutes, goalRoutes, planFileRoutes, planRoutes, recommendationRoutes } from '../contract/registers.ts'
import { STRATEGY_PERMISSIONS } from '../domain/policy.ts'
import { STRATEGY_ROLES } from '../domain/roles.ts'
import { STRATEGY_AUDIT } from './audit-words.ts'
import { actionClaims, claimAction, CLAIMS_SERVED, claimsOf } from './claims.ts'
import { may, type StrategyContext } from './context.ts'
import { loadDemo } from './demo.ts'
import { STRATEGY_DEMO_STAFF } from './demo-staff.ts'
import { keptObjects, openEvidence, uploadEvidence } from './evidence.ts'
import { lateTasks, readOverview, strategyCards } from './overview.ts'
import { strategyRegisters } from './registers.ts'

export type { StrategyContext } from './context.ts'

/** Plans, who does what of them by when with which money, what is reported done and verified, and the recommendations behind them. */
export function strategyModule(context: StrategyContext): ServerModule<Principal> {
  const registers = strategyRegisters(context)
  const requests = claimsOf(context)
  const { demo } = context
  return {
    id: 'strategy',
    failures: STRATEGY_FAILURES,
    audit: STRATEGY_AUDIT,
    roles: STRATEGY_ROLES,
    demoStaff: STRATEGY_DEMO_STAFF,
    policies: [policyPage('Strategy', STRATEGY_PERMISSIONS)],
    ports: {},
    verifies: (db) => verifyRequests(requests, db),
    routes(api) {
      serveRegister(api, registers.plans.of, planRoutes, registers.plans.context)
      serveRegisterFiles(api, registers.plans.of, planFileRoutes, registers.plans.context)
      serveRegister(api, registers.goals.of, goalRoutes, registers.goals.context)
      serveRegister(api, registers.actions.of, actionRoutes, registers.actions.context)
      serveRegister(api, registers.recommendations.of, recommendationRoutes, registers.recommendations.context)
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
      serve(api, overview.listAgencies, async ({ session }) => {
        if (!may(session, 'strategy.read')) return err(failure('strategy.not_allowed'))
        const agencies = await context.directory.agencies()
        return ok({ items: agencies.map(({ id, name }) => ({ id, name })) })
      })
    },
    tasks: async (who) => [...(await requestTasks(requests, CLAIMS_SERVED, who)), ...(await lateTasks(context, who))],
    overview: (who) => strategyCards(context, who),
    erases: requestErases(requests),
    keepsObjects: (ids) => keptObjects(context, ids),
    ...(demo && { demo: (tell) => loadDemo(context, demo, tell) }),
  }
}

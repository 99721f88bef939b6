import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestErases, requestTasks, serveRequests } from '@gloact/records/server'
import * as amendments from '../contract/amendments.ts'
import * as assessments from '../contract/assessments.ts'
import { LEGISLATION_FAILURES } from '../contract/failures.ts'
import * as drafts from '../contract/drafts.ts'
import * as laws from '../contract/laws.ts'
import * as packs from '../contract/packs.ts'
import * as plans from '../contract/plans.ts'
import { LEGISLATION_PERMISSIONS } from '../domain/policy.ts'
import { LEGISLATION_ROLES } from '../domain/roles.ts'
import { amendLaw, lawOn, listAmendments } from './amendments.ts'
import { listAssessments, openAssessment, readAssessment } from './assessments.ts'
import { LEGISLATION_AUDIT } from './audit-words.ts'
import { compareObligation } from './compare.ts'
import type { LegislationContext } from './context.ts'
import { loadDemoLaws } from './demo/load-demo-laws.ts'
import { LEGISLATION_DEMO_STAFF } from './demo-staff.ts'
import { addRemark, decideRemark, invite } from './draft-remarks.ts'
import { DRAFTING_SERVED, draftingOf } from './drafting-requests.ts'
import { listDrafts, openDraft, readDraft, saveClause } from './drafts.ts'
import { assessDraft, enactDraft } from './enact-draft.ts'
import { readFindingHistory, reviewFinding, saveFinding } from './findings.ts'
import { exportExpression } from './law-files.ts'
import { addExpression, addLaw, listLaws, readExpression } from './laws.ts'
import { exportLegislation, LEGISLATION_EXAMINATIONS } from './look-after.ts'
import { keepOriginal, readOriginal } from './originals.ts'
import { listRatifications, recordRatification } from './ratifications.ts'
import { saveGapPlan } from './gap-plans.ts'
import { addPack, exportPack, listPacks } from './own-packs.ts'
import { printGapReport } from './print-gap-report.ts'
import { responseOf } from './response.ts'
import { searchLaws } from './search.ts'
import { signTranslation } from './translations.ts'
import { legislationCards, legislationTasks } from './tasks.ts'

export type { LegislationContext } from './context.ts'

/** Domestic law held against treaties, provision by provision. */
export function legislationModule(context: LegislationContext): ServerModule<Principal> {
  const drafting = draftingOf(context)
  return {
    id: 'legislation',
    failures: LEGISLATION_FAILURES,
    audit: LEGISLATION_AUDIT,
    roles: LEGISLATION_ROLES,
    demoStaff: LEGISLATION_DEMO_STAFF,
    policies: [policyPage('Legislation', LEGISLATION_PERMISSIONS)],
    ports: {},
    routes(api) {
      serve(api, laws.listLaws, ({ session }) => listLaws(context, session))
      serve(api, laws.addLaw, ({ session, body }) => addLaw(context, session, body))
      serve(api, laws.addExpression, ({ session, params, body }) => addExpression(context, session, params.lawId, body))
      serve(api, laws.readExpression, ({ session, params }) => readExpression(context, session, params.expressionId))
      serve(api, laws.exportExpression, ({ session, params, query }) =>
        exportExpression(context, session, params.expressionId, query.format),
      )
      serve(api, laws.keepOriginal, ({ session, params, query, body }) =>
        keepOriginal(context, session, { id: params.expressionId, format: query.format }, body),
      )
      serve(api, laws.readOriginal, ({ session, params }) => readOriginal(context, session, params.expressionId))
      serveRequests(api, drafts.draftingContracts, drafting, DRAFTING_SERVED)
      serve(api, drafts.listDrafts, ({ session }) => listDrafts(context, session))
      serve(api, drafts.openDraft, ({ session, body }) => openDraft(context, session, body))
      serve(api, drafts.readDraft, ({ session, params }) => readDraft(context, session, params.draftId))
      serve(api, drafts.saveClause, ({ session, params, body, ifMatch }) =>
        saveClause(context, session, params, body, ifMatch),
      )
      serve(api, drafts.addRemark, ({ session, params, body }) => addRemark(context, session, params.draftId, body))
      serve(api, drafts.decideRemark, ({ session, params, body }) => decideRemark(context, session, params, body))
      serve(api, drafts.invite, ({ session, params, body }) => invite(context, session, params.draftId, body))
      serve(api, drafts.assessDraft, ({ session, params, body }) => assessDraft(context, session, params.draftId, body))
      serve(api, drafts.enactDraft, ({ session, params, body }) => enactDraft(context, session, params.draftId, body))
      serve(api, amendments.listAmendments, ({ session, params }) => listAmendments(context, session, params.lawId))
      serve(api, amendments.amendLaw, ({ session, params, body }) => amendLaw(context, session, params.lawId, body))
      serve(api, amendments.lawOn, ({ session, params, query }) => lawOn(context, session, params.lawId, query))
      serve(api, laws.searchLaws, ({ session, query }) => searchLaws(context, session, query.q))
      serve(api, plans.listRatifications, ({ session }) => listRatifications(context, session))
      serve(api, plans.recordRatification, ({ session, params, body }) =>
        recordRatification(context, session, params.pack, body),
      )
      serve(api, plans.saveGapPlan, ({ session, params, body, ifMatch }) =>
        saveGapPlan(context, session, params, body, ifMatch),
      )
      serve(api, packs.listPacks, ({ session }) => listPacks(context, session))
      serve(api, packs.addPack, ({ session, body }) => addPack(context, session, body))
      serve(api, packs.exportPack, ({ session, params }) => exportPack(context, session, params.pack))
      serve(api, packs.signTranslation, ({ session, params, body }) =>
        signTranslation(context, session, params.obligationId, body),
      )
      serve(api, assessments.listAssessments, ({ session }) => listAssessments(context, session))
      serve(api, assessments.openAssessment, ({ session, body }) => openAssessment(context, session, body))
      serve(api, assessments.readAssessment, ({ session, params, query }) =>
        readAssessment(context, session, params.assessmentId, query.language),
      )
      serve(api, assessments.saveFinding, ({ session, params, body, ifMatch }) =>
        saveFinding(context, session, params, body, ifMatch),
      )
      serve(api, assessments.reviewFinding, ({ session, params, body, ifMatch }) =>
        reviewFinding(context, session, params, body, ifMatch),
      )
      serve(api, assessments.readFindingHistory, ({ session, params }) => readFindingHistory(context, session, params))
      serve(api, assessments.compareObligation, ({ session, params, query }) =>
        compareObligation(context, session, params.obligationId, query.language),
      )
      serve(api, assessments.printGapReport, ({ session, params, query }) =>
        printGapReport(context, session, params.assessmentId, query),
      )
    },
    tasks: async (who) => [
      ...(await legislationTasks(context, who)),
      ...(await requestTasks(drafting, DRAFTING_SERVED, who)),
    ],
    erases: requestErases(drafting),
    exportOf: exportLegislation,
    examine: LEGISLATION_EXAMINATIONS,
    demo: () => loadDemoLaws(context),
    demoAfter: ['identity'],
    overview: (who) => legislationCards(context, who),
    response: responseOf(context),
  }
}

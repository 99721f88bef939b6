import { registerPages } from '@gloact/registers/screens'
import * as planning from '../contract/planning.ts'
import * as prevention from '../contract/prevention.ts'
import {
  actionRoutes,
  actions,
  goalRoutes,
  goals,
  planFileRoutes,
  planRoutes,
  plans,
  recommendationRoutes,
  recommendations,
} from '../contract/registers.ts'
import { ActionClaims } from './action-claims.tsx'
import { DraftAnswer } from './draft-answer.tsx'
import { EvaluationSnapshot } from './evaluation-snapshot.tsx'
import { FrameworkUses } from './framework-uses.tsx'
import { MeetingAgenda } from './meeting-agenda.tsx'
import { PlanLinks } from './plan-links.tsx'
import { NeedsAssessment } from './needs-assessment.tsx'
import { ProgrammeCounts } from './programme-counts.tsx'
import { PreventionCalendar } from './take-calendar.tsx'
import { useActionLists, useAgencies } from './use-agencies.ts'
import { usePlanCurrency } from './use-plan-currency.ts'

const references = {
  'strategy.plan': planRoutes,
  'strategy.goal': goalRoutes,
  'strategy.action': actionRoutes,
  'strategy.framework': prevention.frameworkRoutes,
  'strategy.unit_cost': planning.unitCostRoutes,
  'strategy.meeting': planning.meetingRoutes,
  'strategy.need': planning.needRoutes,
}
const shared = { references, useCodeLists: useAgencies, useCurrency: usePlanCurrency }

export const planPages = registerPages(plans, planRoutes, {
  ...shared,
  files: planFileRoutes,
  OnRow: PlanLinks,
})
export const goalPages = registerPages(goals, goalRoutes, shared)
export const actionPages = registerPages(actions, actionRoutes, {
  ...shared,
  useCodeLists: useActionLists,
  OnRow: ActionClaims,
})
export const recommendationPages = registerPages(recommendations, recommendationRoutes, {
  ...shared,
  AboveList: DraftAnswer,
})
export const activityPages = registerPages(prevention.activities, prevention.activityRoutes, {
  ...shared,
  AboveList: PreventionCalendar,
})
export const frameworkPages = registerPages(prevention.frameworks, prevention.frameworkRoutes, {
  ...shared,
  OnRow: FrameworkUses,
})
export const programmePages = registerPages(prevention.programmes, prevention.programmeRoutes, {
  ...shared,
  OnRow: ProgrammeCounts,
})
export const technicalPages = registerPages(prevention.technicals, prevention.technicalRoutes, {
  ...shared,
  useCodeLists: useActionLists,
})
export const needPages = registerPages(planning.needs, planning.needRoutes, {
  ...shared,
  AboveList: NeedsAssessment,
})
export const unitCostPages = registerPages(planning.unitCosts, planning.unitCostRoutes, shared)
export const costLinePages = registerPages(planning.costLines, planning.costLineRoutes, shared)
export const commentPages = registerPages(planning.comments, planning.commentRoutes, shared)
export const meetingPages = registerPages(planning.meetings, planning.meetingRoutes, {
  ...shared,
  OnRow: MeetingAgenda,
})
export const decisionPages = registerPages(planning.decisions, planning.decisionRoutes, shared)
export const evaluationPages = registerPages(planning.evaluations, planning.evaluationRoutes, {
  ...shared,
  OnRow: EvaluationSnapshot,
})

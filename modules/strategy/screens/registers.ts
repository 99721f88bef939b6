import { registerPages } from '@gloact/registers/screens'
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
import { useAgencies } from './use-agencies.ts'

const references = {
  'strategy.plan': planRoutes,
  'strategy.goal': goalRoutes,
  'strategy.action': actionRoutes,
}
const shared = { references, useCodeLists: useAgencies }

export const planPages = registerPages(plans, planRoutes, { ...shared, files: planFileRoutes })
export const goalPages = registerPages(goals, goalRoutes, shared)
export const actionPages = registerPages(actions, actionRoutes, { ...shared, OnRow: ActionClaims })
export const recommendationPages = registerPages(recommendations, recommendationRoutes, shared)

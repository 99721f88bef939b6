import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import {
  commentForm,
  costLineForm,
  decisionForm,
  evaluationForm,
  meetingForm,
  needForm,
  unitCostForm,
} from '../domain/planning-forms.ts'

export const needs = register({
  kind: 'strategy.need',
  path: '/strategy/needs',
  form: needForm,
  title: 'question',
  order: { field: 'code', direction: 'ascending' },
  unique: [['code']],
  columns: ['question', 'code', 'domain', 'gap', 'goals'],
  keys: ['code', 'domain', 'gap', 'goals'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const unitCosts = register({
  kind: 'strategy.unit_cost',
  path: '/strategy/unit-costs',
  form: unitCostForm,
  title: 'title',
  order: { field: 'title', direction: 'ascending' },
  columns: ['title', 'unit', 'heading', 'cost'],
  keys: ['heading', 'cost'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const costLines = register({
  kind: 'strategy.cost_line',
  path: '/strategy/costs',
  form: costLineForm,
  title: 'title',
  order: { field: 'year', direction: 'ascending' },
  columns: ['title', 'action', 'year', 'heading', 'cost', 'secured'],
  keys: ['action', 'year', 'heading', 'funding', 'cost', 'secured'],
  reach: 'country',
  lists: { ...STRATEGY_LISTS, ...FOLLOW_UP_LISTS },
})

export const comments = register({
  kind: 'strategy.comment',
  path: '/strategy/consultation',
  form: commentForm,
  title: 'title',
  order: { field: 'received_on', direction: 'descending' },
  columns: ['title', 'organisation', 'received_on', 'outcome'],
  keys: ['plan', 'action', 'received_on', 'outcome'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const meetings = register({
  kind: 'strategy.meeting',
  path: '/strategy/meetings',
  form: meetingForm,
  title: 'title',
  order: { field: 'held_on', direction: 'descending' },
  columns: ['title', 'level', 'held_on', 'state'],
  keys: ['plan', 'level', 'held_on', 'state'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const decisions = register({
  kind: 'strategy.decision',
  path: '/strategy/decisions',
  form: decisionForm,
  title: 'title',
  order: { field: 'due_on', direction: 'ascending' },
  columns: ['title', 'meeting', 'owner', 'due_on', 'state'],
  keys: ['meeting', 'owner', 'due_on', 'state'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const evaluations = register({
  kind: 'strategy.evaluation',
  path: '/strategy/evaluations',
  form: evaluationForm,
  title: 'title',
  order: { field: 'held_on', direction: 'descending' },
  columns: ['title', 'plan', 'state', 'held_on'],
  keys: ['plan', 'state', 'held_on'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const needRoutes = registerRoutes(needs)
export const unitCostRoutes = registerRoutes(unitCosts)
export const costLineRoutes = registerRoutes(costLines)
export const commentRoutes = registerRoutes(comments)
export const meetingRoutes = registerRoutes(meetings)
export const decisionRoutes = registerRoutes(decisions)
export const evaluationRoutes = registerRoutes(evaluations)

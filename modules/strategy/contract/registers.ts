import { register } from '@gloact/registers'
import { registerFileRoutes, registerRoutes } from '@gloact/registers/contract'
import { actionForm } from '../domain/action-form.ts'
import { goalForm, planForm } from '../domain/forms.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import { recommendationForm } from '../domain/recommendation-form.ts'

const lists = { ...STRATEGY_LISTS, ...FOLLOW_UP_LISTS }

export const plans = register({
  kind: 'strategy.plan',
  path: '/strategy/plans',
  form: planForm,
  title: 'title',
  order: { field: 'starts_on', direction: 'descending' },
  columns: ['title', 'scope', 'region', 'state', 'starts_on', 'ends_on'],
  keys: ['scope', 'state', 'starts_on', 'ends_on'],
  reach: 'country',
  lists,
})

export const goals = register({
  kind: 'strategy.goal',
  path: '/strategy/goals',
  form: goalForm,
  title: 'title',
  order: { field: 'code', direction: 'ascending' },
  unique: [['code']],
  columns: ['title', 'code', 'pillar', 'plan', 'part_of'],
  keys: ['code', 'pillar', 'plan', 'part_of', 'indicator'],
  reach: 'country',
  lists,
})

export const actions = register({
  kind: 'strategy.action',
  path: '/strategy/actions',
  form: actionForm,
  title: 'title',
  order: { field: 'code', direction: 'ascending' },
  unique: [['code']],
  columns: ['title', 'code', 'state', 'due_on', 'owner', 'cost', 'secured'],
  keys: [
    'plan',
    'goal',
    'pillar',
    'state',
    'owner',
    'due_on',
    'cost',
    'secured',
    'funding',
    'blocked_by',
    'output',
    'indicator',
    'code',
  ],
  reach: 'country',
  lists,
})

export const recommendations = register({
  kind: 'strategy.recommendation',
  path: '/strategy/recommendations',
  form: recommendationForm,
  title: 'title',
  order: { field: 'year', direction: 'descending' },
  unique: [['code']],
  columns: ['title', 'code', 'body', 'year', 'state', 'actions'],
  keys: ['theme', 'body', 'year', 'state', 'strength', 'acceptance', 'actions', 'addressee', 'due_on', 'code'],
  reach: 'country',
  lists,
})

export const planRoutes = registerRoutes(plans)
export const planFileRoutes = registerFileRoutes(plans)
export const goalRoutes = registerRoutes(goals)
export const actionRoutes = registerRoutes(actions)
export const recommendationRoutes = registerRoutes(recommendations)

import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { activityForm, frameworkForm, programmeForm, technicalForm } from '../domain/prevention-forms.ts'

export const activities = register({
  kind: 'strategy.activity',
  path: '/strategy/activities',
  form: activityForm,
  title: 'title',
  order: { field: 'starts_on', direction: 'descending' },
  columns: ['title', 'kind', 'state', 'starts_on', 'ends_on', 'region'],
  keys: ['kind', 'state', 'starts_on', 'ends_on', 'actions'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const frameworks = register({
  kind: 'strategy.framework',
  path: '/strategy/frameworks',
  form: frameworkForm,
  title: 'title',
  order: { field: 'review_on', direction: 'ascending' },
  columns: ['title', 'kind', 'edition', 'state', 'review_on'],
  keys: ['kind', 'state', 'review_on', 'used_in'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const programmes = register({
  kind: 'strategy.programme',
  path: '/strategy/programmes',
  form: programmeForm,
  title: 'title',
  order: { field: 'title', direction: 'ascending' },
  columns: ['title', 'state', 'for_whom', 'gives', 'run_by'],
  keys: ['state', 'for_whom', 'gives', 'actions'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const technicals = register({
  kind: 'strategy.technical',
  path: '/strategy/technical-assistance',
  form: technicalForm,
  title: 'title',
  order: { field: 'asked_on', direction: 'descending' },
  columns: ['title', 'state', 'gap_kind', 'asked_by', 'asked_on'],
  keys: ['state', 'gap_kind', 'asked_by', 'asked_on'],
  reach: 'country',
  lists: FOLLOW_UP_LISTS,
})

export const activityRoutes = registerRoutes(activities)
export const frameworkRoutes = registerRoutes(frameworks)
export const programmeRoutes = registerRoutes(programmes)
export const technicalRoutes = registerRoutes(technicals)

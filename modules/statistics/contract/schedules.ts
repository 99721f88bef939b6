import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { figureTable } from './figures.ts'

const tag = 'statistics'

/** Whenever figures are published, or at most so often. */
export const EVERY = ['publication', 'quarter', 'year'] as const
export type Every = (typeof EVERY)[number]
const params = z.object({ viewId: z.uuid() })

export const scheduleView = route({
  method: 'PUT',
  tag,
  path: '/statistics/views/:viewId/schedule',
  summary: 'Have a saved view prepared when figures are published, or take over a schedule whose owner left',
  params,
  body: z.strictObject({ every: z.enum(EVERY) }),
  response: z.object({ every: z.enum(EVERY) }),
  failures: ['statistics.not_allowed', 'statistics.view_unknown', 'statistics.schedule_taken'],
})

export const endSchedule = route({
  method: 'DELETE',
  tag,
  path: '/statistics/views/:viewId/schedule',
  summary: 'End your own schedule of a view; what it prepared stays',
  params,
  response: z.object({ ended: z.literal(true) }),
  failures: ['statistics.not_allowed', 'statistics.view_unknown'],
})

export const listEditions = route({
  method: 'GET',
  tag,
  path: '/statistics/editions',
  summary: 'Editions that schedules prepared of the views that you see, the latest first',
  response: z.object({
    items: z.array(
      z.object({ id: z.uuid(), viewId: z.uuid(), name: z.string(), asOf: z.string(), opened: z.boolean() }),
    ),
  }),
  failures: ['statistics.not_allowed'],
})

export const openEdition = route({
  method: 'POST',
  tag,
  path: '/statistics/editions/:editionId/open',
  summary: 'The figures of an edition as they were published then; it is no longer announced to you',
  params: z.object({ editionId: z.uuid() }),
  response: z.object({ name: z.string(), asOf: z.string(), table: figureTable }),
  failures: ['statistics.not_allowed', 'statistics.edition_unknown'],
})

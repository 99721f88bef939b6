import { route } from '@gloact/http/contract'
import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { z } from 'zod'
import { COOPERATION_LISTS } from '../domain/lists.ts'
import { MEETING_LISTS, meetingForm, recommendationForm } from '../domain/meeting-forms.ts'

const LISTS = { ...COOPERATION_LISTS, ...MEETING_LISTS }

/** Meetings with other countries. */
export const meetings = register({
  kind: 'cooperation.meeting',
  path: '/cooperation/meetings',
  form: meetingForm,
  title: 'title',
  order: { field: 'held_on', direction: 'descending' },
  columns: ['title', 'countries', 'held_on', 'state'],
  keys: ['countries', 'held_on', 'state'],
  reach: 'country',
  lists: LISTS,
})

/** What was agreed at them: whose it is to carry out, until when. */
export const recommendations = register({
  kind: 'cooperation.recommendation',
  path: '/cooperation/recommendations',
  form: recommendationForm,
  title: 'title',
  order: { field: 'due_on', direction: 'ascending' },
  columns: ['title', 'country', 'owner', 'due_on', 'state'],
  keys: ['meeting', 'country', 'owner', 'due_on', 'state'],
  reach: 'country',
  lists: LISTS,
})

export const meetingRoutes = registerRoutes(meetings)
export const recommendationRoutes = registerRoutes(recommendations)

export const listOwners = route({
  method: 'GET',
  path: '/cooperation/agencies',
  summary: 'The agencies of this country that may carry out a recommendation',
  tag: 'cooperation',
  response: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  failures: ['cooperation.not_allowed'],
})

import { route, sentMoment } from '@gloact/http/contract'
import { requestContracts, requestShown } from '@gloact/records/contract'
import { z } from 'zod'
import { assessment } from '../domain/assessment.ts'

export const assessmentContracts = requestContracts({
  kind: assessment,
  path: '/strategy/assessments',
  what: 'self-assessments of services against a standard',
})
export const { list: listAssessments, read: readAssessment, take: takeAssessmentStep } = assessmentContracts

export const beginAssessment = route({
  method: 'POST',
  path: '/strategy/frameworks/:id/assessments',
  summary: 'Begin a self-assessment of one’s own service against a standard, to be reviewed by another agency',
  tag: 'strategy',
  status: 201,
  params: z.object({ id: z.uuid() }),
  /** The client makes the ids: sent twice, it is begun once. */
  body: z.strictObject({
    assessmentId: z.uuid(),
    stepId: z.uuid(),
    reviewerId: z.uuid(),
    happenedAt: sentMoment,
  }),
  response: requestShown,
  failures: [
    'strategy.not_allowed',
    'strategy.unknown',
    'strategy.no_items',
    'strategy.own_reviewer',
    'records.id_used',
    'records.in_future',
  ],
})

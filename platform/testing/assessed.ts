import { newId } from '@gloact/kernel'
import { day, HEARD } from './children-stage.ts'

const DOMAINS = ['safety', 'family', 'care', 'health', 'education', 'status', 'place', 'vulnerability']
const [A, B] = [newId(), newId()]
const option = (id: string, name: string) => ({
  [`options/${id}`]: true,
  [`options/${id}/option`]: name,
  [`options/${id}/weighed`]: 'w',
})
/** An assessment of best interests with everything that is asked for it. */
export const ASSESSED = {
  ...HEARD,
  seen_on: day(0),
  alone: 'yes',
  method: 'drawing',
  age_group: 'from_12',
  assent: 'yes',
  child_views: 'I want to go to school.',
  tracing_wish: 'not_sure',
  ...Object.fromEntries(DOMAINS.map((domain) => [domain, 'neutral'])),
  recommended: 'r',
  next_review: day(60),
  ...option(A, 'No change'),
  ...option(B, 'Foster family'),
}

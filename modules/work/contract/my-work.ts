import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { STAKES, URGENCIES } from '../domain/urgency.ts'

export { URGENCIES, type Urgency } from '../domain/urgency.ts'

const tag = 'work'
const code = z.string().max(80)

/** What needs somebody. What it says and where it leads are the screens' of the module that it is of. */
export const task = z.object({
  /** The module whose task it is. */
  module: code,
  kind: code,
  about: z.object({ kind: code, id: z.string() }),
  /** Whose it is alone; null where it is anybody's to whom it is shown. */
  to: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  dueAt: z.string().nullable(),
  since: z.string(),
  urgency: z.enum(URGENCIES),
  /** What is at stake; left out where a task declares nothing. */
  stakes: z.enum(STAKES).optional(),
})
export type TaskView = z.infer<typeof task>

/** A number of a module's, for the person who asks. */
export const card = z.object({ module: code, kind: code, count: z.number().int() })
export type CardView = z.infer<typeof card>

export const readMyWork = route({
  method: 'GET',
  path: '/work',
  summary: 'The tasks of the person who is signed in, most urgent first, and numbers of each module',
  tag,
  response: z.object({
    tasks: z.array(task),
    cards: z.array(card),
    /** By module: what its tasks of the next days follow from, for a device without signal. Its own screens read it. */
    foresight: z.record(code, z.unknown()),
  }),
})

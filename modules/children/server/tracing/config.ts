import { z } from 'zod'
import { MISUSE_LIMITS } from '../../domain/tracing/misuse.ts'

const count = z.int().min(1).max(1_000)
/** A desk of a whole country takes thousands. */
const many = z.int().min(1).max(100_000)
const workingDays = z.int().min(1).max(366)

/**
 * What a country decides for tracing, within `modules/children.json`. Whatever it leaves out is as careful as the code: the limits by which
 * requests wait for a person are drawn from practice, not from law, and are to be confirmed.
 */
export const tracingConfig = z
  .strictObject({
    limits: z
      .strictObject({
        requestsIn30Days: count.default(MISUSE_LIMITS.requestsIn30Days),
        childChanges: count.default(MISUSE_LIMITS.childChanges),
        families: count.default(MISUSE_LIMITS.families),
        unrelatedChildren: count.default(MISUSE_LIMITS.unrelatedChildren),
        byWorkerADay: count.default(MISUSE_LIMITS.byWorkerADay),
        fromDeviceIn30Days: many.default(MISUSE_LIMITS.fromDeviceIn30Days),
        atDeskIn30Days: many.default(MISUSE_LIMITS.atDeskIn30Days),
      })
      .prefault({}),
    /** In working days: a request that is held, a suggestion that nobody has reviewed, hearing both and confirming. */
    clocks: z
      .strictObject({
        hold: workingDays.default(5),
        look: workingDays.default(5),
        verify: workingDays.default(10),
        /** In days: after a child's side is taken down, the first action to find the family is due. */
        firstAction: workingDays.default(3),
        /** In hours, for a child under five. */
        firstActionUnderFiveHours: z.int().min(1).max(720).default(24),
        /** In days: after an action to find a family the next is due. */
        action: workingDays.default(30),
        /** In working days: a supervisor agrees, or not, for a child too young to say. */
        agreement: workingDays.default(2),
        /** In days: the longest that a suggestion can be set aside. */
        parked: workingDays.default(90),
      })
      .prefault({}),
    /** How long a closed request is kept: as long as somebody who collects children is looked for. */
    keptMonths: z.int().min(1).max(240).default(24),
    /** The day of the month on which every inquirer is written to, whatever is known. */
    letterDay: z.int().min(1).max(28).default(1),
  })
  .prefault({})

export type TracingSettings = z.infer<typeof tracingConfig>

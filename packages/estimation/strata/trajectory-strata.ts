import { pointOf, SHARES, type TrajectoryPoint } from '../trust/trajectory.ts'
import {
  MOST_CHECK_WORK,
  strataWork,
  type StrataMethod,
  type StrataPart,
  type StrataPlan,
  type StrataTask,
} from './bootstrap-strata.ts'
import type { StrataFit } from './fit-strata.ts'

/** The total from growing parts of the people seen, brought to the scale of all of them. */
export interface StrataTrajectory {
  /** Whether the model was chosen again in every draw; otherwise one was fitted to all: the one that was given, or, to be quicker, chosen. */
  readonly choosesAnew: boolean
  /** Draws of each share. */
  readonly draws: number
  readonly points: readonly TrajectoryPoint[]
}

/** How the draws of a trajectory are made. */
export interface TrajectoryPlan extends Pick<StrataTrajectory, 'choosesAnew' | 'draws'> {
  readonly tasks: readonly StrataTask[]
}

/** Draws of each share, as many as the work allows; multiples of four, so that the middle half is whole. */
const DRAWS = [40, 20, 12, 8] as const

/**
 * What a trajectory of the total is worked out from (`trajectoryOf` for strata): with the whole choice of the model in every draw
 * where that stays within `MOST_CHECK_WORK`, otherwise with the chosen model alone. From the sizes of the table, so that it is the
 * same everywhere. Undefined where even that is too much, and for counts that are not whole.
 */
export function planTrajectory(plan: StrataPlan, fit: StrataFit): TrajectoryPlan | undefined {
  const { design, counts } = plan
  if (!counts.every(Number.isInteger)) return undefined
  const fits = (method: StrataMethod, draws: number): boolean =>
    strataWork(design, counts, method, { replicates: draws * SHARES.length, jackknife: false }) <= MOST_CHECK_WORK
  for (const method of [plan.method, fit.terms]) {
    const draws = DRAWS.find((most) => fits(method, most))
    if (draws === undefined) continue
    return {
      choosesAnew: method === 'bic' || method === 'aic',
      draws,
      tasks: SHARES.map((share): StrataTask => ({
        plan: { ...plan, method },
        kind: 'part',
        from: 0,
        to: draws,
        people: Math.max(1, Math.round(fit.observed * share)),
      })),
    }
  }
  return undefined
}

/** The trajectory from the outcomes of its tasks, in their order. */
export function assembleTrajectory(
  { choosesAnew, draws, tasks }: TrajectoryPlan,
  parts: readonly StrataPart[],
  { observed, estimate }: StrataFit,
): StrataTrajectory {
  const points = SHARES.map((share, at): TrajectoryPoint => {
    const { estimates } = parts[at]!
    const strata = estimates.length / draws
    const scale = observed / tasks[at]!.people!
    const totals = Array.from({ length: draws }, (_, draw) =>
      estimates.subarray(draw * strata, (draw + 1) * strata).reduce((sum, one) => sum + one, 0),
    )
    return pointOf(
      share,
      totals.map((total) => total * scale),
    )
  })
  return { choosesAnew, draws, points: [...points, { share: 1, estimate, lower: estimate, upper: estimate }] }
}

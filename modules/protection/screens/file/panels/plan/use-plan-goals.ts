import { useFile } from '../../../reading/file-context.tsx'
import { goalsIn, type PlanGoal } from './plan-goals.ts'

/** The goals of the file's plan, as far as the reader may see them. */
export function usePlanGoals(): readonly PlanGoal[] {
  const { formView } = useFile()
  return goalsIn(formView('plan')?.answers ?? {})
}

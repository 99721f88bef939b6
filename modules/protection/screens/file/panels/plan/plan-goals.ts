import { valueOf, type Answer } from '@gloact/kernel'

/** A goal of the plan: its row's id and what it says. */
export interface PlanGoal {
  readonly id: string
  readonly text: string
}

const GOAL = /^goals\/([^/]+)\/goal$/

/** The goals in the answers to a plan; a country whose plan has none gives none. */
export function goalsIn(answers: Readonly<Record<string, Answer>>): readonly PlanGoal[] {
  return Object.entries(answers).flatMap(([path, answer]): PlanGoal[] => {
    const id = GOAL.exec(path)?.[1]
    const text = valueOf(answer)
    return id !== undefined && typeof text === 'string' && text.trim() !== '' ? [{ id, text }] : []
  })
}

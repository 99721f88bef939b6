import type { StrataPart, StrataTask } from '../strata/bootstrap-strata.ts'
import { joinParts, type ReplicatePart, type ReplicateTask } from '../bootstrap.ts'

/** Some of a task's replicates. */
export interface ReplicatePiece extends ReplicateTask {
  readonly task: number
}

/** Replicates a piece; who is asked for few at a time shares the work evenly, reports often and is stopped soon. */
const CHUNK = 50

export const cutTasks = (tasks: readonly ReplicateTask[]): ReplicatePiece[] =>
  tasks.flatMap(({ plan, from, to }, task) =>
    Array.from({ length: Math.ceil((to - from) / CHUNK) }, (_, at) => ({
      task,
      plan,
      from: from + at * CHUNK,
      to: Math.min(to, from + (at + 1) * CHUNK),
    })),
  )

/** The pieces' parts, in their order, as one part for each task. */
export const joinPieces = (
  tasks: readonly ReplicateTask[],
  pieces: readonly ReplicatePiece[],
  parts: readonly ReplicatePart[],
): ReplicatePart[] => tasks.map((_, task) => joinParts(parts.filter((__, at) => pieces[at]!.task === task)))

/** Tasks of a table with strata in pieces of so many tables, since each chooses a model anew. */
export const cutStrataTasks = (tasks: readonly StrataTask[]): (StrataTask & { readonly task: number })[] =>
  tasks.flatMap(({ from, to, ...rest }, task) =>
    Array.from({ length: Math.ceil((to - from) / STRATA_CHUNK) }, (_, at) => ({
      ...rest,
      task,
      from: from + at * STRATA_CHUNK,
      to: Math.min(to, from + (at + 1) * STRATA_CHUNK),
    })),
  )

const STRATA_CHUNK = 10

export const joinStrataPieces = (
  tasks: readonly StrataTask[],
  pieces: readonly { readonly task: number }[],
  parts: readonly StrataPart[],
): StrataPart[] =>
  tasks.map((_, task) => {
    const own = parts.filter((__, at) => pieces[at]!.task === task)
    return {
      estimates: Float64Array.from(own.flatMap(({ estimates }) => [...estimates])),
      models: own.flatMap(({ models }) => models),
    }
  })

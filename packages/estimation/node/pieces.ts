interface Stretch {
  readonly from: number
  readonly to: number
}

/** Work that is cut into pieces. */
interface Cut<Task> {
  readonly pieces: readonly Task[]
  /** The outcome of the pieces, in their order, task by task. */
  readonly byTask: <Part>(parts: readonly Part[]) => Part[][]
}

/** Cuts tasks so that no piece is longer than `most`: short ones share the work evenly, report often and are stopped soon. */
export function cutTasks<Task extends Stretch>(tasks: readonly Task[], most: number): Cut<Task> {
  const pieces = tasks.flatMap((task, owner) =>
    Array.from({ length: Math.ceil((task.to - task.from) / most) }, (_, at) => {
      const from = task.from + at * most
      return { owner, piece: { ...task, from, to: Math.min(task.to, from + most) } }
    }),
  )
  return {
    pieces: pieces.map(({ piece }) => piece),
    byTask: (parts) => tasks.map((_, task) => parts.filter((__, at) => pieces[at]!.owner === task)),
  }
}

/** Replicates in a piece. */
export const REPLICATES_IN_PIECE = 50

/** Tables with strata in a piece: fewer, since each chooses a model among many more cells. */
export const STRATA_IN_PIECE = 10

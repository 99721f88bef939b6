import type { Result } from '@gloact/kernel'
import type { TaskProblem, WorkerMessage } from './task.ts'

/** What is used of a worker’s own scope. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

type Tell<Step extends string> = (step: Step, done: number, total: number) => void

/** Answers the one task that this worker is made for. A file that can no longer be read is a problem; a bug is `broken`. */
export function answerTasks<Step extends string>(
  answer: (task: unknown, tell: Tell<Step>) => Promise<Result<unknown, TaskProblem>>,
): void {
  const scope = globalThis as unknown as WorkerScope
  const say = (message: WorkerMessage<unknown, Step>): void => scope.postMessage(message)
  const refuse = (problem: TaskProblem): void => say({ kind: 'refused', problem })
  scope.addEventListener('message', ({ data }) => {
    answer(data, (step, done, total) => say({ kind: 'progress', step, done, total })).then(
      (result) => (result.ok ? say({ kind: 'done', value: result.value }) : refuse(result.error)),
      (error: unknown) => {
        const gone = error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name)
        refuse({ code: gone ? 'file_unreadable' : 'broken' })
      },
    )
  })
}

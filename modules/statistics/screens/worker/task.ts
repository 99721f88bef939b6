import type { Failure } from '@gloact/kernel'

/** What kept a task from being done: a code that a sentence stands for, and words in English where there is more to say. */
export interface TaskProblem extends Failure {
  readonly message?: string
}

/** What a worker says of a task: how far it is, and once how it ended. */
export type WorkerMessage<Value, Step extends string> =
  | { readonly kind: 'progress'; readonly step: Step; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: TaskProblem }

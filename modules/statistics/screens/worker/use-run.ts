import { err, type Result } from '@gloact/kernel'
import { useEffect, useRef, useState } from 'react'
import { runTask, type TaskProgress } from './run-task.ts'
import type { TaskProblem } from './task.ts'

export interface Run<Value, Step extends string> {
  /** How far what runs is; null where nothing does. */
  readonly progress: TaskProgress<Step> | null
  readonly ended: Result<Value, TaskProblem> | null
  /** Runs the task once it is ready; what ended before is forgotten. Gives what was made, undefined where nothing was. */
  readonly start: (
    first: TaskProgress<Step>,
    ready: () => Promise<Result<object, TaskProblem>>,
  ) => Promise<Value | undefined>
  readonly cancel: () => void
  /** What ended belongs no longer to what is chosen. */
  readonly forget: () => void
}

/** Something long that a worker does when it is asked to, and no longer than the page stands. */
export function useRun<Value, Step extends string>(create: () => Worker): Run<Value, Step> {
  const [progress, setProgress] = useState<TaskProgress<Step> | null>(null)
  const [ended, setEnded] = useState<Result<Value, TaskProblem> | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  return {
    progress,
    ended,
    async start(first, ready) {
      const stop = new AbortController()
      running.current = stop
      setEnded(null)
      setProgress(first)
      let made: Result<Value, TaskProblem>
      try {
        const task = await ready()
        if (stop.signal.aborted) return undefined
        made = task.ok
          ? await runTask<Value, Step>(create, task.value, { signal: stop.signal, onProgress: setProgress })
          : task
      } catch {
        // What it needs could not be fetched.
        if (stop.signal.aborted) return undefined
        made = err({ code: 'broken' })
      }
      setProgress(null)
      setEnded(made)
      return made.ok ? made.value : undefined
    },
    cancel() {
      running.current?.abort()
      setProgress(null)
    },
    forget: () => setEnded(null),
  }
}

import type { Result } from '@gloact/kernel'
import { useEffect, useState } from 'react'
import { runTask } from './run-task.ts'
import type { TaskProblem } from './task.ts'

/** What a worker makes of a task; undefined while it is at work, and where there is no task. */
export function useTask<Value>(create: () => Worker, task: object | null): Result<Value, TaskProblem> | undefined {
  const [made, setMade] = useState<{ readonly of: object; readonly result: Result<Value, TaskProblem> }>()
  useEffect(() => {
    if (task === null) return undefined
    const stop = new AbortController()
    void runTask<Value, string>(create, task, { signal: stop.signal }).then((result) => setMade({ of: task, result }))
    return () => stop.abort()
  }, [create, task])
  return made !== undefined && made.of === task ? made.result : undefined
}

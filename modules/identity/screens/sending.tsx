import type { Problem } from '@gloact/http/client'
import type { Result } from '@gloact/kernel'
import { Refusal, useMessages } from '@gloact/ui'
import { useState } from 'react'

export interface Sending {
  readonly busy: boolean
  readonly problem: Problem | null
  /** The response, or undefined where there is a problem, which is then in `problem`. */
  readonly send: <Value>(call: Promise<Result<Value, Problem>>) => Promise<Value | undefined>
}

/** Sends one thing at a time, and keeps what went wrong with it. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    busy,
    problem,
    send: async (call) => {
      setBusy(true)
      setProblem(null)
      const result = await call
      setBusy(false)
      if (result.ok) return result.value
      setProblem(result.error)
      return undefined
    },
  }
}

/** What went wrong with what was just sent, and what to do. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  const { t, has } = useMessages()
  if (problem === null) return null
  return <Refusal>{has(problem.code) ? t(problem.code, paramsOf(problem)) : t('ui.error.unknown')}</Refusal>
}

/** Seconds are said in minutes where they are many. */
function paramsOf(problem: Problem): Record<string, string | number> {
  const seconds = problem.params?.['seconds']
  return { ...problem.params, ...(typeof seconds === 'number' && { minutes: Math.ceil(seconds / 60) }) }
}

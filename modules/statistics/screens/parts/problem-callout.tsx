import { Callout, Text, useMessages } from '@gloact/ui'
import type { TaskProblem } from '../worker/task.ts'

/** Problems of which only the package’s own words say where exactly. */
const DETAILED = /^(?:agreement_invalid|estimation\..*)$/

/** What went wrong and what to do; where a file’s own words are at fault, where exactly, in English. */
export function ProblemCallout({ problem }: { readonly problem: TaskProblem }) {
  const { t, has } = useMessages()
  const named = `statistics.problem.${problem.code.replace('.', '_')}`
  const id = has(named) ? named : 'statistics.problem.broken'
  const detailed = DETAILED.test(problem.code) && problem.message !== undefined
  return (
    <Callout tone="notice" urgent>
      <Text>{t(id, problem.params)}</Text>
      {detailed && (
        <Text size="sm">
          <bdi lang="en">{problem.message}</bdi>
        </Text>
      )}
    </Callout>
  )
}

import { Callout, Text, useMessages } from '@gloact/ui'
import type { TaskProblem } from '../worker/task.ts'

/** Problems of which only the package’s own words say where exactly. */
const DETAILED = /^(?:agreement_invalid|(?:estimation|linkage|disclosure)\..*)$/
const BROKEN = 'statistics.problem.broken'

/** What went wrong and what to do; where a file’s own words are at fault, where exactly, in English. */
export function ProblemCallout({ problem }: { readonly problem: TaskProblem }) {
  const { t, has } = useMessages()
  const detailed = DETAILED.test(problem.code) && problem.message !== undefined
  const named = `statistics.problem.${nameOf(problem.code)}`
  const id = has(named) ? named : detailed ? 'statistics.problem.not_possible' : BROKEN
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

/** Whatever is wrong with a table of residents has one sentence; where, the detail says. */
const nameOf = (code: string): string => code.replace(/^(estimation\.residents)_.*$/, '$1').replace('.', '_')

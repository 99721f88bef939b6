import { valueOf } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openPayload, requestTables, type RequestStepTable } from '@gloact/records/server'
import type { Span } from '../domain/figures.ts'
import { KINDS } from '../domain/kinds.ts'
import * as outcomes from '../domain/outcomes.ts'
import { HEARINGS, tracingMatch } from '../domain/tracing/match-kind.ts'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import type { ChildrenContext } from './children-context.ts'

type Counted = Pick<ChildrenContext, 'country' | 'vault'>

/** Steps that end a verification or a reunification, and those by which it is known how the family was found. */
const READ: Readonly<Record<string, readonly string[]>> = {
  [tracingMatch.kind]: [...HEARINGS, 'confirm', 'reject'],
  [KINDS.solution.kind]: ['verify', 'hand_over', 'carry_out', 'record_elsewhere', 'drop'],
  [tracingSubject.kind]: ['register', 'change', 'act'],
}

/**
 * What verification and reunification came to in a span, and why children are without their families. In the system's scope; what a step
 * says is opened in memory and counted.
 */
export async function outcomeCounts(
  trx: ScopedTransaction,
  context: Counted,
  onPath: readonly string[],
  span: Span,
): Promise<outcomes.Outcomes> {
  const steps = await stepsUntil(trx, context.country, span.to)
  const keys = await context.vault.personKeys(trx, [...new Set(steps.map(({ request_id: id }) => id))])
  return outcomes.countOutcomes(
    steps.map((step) => {
      const key = keys.get(step.request_id)
      return {
        record: step.request_id,
        child: step.file_id ?? String(step.facts['subject_id'] ?? step.request_id),
        option: String(step.facts['option'] ?? ''),
        step: step.step,
        at: Date.parse(step.happened_at),
        // Opened only where it is asked: most steps are counted by having been taken.
        said: (field: string) => String((key && valueOf(openPayload(key, 'children', step).answers[field])) ?? ''),
      }
    }),
    onPath,
    span,
  )
}

interface StepOfChild extends RequestStepTable {
  readonly file_id: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

const stepsUntil = (trx: ScopedTransaction, country: string, to: number): Promise<readonly StepOfChild[]> =>
  requestTables(trx, 'children')
    .selectFrom('request_step')
    .innerJoin('request', 'request.id', 'request_step.request_id')
    .selectAll('request_step')
    .select(['request.file_id', 'request.facts'])
    .where('request.country', '=', country)
    .where('request.erased_at', 'is', null)
    .where('request_step.happened_at', '<', new Date(to).toISOString())
    .where((where) =>
      where.or(
        Object.entries(READ).map(([kind, read]) =>
          where.and([where('request.kind', '=', kind), where('request_step.step', 'in', read)]),
        ),
      ),
    )
    .orderBy('request_step.happened_at')
    .orderBy('request_step.request_id')
    .orderBy('request_step.sequence')
    .execute()

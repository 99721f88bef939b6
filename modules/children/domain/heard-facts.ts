import { valueOf } from '@gloact/kernel'
import type { FormAnswers } from '@gloact/forms'
import type { KindName } from './kinds.ts'

/**
 * Decisions about a child: the step that decides, and the one that says whether child and guardian were heard. Decided when the first of
 * them is taken; what the second said last counts.
 */
export const DECISIONS: readonly (readonly [kind: KindName, decides: string, says: string])[] = [
  ['age', 'tell', 'tell'],
  ['guardianship', 'end_guardian', 'end_guardian'],
  ['guardianship', 'replace', 'replace'],
  ['assessment', 'approve', 'submit'],
  ['care', 'place', 'place'],
  ['care', 'record_irregular', 'record_irregular'],
  ['care', 'review', 'review'],
  ['care', 'end', 'end'],
  ['interview', 'allow', 'allow'],
  ['determination', 'approve', 'approve'],
  ['solution', 'decide', 'hear'],
  ['transition', 'agree', 'agree'],
]

const HEARD: readonly unknown[] = ['heard', 'yes']

export const heardFact = (who: 'child' | 'guardian', step: string): string => `${who}_heard_${step}`

/** Whether child and guardian were heard, as a step says it: for figures, and no word of what they said. */
export function heardFacts(kind: KindName, step: string, answers: FormAnswers): Readonly<Record<string, boolean>> {
  const value = (question: string): unknown => valueOf(answers[question])
  // Those whom haste left out are heard afterwards: then they were heard.
  const [said, only] = kind === 'care' && step === 'hear' ? (['place', true] as const) : ([step, false] as const)
  if (!DECISIONS.some(([of, , says]) => of === kind && says === said)) return {}
  const view = value('child_view')
  const child = HEARD.includes(
    value('child_heard') ?? (typeof view === 'string' && view !== 'too_young' ? 'heard' : ''),
  )
  const guardian = HEARD.includes(value('guardian_heard'))
  const facts: readonly (readonly [string, boolean])[] = [
    [heardFact('child', said), child],
    ...(value('guardian_heard') === undefined ? [] : ([[heardFact('guardian', said), guardian]] as const)),
  ]
  return Object.fromEntries(only ? facts.filter(([, heard]) => heard) : facts)
}

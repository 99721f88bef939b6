import { NOT_ASKED, type Counts, type Span } from './figures.ts'
import { SOLUTION_LISTS } from './forms/solution-forms.ts'
import { HEARINGS } from './tracing/match-kind.ts'
import { TRACING_LISTS } from './tracing/lists.ts'

const codesOf = (list: { readonly codes: readonly { readonly code: string }[] } | undefined): readonly string[] =>
  list?.codes.map(({ code }) => code) ?? []

/** What was found where it was looked at whether child and adult are family: by tracing, or before a return. */
export const FINDINGS: readonly string[] = [
  ...new Set([...codesOf(TRACING_LISTS['match_finding']), ...codesOf(SOLUTION_LISTS['children_finding'])]),
]
/** How the family of a child who went back was found: by an action of tracing, by a relative who asked, or past everybody here. */
export const FOUND_BY: readonly string[] = [
  ...codesOf(TRACING_LISTS['tracing_action_type']),
  'request',
  'elsewhere',
  NOT_ASKED,
]
export const NOT_REUNITED: readonly string[] = codesOf(SOLUTION_LISTS['children_dropped'])
export const CAUSES: readonly string[] = [...codesOf(TRACING_LISTS['separation_cause']), NOT_ASKED]

/** One step, opened: of which record and child, when, and what it says. */
export interface SaidStep {
  readonly record: string
  readonly child: string
  /** Of a solution: what is planned. */
  readonly option: string
  readonly step: string
  readonly at: number
  readonly said: (field: string) => string
}

export interface Outcomes {
  readonly verified: Counts
  readonly reunified: Counts
  readonly notReunited: Counts
  readonly separation: Counts
}

const REUNITES: readonly string[] = ['hand_over', 'carry_out']

/** Each child once in each table, by what was last said of it. Steps in the order in which they happened. */
export function countOutcomes(steps: readonly SaidStep[], onPath: readonly string[], { from, to }: Span): Outcomes {
  const before = steps.filter(({ at }) => at < to)
  const inSpan = before.filter(({ at }) => at >= from)
  const reunification = inSpan.filter(({ option }) => option.startsWith('reunification'))
  const heard = new Set(before.filter(({ step }) => HEARINGS.includes(step)).map(({ record }) => record))
  const verdicts = inSpan.flatMap((taken): readonly (readonly [string, string])[] => {
    if (taken.step === 'confirm' || taken.step === 'verify') return [[taken.child, taken.said('finding')]]
    // A suggestion that was rejected before anybody was heard was never verified.
    return taken.step === 'reject' && heard.has(taken.record) ? [[taken.child, 'no']] : []
  })
  const found = new Map<string, { readonly how: string; readonly record: string }>()
  for (const { step, child, record, said } of before) {
    if (step === 'confirm') found.set(child, { how: 'request', record })
    // Of several suggestions for a child the rejection of another says nothing about the one that was confirmed.
    if (step === 'reject' && found.get(child)?.record === record) found.delete(child)
    if (step === 'act' && said('outcome') === 'found') found.set(child, { how: said('type'), record })
  }
  const causes = new Map(
    before
      .filter(({ step }) => step === 'register' || step === 'change')
      .map((taken) => [taken.child, taken.said('separation_cause')]),
  )
  return {
    verified: each(verdicts, FINDINGS),
    reunified: each(
      reunification.flatMap(({ step, child }) =>
        REUNITES.includes(step)
          ? [[child, found.get(child)?.how ?? NOT_ASKED] as const]
          : step === 'record_elsewhere'
            ? [[child, 'elsewhere'] as const]
            : [],
      ),
      FOUND_BY,
    ),
    notReunited: each(
      reunification.flatMap((taken) => (taken.step === 'drop' ? [[taken.child, taken.said('reason')] as const] : [])),
      NOT_REUNITED,
    ),
    separation: each(
      onPath.map((child) => [child, causes.get(child) || NOT_ASKED]),
      CAUSES,
    ),
  }
}

/** Children by code, each by the last that is there. */
function each(said: readonly (readonly [child: string, code: string])[], codes: readonly string[]): Counts {
  const counts = new Map<string, Map<string, number>>()
  for (const code of new Map(said).values()) {
    if (!codes.includes(code)) continue
    counts.set(code, new Map([['children', (counts.get(code)?.get('children') ?? 0) + 1]]))
  }
  return counts
}

import { told, type Said } from './said.ts'

/** What family tracing has come to for a child, as the papers of a determination say it. */
export type TracingResult = 'found' | 'not_verified' | 'under_way' | 'stopped'

const VERIFIED: readonly string[] = ['yes', 'reunification', 'reunification_enhanced_support']

/** What it has come to: the last finding where there is one, and otherwise whether anybody still looks. Null where no child's side is recorded. */
export function tracingResultOf(
  sides: readonly { readonly state: string }[],
  findings: readonly { readonly finding: string }[],
): TracingResult | null {
  if (sides.length === 0) return null
  if (findings.some(({ finding }) => VERIFIED.includes(finding))) return 'found'
  if (sides.some(({ state }) => state === 'open')) return 'under_way'
  return findings.length > 0 ? 'not_verified' : 'stopped'
}

/** What the papers say of tracing is what its record says. Where there is none, the officer says what is known. */
export const tracingMissing = (papers: Said, result: TracingResult | null): readonly 'panel_tracing_differs'[] =>
  result === null || told(papers, 'tracing_result') === result ? [] : ['panel_tracing_differs']

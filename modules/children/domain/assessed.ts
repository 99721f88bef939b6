import { valueOf } from '@gloact/kernel'
import type { PanelGround } from './panel-grounds.ts'
import { isYes, rowsOf, told, type Recorded, type Said } from './said.ts'

export const ASSESSMENT_GAPS = [
  'options_missing',
  'alone_not_explained',
  'panel_needed',
  'panel_needed_durable_solution',
  'panel_needed_separation',
  'panel_needed_siblings',
  'panel_needed_risk',
] as const
export type AssessmentGap = (typeof ASSESSMENT_GAPS)[number]

/** Decisions that nobody takes without a panel, by what the assessment is for, as the form calls the reason. */
const BY_A_PANEL: Readonly<Record<string, string>> = {
  return: 'return',
  transfer: 'transfer',
  reunification: 'reunification',
}

/** Why a panel has to determine, by what the assessment is for; null where that alone does not say it. */
export const panelNeeded = (assessment: Recorded): string | null =>
  BY_A_PANEL[
    told(
      assessment.steps.find(({ step }) => step === 'begin'),
      'why',
    ) ?? ''
  ] ?? null

/** A return, a transfer or a reunification is a durable solution: whichever of them is named. */
const NAMED_BY: Readonly<Partial<Record<PanelGround, readonly string[]>>> = {
  durable_solution: ['durable_solution', 'return', 'transfer', 'reunification', 'adoption'],
}

/** What an assessment lacks before somebody approves it; `grounds` are those that follow from the child's other records. */
export function assessmentMissing(
  assessment: Recorded,
  said: Said,
  grounds: readonly PanelGround[] = [],
): readonly AssessmentGap[] {
  const needed = panelNeeded(assessment)
  const answer = valueOf(said.answers['panel_needed'])
  const named: readonly unknown[] = Array.isArray(answer) ? answer : []
  return [
    ...(rowsOf(said.answers, 'options').length < 2 ? (['options_missing'] as const) : []),
    ...(isYes(said, 'alone') || told(said, 'why_not_alone')?.trim() ? [] : (['alone_not_explained'] as const)),
    ...(needed !== null && !named.includes(needed) ? (['panel_needed'] as const) : []),
    ...grounds.flatMap((ground) =>
      (NAMED_BY[ground] ?? [ground]).some((reason) => named.includes(reason))
        ? []
        : ([`panel_needed_${ground}`] as const),
    ),
  ]
}

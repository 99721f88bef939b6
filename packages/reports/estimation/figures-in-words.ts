import { isSmall, listsOf, type GoodnessOfFit, type SmallCounts, type StrataEstimate } from '@gloact/estimation'
import type { ReportWords } from '../words.ts'

/** A number of people, or that it is below what a country’s rule of disclosure lets out. */
export const people = (value: number, rule: SmallCounts, { t, count }: ReportWords): string =>
  isSmall(rule, value) ? t('reports.fewer_than', { threshold: rule.threshold }) : count(value)

/** The lists of a term by their names, side by side. */
export const listsIn = (mask: number, lists: readonly string[], { list }: ReportWords): string =>
  list(listsOf(mask).map((at) => lists[at]!))

/** The p-value of a deviance by tables drawn from the model, with how many they were; undefined where none were drawn. */
export const drawnProbability = (
  { replicates, devianceBootstrap }: Pick<GoodnessOfFit, 'replicates' | 'devianceBootstrap'>,
  { t, probability }: ReportWords,
): string | undefined =>
  devianceBootstrap === undefined
    ? undefined
    : t('reports.goodness.drawn', { p: probability(devianceBootstrap), tables: replicates })

/** What model the draws of a trajectory of strata were estimated by. */
export function drawnModel(
  { trajectory, method }: Pick<StrataEstimate, 'trajectory' | 'method'>,
  { t }: ReportWords,
): string {
  if (trajectory?.choosesAnew === true) return t('reports.trajectory.chosen_again')
  return method === 'bic' || method === 'aic' ? t('reports.trajectory.chosen_once') : t('reports.trajectory.given')
}

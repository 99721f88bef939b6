import { err, ok, type Result } from '@gloact/kernel'
import type { EstimationInput } from '../input/read-input.ts'
import { parseModel, type Model, type ModelProblem } from '../model.ts'
import { designOf, parseTerms, type StrataTerm } from '../strata/design.ts'

/** A model of the analyst's own: of the lists, and with their groups where the table is divided. */
export interface OwnModel {
  readonly model: Model
  readonly terms: readonly StrataTerm[] | undefined
}

/** Reads a model by the names of the table's lists and covariates: `A*B, C`. */
export function readOwnModel(
  text: string,
  { histories: { lists }, strata }: EstimationInput,
): Result<OwnModel, ModelProblem> {
  if (!strata) {
    const model = parseModel(text, lists)
    return model.ok ? ok({ model: model.value, terms: undefined }) : model
  }
  const terms = parseTerms(designOf(lists, strata), text)
  if (!terms.ok) return err(terms.error)
  // The checks look at the lists alone: what the model has of covariates is nothing to them.
  const own = terms.value.flatMap(([a, b]) =>
    b !== undefined && b < lists.length ? [`${lists[a]!}*${lists[b]!}`] : [],
  )
  const model = parseModel(own.join(','), lists)
  return model.ok ? ok({ model: model.value, terms: terms.value }) : model
}

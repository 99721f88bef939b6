export { type Existence } from './existence.ts'
export { fit, type Coefficient, type Fit, type FitSummary } from './fit.ts'
export { historiesOf, MOST_LISTS, type CaptureHistories } from './histories.ts'
export {
  allPairs,
  formatModel,
  formatTerm,
  generatorsOf,
  listsOf,
  mainEffects,
  modelOf,
  order,
  pairsOf,
  parseModel,
  type Model,
  type ModelProblem,
} from './model.ts'
export { randomSource, type RandomSource } from './random.ts'
export {
  DEFAULT_THRESHOLD,
  selectStepwise,
  type SelectionStep,
  type StepCandidate,
  type StepwiseOptions,
  type StepwiseSelection,
} from './stepwise.ts'
export { readInput, type EstimationInput, type InputOptions, type Strata } from './input/read-input.ts'
export type { InputProblem, InputWarning } from './input/problem.ts'

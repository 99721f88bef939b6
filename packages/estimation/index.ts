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
export { type BcaInterval, type Interval, type NoBcaReason } from './bca.ts'
export {
  assembleBootstrap,
  bootstrap,
  replicateHere,
  runReplicates,
  type Bootstrap,
  type BootstrapOptions,
  type BootstrapPlan,
  type ModelShare,
  type ReplicatePart,
  type ReplicateTask,
} from './bootstrap.ts'
export {
  decomposableAverage,
  FEWEST_GRAPH_LISTS,
  MOST_GRAPH_LISTS,
  type DecomposableAverage,
  type DecomposableGraph,
  type DecomposableOptions,
} from './decomposable.ts'
export type { BootstrapWarning } from './replicate-warnings.ts'
export { enumerateModels, MOST_MODELS, type EnumerateOptions } from './enumerate.ts'
export { intervalsByKeptModels, type KeptModelsInterval, type KeptModelsPlan } from './kept-models.ts'
export { LARGEST_DARK_FIGURE, profileInterval, type ProfileInterval } from './profile.ts'
export {
  rankAllModels,
  rankModels,
  searchModels,
  type Criterion,
  type RankedModel,
  type Ranking,
  type RankOptions,
  type SearchOptions,
} from './rank.ts'
export { createSelector, type Selected, type SelectionRule } from './selection-rule.ts'
export { averageModels, type ModelAverage, type WeightedModel } from './average.ts'
export { goodnessOfFit, type GoodnessOfFit, type GoodnessOptions, type Residual } from './goodness-of-fit.ts'
export { waldInterval } from './wald.ts'
export { Stopped, type Watch } from './watch.ts'
export {
  designOf,
  formatTerms,
  mainTerms,
  pairTerms,
  parseTerms,
  type StrataDesign,
  type StrataTerm,
} from './strata/design.ts'
export { objectionToStrata } from './strata/objection.ts'
export {
  fitStrata,
  solveStrata,
  type SolvedStrata,
  type StrataFit,
  type StrataFitOptions,
} from './strata/fit-strata.ts'
export {
  goodnessOfStrata,
  type StrataCellResidual,
  type StrataGoodness,
  type StrataGroupResidual,
} from './strata/goodness-strata.ts'
export {
  publishStrata,
  STRATA_RULE,
  type PublishedStrata,
  type PublishOptions,
  type StrataGroup,
  type StrataRule,
  type StrataTable,
} from './strata/publish-strata.ts'
export { selectStrata, type StrataSelection, type StrataSelectionOptions } from './strata/select-strata.ts'
export { dataHashOf, residentsHashOf } from './estimate/data-hash.ts'
export {
  estimate,
  INTERVALS,
  type Estimate,
  type EstimateOptions,
  type EstimateStage,
  type IntervalName,
  type NamedInterval,
} from './estimate/estimate.ts'
export {
  defaultStrataInterval,
  estimateStrata,
  STRATA_INTERVALS,
  tooMuchWork,
  type StrataEstimate,
  type StrataIntervalName,
  type StrataOptions,
} from './estimate/estimate-strata.ts'
export { allResidents, areByYear, ratesOf, readResidents, type Rates, type Residents } from './strata/residents.ts'
export type { StrataTrajectory } from './strata/trajectory-strata.ts'
export { runStrataTask, type StrataMethod, type StrataPart, type StrataTask } from './strata/bootstrap-strata.ts'
export { MISSED_COLUMN, type MissedLinks } from './trust/missed-links.ts'
export { missedLinksIn, readDraws, readDrawsTable } from './linked/read-draws.ts'
export { type LinkageUncertainty } from './linked/linkage-uncertainty.ts'
export { poolByRubin, type Pooled } from './linked/rubin.ts'
export { METHODS, type Method, type MethodName } from './estimate/method.ts'
export { readOwnModel, type OwnModel } from './estimate/own-model.ts'
export type { Identification, SensitivityPoint } from './trust/identification.ts'
export type { TrustChecks } from './trust/judge.ts'
export type { ListChecks, ListConsistency, ListSensitivity } from './trust/lists.ts'
export type { Multiverse, UniverseModel, UniverseRange } from './trust/multiverse.ts'
export { TRUST_RULES, type TrustCode, type TrustFinding, type TrustRules } from './trust/rules.ts'
export type { Sparsity } from './trust/sparsity.ts'
export type { Stated } from './trust/stated.ts'
export type { TrajectoryPoint } from './trust/trajectory.ts'
export { ESTIMATION_VERSION } from './version.ts'
export {
  furthest,
  intervalOf,
  isOfLimits,
  isRefused,
  jsonOf,
  ratesOfTotal,
  warningsOf,
  type Estimated,
  type PrintedWarning,
  type ToldResidents,
} from './estimate/estimate-json.ts'
export { coefficientsOf, rangeInPlaceOf, type ToldCoefficient } from './estimate/fit-figures.ts'
export { modelTable, replicateTable, type WrittenTable } from './estimate/tables.ts'
export { isSmall, toldEach, toldGroups, toldHistories, type SmallCounts, type Told } from './estimate/small-counts.ts'
export { type SampleCoverage } from './trust/sample-coverage.ts'
export { type TwoLists } from './trust/two-lists.ts'

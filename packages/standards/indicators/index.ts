export { ILO_2009 } from './ilo-2009.ts'
export {
  INDICATOR_DIMENSIONS,
  INDICATOR_WEIGHTS,
  type Indicator,
  type IndicatorDimensionId,
  type IndicatorSet,
  type IndicatorWeight,
  type Labels,
  SCREENING_PROFILES,
  type ScreeningProfile,
  indicatorsOf,
  labelsFor,
} from './indicator-set.ts'

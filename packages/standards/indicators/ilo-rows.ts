import type {
  Indicator,
  IndicatorDimension,
  IndicatorDimensionId,
  IndicatorWeight,
  Labels,
  WeightStatus,
} from './indicator-set.ts'

/** A line of the ILO's list with its weights in labour exploitation; null: not in the children's list. */
interface Row {
  readonly name: string
  readonly labels: Labels
  readonly ilo11: readonly number[]
  readonly adult: IndicatorWeight
  readonly child: IndicatorWeight | null
}

/**
 * The weights of the sexual-exploitation lists that differ from the labour lists, as far as a source says so. All
 * their other weights are those of labour, and provisional.
 */
const SEXUAL_DIFFERENCES: Readonly<
  Record<string, { readonly adult?: IndicatorWeight; readonly child?: IndicatorWeight }>
> = {
  'exploitation.excessive_hours': { adult: 'medium' },
  'exploitation.hazardous_work': { child: 'strong' },
  'coercion_destination.forced_tasks': { adult: 'strong', child: 'strong' },
}

/** From general knowledge, to be checked with the rest of the sexual-exploitation lists. */
const SEXUAL_LABELS: Readonly<Record<string, Labels>> = {
  'deceptive_recruitment.conditions_of_work': {
    en: 'Deceived about conditions of prostitution',
    ar: 'الخداع بشأن ظروف ممارسة البغاء',
    es: 'Engaño sobre las condiciones de la prostitución',
    pt: 'Engano quanto às condições da prostituição',
    fr: 'Tromperie sur les conditions de la prostitution',
    ru: 'Обман относительно условий проституции',
  },
}

export function row(
  name: string,
  labels: Labels,
  ilo11: readonly number[],
  adult: IndicatorWeight,
  child: IndicatorWeight | null = adult,
): Row {
  return { name, labels, ilo11, adult, child }
}

export function dimension(
  id: IndicatorDimensionId,
  labels: Labels,
  element: IndicatorDimension['element'],
  phase: IndicatorDimension['phase'],
  rows: readonly Row[],
): IndicatorDimension {
  return { id, labels, element, phase, indicators: rows.map((line) => indicator(`${id}.${line.name}`, line)) }
}

function indicator(id: string, line: Row): Indicator {
  const differs = SEXUAL_DIFFERENCES[id]
  const sexualLabels = SEXUAL_LABELS[id]
  const copied = (weight: IndicatorWeight | undefined): WeightStatus =>
    weight ? 'verified_secondary_hint' : 'provisional_copied_from_labour'
  return {
    id,
    labels: line.labels,
    ...(sexualLabels && { sexualLabels }),
    ilo11: line.ilo11,
    weights: {
      adult_labour: line.adult,
      child_labour: line.child,
      adult_sexual: differs?.adult ?? line.adult,
      child_sexual: differs?.child ?? line.child,
    },
    statuses: {
      adult_labour: 'verified_secondary',
      child_labour: 'verified_secondary',
      adult_sexual: copied(differs?.adult),
      child_sexual: copied(differs?.child),
    },
  }
}

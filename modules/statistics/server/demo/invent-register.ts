import { historyOf, type List } from '../../domain/captures.ts'
import { formsAsOne } from '../../domain/code-file.ts'

/** How many invented persons the register of the years before has. */
export const REGISTER_PERSONS = 20_000
const YEARS = 8

export interface RegisterRow {
  readonly year: number
  readonly status: string
  readonly sex: string
  readonly age: string
  readonly form: string
  readonly form_detail: string
  readonly citizenship: string
  readonly agency_kind: string
  readonly channel: string
  readonly border: string
  readonly area: string
  readonly lists: string
}

type Weights = readonly (readonly [code: string, weight: number])[]

/** The same numbers every time (Lehmer): figures of the demonstration can be talked about. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

function pick(draw: number, weights: Weights): string {
  const whole = weights.reduce((sum, [, weight]) => sum + weight, 0)
  let at = draw * whole
  for (const [code, weight] of weights) if ((at -= weight) < 0) return code
  return weights.at(-1)![0]
}

/** Invented shares, so that tables show something: women and girls more often in one form, men and boys in another; some unknown. */
const SEX: Weights = [
  ['female', 58],
  ['male', 36],
  ['other', 1.5],
  ['not_known', 2],
  ['declined', 1],
  ['not_asked', 1.5],
]
const AGE: Weights = [
  ['adult', 63],
  ['child', 27],
  ['doubt', 5],
  ['not_known', 3],
  ['not_asked', 2],
]
const FORM_OF: Readonly<Record<string, Weights>> = {
  female: [
    ['sexual_exploitation', 48],
    ['forced_labour', 24],
    ['begging', 6],
    ['servitude', 5],
    ['forced_marriage', 6],
    ['criminal_activities', 3],
    ['not_known', 4],
    ['withheld', 2],
    ['declined', 2],
  ],
  male: [
    ['forced_labour', 58],
    ['sexual_exploitation', 9],
    ['begging', 9],
    ['criminal_activities', 12],
    ['armed_recruitment', 3],
    ['organ_removal', 1],
    ['not_known', 5],
    ['withheld', 1],
    ['declined', 2],
  ],
}
const CITIZENSHIP: Weights = [
  ['national', 54],
  ['foreign', 40],
  ['stateless', 2],
  ['not_known', 3],
  ['not_asked', 1],
]
const AGENCY: Weights = [
  ['ngo', 34],
  ['law_enforcement', 30],
  ['health_service', 8],
  ['central_government', 12],
  ['immigration_service', 11],
  ['local_government', 5],
]
const STATUS: Weights = [
  ['identified', 62],
  ['presumed', 8],
  ['not_victim', 14],
  ['undecided', 16],
]
const BORDER: Weights = [
  ['internal', 45],
  ['cross_border', 50],
  ['not_known', 5],
]

/** How many of those whom another agency met first are on each agency’s list as well: five lists that overlap. */
const FOUND_BY: readonly (readonly [list: List, share: number])[] = [
  ['law_enforcement', 0.24],
  ['ngo', 0.2],
  ['central_government', 0.12],
  ['immigration_service', 0.09],
  ['health_service', 0.1],
]

/** More every year, fewer in the third: shares of the whole. */
const BY_YEAR: readonly number[] = [9, 11, 7.5, 10.5, 13, 15, 16.5, 17.5]

/** An invented register of the eight years before: nobody in it ever lived. */
export function inventRegister(
  before: number,
  channels: readonly string[],
  count = REGISTER_PERSONS,
  areaCodes: readonly string[] = [],
): readonly RegisterRow[] {
  const draw = numbers(20_260)
  const years: Weights = BY_YEAR.map((weight, at) => [String(before - YEARS + at), weight] as const)
  const channel: Weights = channels.map((code, at) => [code, 1 + (at % 5)] as const)
  const areas: Weights = [...areaCodes.map((code, at) => [code, 1 + (at % 3)] as const), ['not_known', 0.3]]
  return Array.from({ length: count }, () => {
    const sex = pick(draw(), SEX)
    const agencyKind = pick(draw(), AGENCY)
    const forms = FORM_OF[sex] ?? FORM_OF['female']!
    const first = pick(draw(), forms)
    const second = draw() < 0.06 ? pick(draw(), forms) : first
    const named = [...new Set([first, second])].filter((code) => !ABSENT.has(code))
    const { form, formDetail } = formsAsOne({
      values: named,
      missing: named.length === 0 ? (first as 'not_known') : undefined,
    })
    return {
      year: Number(pick(draw(), years)),
      status: pick(draw(), STATUS),
      sex,
      age: pick(draw(), AGE),
      form,
      form_detail: formDetail,
      citizenship: pick(draw(), CITIZENSHIP),
      agency_kind: agencyKind,
      channel: pick(draw(), channel),
      border: pick(draw(), BORDER),
      area: areas.length === 0 ? 'not_known' : pick(draw(), areas),
      lists: historyOf([agencyKind, ...FOUND_BY.flatMap(([list, share]) => (draw() < share ? [list] : []))]),
    }
  })
}

const ABSENT: ReadonlySet<string> = new Set(['not_known', 'withheld', 'declined'])

import { setImmediate } from 'node:timers/promises'
import type { ResponseOf } from '@gloact/http/contract'
import { canonicalJson } from '@gloact/kernel'
import { DOUBLE_FIELDS, type listDoubles as listing } from '../contract/practitioners.ts'
import type { Profession } from '../domain/nomination.ts'
import { sha256, today, type Contact, type TrainingContext } from './context.ts'

export interface Entry extends Contact {
  readonly id: string
  readonly employer: string
  readonly profession: Profession
}

/** Two entries that may be one person, by their ids. */
export interface LikelyPair extends Pick<ResponseOf<typeof listing>['items'][number], 'probability' | 'reasons'> {
  readonly one: string
  readonly other: string
}

export interface Comparison {
  readonly pairs: readonly LikelyPair[]
  /** These are those of before, if any: what is there now is being compared. */
  readonly comparing: boolean
}

/** So many are compared while somebody waits: it takes less than a second. */
const AT_ONCE = 500
/** A pair less likely than this is not worth anybody's look. */
const LIKELY = 0.2
const MOST_PAIRS = 2000
const SAYS_SOMETHING = 0.5

const COLUMNS = [
  { name: 'id', kind: 'id' },
  { name: 'name', kind: 'full_name' },
  { name: 'employer', kind: 'category' },
  { name: 'profession', kind: 'category' },
  { name: 'email', kind: 'identifier' },
  { name: 'phone', kind: 'identifier' },
] as const

interface State {
  key: string | null
  pairs: readonly LikelyPair[]
  running: Promise<void> | null
}

/** What was found last for each agency: ids and likelihoods, and nobody's name. A restart compares again. */
const states = new WeakMap<TrainingContext, Map<string, State>>()

function stateOf(context: TrainingContext, agencyId: string): State {
  const all = states.get(context) ?? new Map<string, State>()
  states.set(context, all)
  const state = all.get(agencyId) ?? { key: null, pairs: [], running: null }
  all.set(agencyId, state)
  return state
}

/**
 * Which entries of an agency may be one person. A few are compared at once; a whole country's in the background, once for everybody who
 * asks, and again only when an entry has been added or changed.
 */
export async function comparisonOf(
  context: TrainingContext,
  agencyId: string,
  entries: readonly Entry[],
): Promise<Comparison> {
  const state = stateOf(context, agencyId)
  const year = Number(today(context).slice(0, 4))
  const key = Buffer.from(sha256(canonicalJson({ year, entries: entries.map((entry) => ({ ...entry })) }))).toString(
    'hex',
  )
  if (state.key !== key) {
    const running = (state.running ??= compare(entries, year)
      .then((pairs) => {
        state.pairs = pairs
        state.key = key
      })
      .finally(() => {
        state.running = null
      }))
    if (entries.length <= AT_ONCE) await running
    // Nobody waits for it here; what goes wrong is met by the next who asks, since nothing was found.
    else running.catch(() => undefined)
  }
  return { pairs: state.pairs, comparing: state.key !== key }
}

async function compare(entries: readonly Entry[], year: number): Promise<readonly LikelyPair[]> {
  if (entries.length < 2) return []
  const { createRecords, explainPair, linkRecords } = await import('@gloact/linkage/plain')
  const records = createRecords({ columns: COLUMNS }, { year })
  records.open(
    'practitioners',
    COLUMNS.map(({ name }) => name),
  )
  for (const entry of entries) {
    records.add([entry.id, entry.name, entry.employer, entry.profession, entry.email, entry.phone])
  }
  const linked = await linkRecords(records.finish(), {
    mode: 'within_all',
    threshold: LIKELY,
    seed: 17,
    // Others are served between its steps.
    pause: () => setImmediate(undefined),
  })
  // Where there is too little to learn from, nothing is suggested.
  if (!linked.ok) return []
  const { scorer, pairs } = linked.value
  return pairs
    .toSorted((x, y) => y.probability - x.probability)
    .slice(0, MOST_PAIRS)
    .map(({ a, b, probability }) => ({
      one: entries[a]!.id,
      other: entries[b]!.id,
      probability,
      reasons: explainPair(scorer, a, b).reasons.flatMap(({ field, weight }) => {
        const known = DOUBLE_FIELDS.find((name) => name === field)
        return known && Math.abs(weight) >= SAYS_SOMETHING ? [{ field: known, weight }] : []
      }),
    }))
}

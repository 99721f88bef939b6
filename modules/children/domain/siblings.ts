import { requestKind } from '@gloact/records'
import { sameWords } from './said.ts'

const work = { by: ['officer'], permission: 'children.work' } as const

/**
 * That the child of another file is kin to this one. It stands in both files, a record in each, and is shown to those alone who see both;
 * one of the two erased, the other says nothing more. It gives nobody a right to anything.
 */
export const fileLinkKind = requestKind({
  kind: 'children.file_link',
  parties: ['officer'],
  states: { current: { turn: 'officer' }, ended: { turn: null } },
  clocks: {},
  steps: {
    link: { ...work, from: 'new', to: 'current', needs: 'file_link' },
    end: { ...work, from: ['current'], to: 'ended', needs: 'file_link_end' },
  },
})

/** Those who are kept together unless a panel determined otherwise. That somebody only says so decides nothing. */
const KEPT_TOGETHER: readonly string[] = ['sibling', 'half_sibling']

export interface Planned {
  readonly option: string | undefined
  readonly place: string | undefined
  readonly adult: string | undefined
}

/** A brother or sister with a file of their own, as far as a gate asks. */
export interface SiblingHeld {
  readonly relation: string
  readonly shownBy: string
  /** With whom the brother or sister lives now; null where nothing is recorded. */
  readonly carer: string | null
  /** Where returns of theirs lead that are planned, decided or under way. */
  readonly planned: readonly Planned[]
  /** Kept by another agency, which confirmed it: what is planned there is not known here. */
  readonly elsewhere?: boolean
}

export const keptTogether = ({ relation, shownBy }: Pick<SiblingHeld, 'relation' | 'shownBy'>): boolean =>
  KEPT_TOGETHER.includes(relation) && shownBy !== 'claimed_only'

export const SIBLING_GAPS = ['care_siblings_known', 'care_siblings_elsewhere'] as const
export type SiblingGap = (typeof SIBLING_GAPS)[number]

/** What a placement says of brothers and sisters, held against those who have a file here. */
export function placedApart(
  { siblings: said, carer }: { readonly siblings: string | undefined; readonly carer: string | undefined },
  siblings: readonly SiblingHeld[],
): readonly SiblingGap[] {
  const kept = siblings.filter(keptTogether)
  if (kept.length === 0 || said === 'apart') return []
  if (said === 'none_known') return ['care_siblings_known']
  // A brother or sister who is nowhere yet can still come.
  return kept.some((sibling) => sibling.carer !== null && !sameWords(sibling.carer, carer))
    ? ['care_siblings_elsewhere']
    : []
}

/** Whether a plan would part children: a brother or sister for whom the same is not planned. */
export const partsSiblings = (plan: Planned, siblings: readonly SiblingHeld[]): boolean =>
  siblings
    .filter((sibling) => keptTogether(sibling) && sibling.elsewhere !== true)
    .some(
      (sibling) =>
        !sibling.planned.some(
          (theirs) =>
            theirs.option === plan.option &&
            sameWords(theirs.place, plan.place) &&
            (sameWords(theirs.adult, plan.adult) || (theirs.adult === undefined && plan.adult === undefined)),
        ),
    )

/** Whether a panel has yet to say how it is with a brother or sister of whom another agency decides. */
export const undeterminedElsewhere = (determined: string | undefined, siblings: readonly SiblingHeld[]): boolean =>
  determined !== 'together' &&
  determined !== 'apart' &&
  siblings.some((sibling) => sibling.elsewhere === true && keptTogether(sibling))

import type { ScreeningOutcome } from '../../domain/contact/screening-rule.ts'
import type { AsylumAnswer } from '../../domain/contact/suspicions.ts'
import type { FilePath } from '../../domain/file/words.ts'
import type { SafeNow } from './contact-draft.ts'

/** What somebody may have to do after a screening. Each has its sentence: `protection.contact.next.<step>`. */
export const NEXT_STEPS = [
  'make_safe',
  'meet_needs',
  'child_not_alone',
  'child_refer_now',
  'child_refer',
  'explain_rights',
  'refer_with_consent',
  'offer_referral',
  'labour_rights',
  'trained_colleague',
  'ask_what_is_open',
  'nothing_further',
  'leave_contact',
  'smuggled_not_punished',
  'smuggled_asylum',
  'smuggled_hand_over',
] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export interface Situation {
  readonly outcome: ScreeningOutcome
  readonly path: FilePath
  readonly safeNow: SafeNow | null
  readonly urgentNeeds: readonly string[]
  readonly notAsked: number
  readonly mayChange: boolean
  /** Whether somebody who was smuggled seeks asylum; null where nobody says that they were. */
  readonly smuggled?: AsylumAnswer | null
}

/** What to do now, most pressing first. Safety and needs come before anything that the rule makes of the answers. */
export function nextSteps(situation: Situation): readonly NextStep[] {
  const { outcome, path, safeNow, urgentNeeds, notAsked, mayChange, smuggled = null } = situation
  const first: NextStep[] = [
    ...(safeNow === 'no' || safeNow === 'not_sure' ? ['make_safe' as const] : []),
    ...(urgentNeeds.length > 0 ? ['meet_needs' as const] : []),
    ...(path === 'child' ? ['child_not_alone' as const] : []),
  ]
  const open: NextStep[] = notAsked > 0 && mayChange ? ['ask_what_is_open'] : []
  const byOutcome: Readonly<Record<ScreeningOutcome, readonly NextStep[]>> =
    path === 'child'
      ? {
          trafficking_indicated: ['child_refer_now'],
          exploitation_indicated: ['child_refer_now', 'labour_rights'],
          further_assessment: ['child_refer', 'trained_colleague', ...open],
          no_indication: ['child_refer', ...open],
        }
      : {
          trafficking_indicated: ['explain_rights', 'refer_with_consent'],
          exploitation_indicated: ['labour_rights', 'offer_referral'],
          further_assessment: ['trained_colleague', ...open, 'offer_referral'],
          no_indication: [...(first.length === 0 ? ['nothing_further' as const] : []), 'leave_contact', ...open],
        }
  const asSmuggled: NextStep[] =
    smuggled === null
      ? []
      : [
          'smuggled_not_punished',
          // Nobody is sent back before it is known; not asked is asked.
          ...(smuggled === 'no' ? [] : ['smuggled_asylum' as const]),
          'smuggled_hand_over',
        ]
  // Anyone who shows indications is a possible victim first; that nothing is found says nothing of what a smuggled person needs.
  const found = byOutcome[outcome].filter((step) => smuggled === null || step !== 'nothing_further')
  return [...first, ...found, ...asSmuggled]
}

/** Why a file is closed to a member of staff whose role would open it. */
export const EXCLUSION_GROUNDS = ['alleged_involvement', 'close_to_somebody', 'other_conflict'] as const
export type ExclusionGround = (typeof EXCLUSION_GROUNDS)[number]

/** The file is closed to a member of staff, who may be the one that says so. Made by the server alone. */
export interface StaffExcluded {
  readonly userId: string
  readonly ground: ExclusionGround
  readonly words: string
}

/** It is open to them again as their role has it. Made by the server alone. */
export interface ExclusionEnded {
  /** The action by which they were excluded. */
  readonly exclusionId: string
  readonly words: string
}

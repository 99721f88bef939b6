/** How a treaty binds: "shall" · "shall consider", "endeavour" · "may". */
export const BINDINGS = ['mandatory', 'consider', 'optional'] as const
export type Binding = (typeof BINDINGS)[number]

export const OBLIGATION_KINDS = ['legislation', 'administrative', 'policy', 'cooperation'] as const
export const TIERS = ['core', 'extended'] as const
export type Tier = (typeof TIERS)[number]

/** How far the wording of an obligation was held against the treaty. */
export const VERIFICATIONS = ['text-seen', 'translation-seen', 'commentary-seen', 'general-knowledge'] as const

export interface ObligationElement {
  readonly id: string
  readonly text: string
  /** Where an element binds less than its obligation does. */
  readonly binding?: Binding | undefined
}

export interface Obligation {
  readonly id: string
  readonly binding: Binding
  readonly tier: Tier
  readonly elements: readonly ObligationElement[]
}

import type { Words } from '@gloact/forms'

/** What a number is called for: a life in danger, a child, advice by those who know trafficking. */
export const CALLED_FOR = ['emergency', 'child_protection', 'hotline'] as const
export type CalledFor = (typeof CALLED_FOR)[number]

export interface CallNumber {
  readonly for: CalledFor
  /** As it is dialled in the country. */
  readonly number: string
  /** Whose it is, and when somebody answers. */
  readonly about?: Words | undefined
}

/** What a telephone dials: digits, with the `+` where there is one. */
export const dialled = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`

import { labelOf, serviceType } from '@gloact/codes'
import { useMessages } from '@gloact/ui'

/** What a need is called, and a referral's number as it is said aloud. */
export function useReferralWords() {
  const messages = useMessages()
  const { t, has, language } = messages
  return {
    ...messages,
    need: (code: unknown) => labelOf(serviceType, String(code), language),
    number: (number: unknown) => String(number ?? '').toUpperCase(),
    problem: ({ code }: { readonly code: string }) => t(has(code) ? code : 'ui.error.unknown'),
  }
}

export const REFERRAL_KEYS = {
  all: ['referral'] as const,
  list: (list: string) => ['referral', 'list', list] as const,
  one: (id: string) => ['referral', 'one', id] as const,
  around: (id: string) => ['referral', 'around', id] as const,
  partners: ['referral', 'partners'] as const,
  package: (id: string) => ['referral', 'package', id] as const,
  preview: (id: string) => ['referral', 'preview', id] as const,
  measures: (asked: object) => ['referral', 'measures', asked] as const,
  link: (id: string) => ['referral', 'link', id] as const,
  details: (id: string) => ['referral', 'details', id] as const,
  channels: (id: string) => ['referral', 'channels', id] as const,
  areas: ['referral', 'areas'] as const,
  told: (fileId: string) => ['referral', 'told', fileId] as const,
  late: ['referral', 'late'] as const,
  incidents: ['referral', 'incidents'] as const,
  proposals: ['referral', 'proposals'] as const,
  services: (asked: object) => ['referral', 'services', asked] as const,
  rules: ['protection', 'rules', 'referral'] as const,
}

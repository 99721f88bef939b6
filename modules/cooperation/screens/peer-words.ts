import type { Problem } from '@gloact/http/client'
import { asInstant, asPlainDate } from '@gloact/kernel'
import { useCooperationWords } from './cooperation-words.ts'

export const PEERS = {
  all: ['cooperation', 'peers'] as const,
  one: (country: string) => ['cooperation', 'peers', country] as const,
  alarms: ['cooperation', 'alarms'] as const,
}

/** Words of the registry of countries, next to those of requests. */
export function usePeerWords() {
  const words = useCooperationWords()
  const { t, has, formatDate, formatInstant } = words
  return {
    ...words,
    day: (instant: string) => formatDate(asPlainDate(instant.slice(0, 10))),
    moment: (instant: string) => formatInstant(asInstant(instant)),
    tracks: (tracks: readonly string[]) => tracks.map((track) => t(`cooperation.track.${track}`)).join(' · '),
    /** What was wrong, and which part of the entry, where it says so. */
    refused: ({ code, fields }: Pick<Problem, 'code' | 'fields'>) => {
      const said = t(has(code) ? code : 'ui.error.unknown')
      const parts = (fields ?? []).map(({ pointer }) => pointer).filter((pointer) => pointer !== '/')
      return parts.length === 0 ? said : `${said} (${parts.join(', ')})`
    },
  }
}

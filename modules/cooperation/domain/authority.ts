import type { FormAnswers } from '@gloact/forms'
import { valueOf, type PlainDate } from '@gloact/kernel'
import type { Track } from './tracks.ts'

/** What a country's sheet says of one of its authorities: whom a request may go to, and what it asks of one. */
export interface AuthoritySheet {
  readonly id: string
  readonly country: string
  /** Its desk in this system; null where it is reached in other ways alone. */
  readonly desk: string | null
  readonly matters: readonly string[]
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  readonly translationRequired: boolean
  readonly dualCriminality: boolean
  readonly confirmedOn: string
}

const text = (answers: FormAnswers, path: string): string => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : ''
}
const texts = (answers: FormAnswers, path: string): readonly string[] => {
  const value = valueOf(answers[path])
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** A row of the directory as a sheet. Where it is not known whether something is asked for, it is: absent is not "no". */
export const sheetOf = (id: string, answers: FormAnswers): AuthoritySheet => ({
  id,
  country: text(answers, 'country'),
  desk: text(answers, 'desk') || null,
  matters: texts(answers, 'matters'),
  channels: texts(answers, 'channels'),
  languages: texts(answers, 'languages'),
  translationRequired: text(answers, 'translation_required') !== 'no',
  dualCriminality: text(answers, 'dual_criminality') !== 'no',
  confirmedOn: text(answers, 'confirmed_on'),
})

/** A year on, an entry is no longer known to be true: anyone who writes confirms it first. */
export function isStale(confirmedOn: string, today: PlainDate): boolean {
  const year = String(Number(today.slice(0, 4)) - 1).padStart(4, '0')
  return confirmedOn < `${year}-${today.slice(5)}`
}

/** The track that a desk is of. One that receives people, or intelligence, has no other matter. */
export const trackOfDesk = ({ matters }: Pick<AuthoritySheet, 'matters'>): Track =>
  matters.includes('referral') ? 'referral' : matters.includes('intelligence') ? 'intelligence' : 'evidence'

const reachesAlone =
  (matter: string) =>
  ({ desk, matters, channels }: AuthoritySheet): boolean =>
    desk !== null && channels.includes('exchange') && matters.length === 1 && matters[0] === matter
/** Whether a person can be referred to it by this system. */
export const reachesVictims = reachesAlone('referral')
/** Whether intelligence can be sent to it by this system. */
export const reachesIntelligence = reachesAlone('intelligence')

/** What requests of this module are about, each by its type. */
export const EVIDENCE_MATTERS = ['mla', 'extradition', 'sea', 'police', 'return'] as const

/** Whether a request of this module can go to it by this system. */
export const isReached = ({ desk, matters, channels }: AuthoritySheet): boolean =>
  desk !== null &&
  EVIDENCE_MATTERS.some((matter) => matters.includes(matter)) &&
  trackOfDesk({ matters }) === 'evidence' &&
  channels.includes('exchange')

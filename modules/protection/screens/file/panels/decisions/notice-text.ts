import { messageIdsIn, type PlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import type { FileView } from '../../../../contract/reading/files.ts'
import type { DecisionKind, DecisionOutcome } from '../../../../domain/file/words.ts'

export interface DecisionTold {
  readonly kind: DecisionKind
  readonly outcome: DecisionOutcome
  readonly decidedOn: PlainDate
  readonly body: string
  /** The last day of the reflection period that the decision starts. */
  readonly until: PlainDate | null
  /** Whether an earlier decision was looked at again. */
  readonly again: boolean
}

/**
 * What a person is told of a decision: what was decided, what follows, what they can do, whom to ask. It names no act,
 * no place and nobody: paper is found by others.
 */
export function noticeText(
  { t, formatDate }: Pick<Messages, 't' | 'formatDate'>,
  file: Pick<FileView, 'number' | 'path'>,
  { kind, outcome, decidedOn, body, until, again }: DecisionTold,
): string {
  const paragraphs = [
    t('protection.decision.letter.number', { number: file.number }),
    t(again ? 'protection.decision.letter.opening_again' : 'protection.decision.letter.opening', {
      body,
      date: formatDate(decidedOn),
    }),
    t(`protection.decision.letter.${kind}.${outcome}`),
    ...(until ? [t('protection.decision.letter.reflection', { until: formatDate(until) })] : []),
    t('protection.decision.letter.support'),
    t('protection.decision.letter.reconsideration'),
    ...(file.path === 'child' ? [t('protection.decision.letter.child')] : []),
    t('protection.decision.letter.questions'),
  ]
  return paragraphs.join('\n\n')
}

/**
 * A letter as it reads today. An earlier version let a letter be signed before its words were there, and recorded their ids:
 * what was signed is never changed, so each id is shown as the sentence that it stands for, and `repaired` says so.
 */
export function letterShown(
  { t, formatDate }: Pick<Messages, 't' | 'formatDate'>,
  file: Pick<FileView, 'number'>,
  letter: { readonly text: string } & Pick<DecisionTold, 'decidedOn' | 'body' | 'until'>,
): { readonly text: string; readonly repaired: boolean } {
  const params = {
    number: file.number,
    body: letter.body,
    date: formatDate(letter.decidedOn),
    until: letter.until ? formatDate(letter.until) : '…',
  }
  const ids = messageIdsIn(letter.text, 'protection').filter((id) => id.startsWith('protection.decision.letter.'))
  const text = ids.reduce((before, id) => before.replace(id, t(id, params)), letter.text)
  return { text, repaired: ids.length > 0 }
}

/** The language in which consent was explained, else that of the first contact; null where neither is known. */
export const personLanguage = (file: Pick<FileView, 'consents' | 'screenings'>): string | null =>
  file.consents.at(-1)?.payload.language ?? file.screenings.at(-1)?.language ?? null

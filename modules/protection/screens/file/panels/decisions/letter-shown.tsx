import { Stack, Text, useMessages } from '@gloact/ui'
import type { FileView } from '../../../../contract/reading/files.ts'
import type { DecisionView } from '../../../panel/file-facts.ts'
import type { BrowserFileRules } from '../../../rules.ts'
import { effectsOfDecision, reflectionUntil } from './decision-effects.ts'
import { letterShown } from './notice-text.ts'
import { Paragraphs } from '../../../panel/paragraphs.tsx'

export interface LetterProps {
  readonly decision: DecisionView['payload']
  readonly file: Pick<FileView, 'number' | 'path'>
  readonly rules: BrowserFileRules
}

/** The letter that went with a decision, with a note where an earlier version recorded it without its words. */
export function Letter({ decision, file, rules }: LetterProps) {
  const messages = useMessages()
  const effects = effectsOfDecision(decision, { path: file.path, deadlines: [] }, rules)
  const { text, repaired } = letterShown(messages, file, {
    text: decision.notice ?? '',
    decidedOn: decision.decidedOn,
    body: decision.body.name,
    until: reflectionUntil(effects, rules.timeZone),
  })
  return (
    <Stack gap="xs">
      {repaired && <Text tone="quiet">{messages.t('protection.decision.letter_repaired')}</Text>}
      <Paragraphs text={text} />
    </Stack>
  )
}

import { ChoiceField, LongText, Refusal, TextField, useMessages } from '@gloact/ui'
import type { ReactNode } from 'react'
import { INSTRUCTION_ACTIONS } from '../domain/law-words.ts'

interface Words {
  readonly action: string | null
  readonly old: string
  readonly words: string
}

interface InstructionFieldsProps {
  readonly value: Words
  readonly onChange: (change: Partial<Words>) => void
  /** How the provision is named: picked from a text, or typed. */
  readonly place: ReactNode
  readonly problem: string | null
}

/** What an instruction says: what is done, at which provision, and the words. */
export function InstructionFields({ value: { action, old, words }, onChange, place, problem }: InstructionFieldsProps) {
  const { t } = useMessages()
  return (
    <>
      <ChoiceField
        label={t('legislation.action')}
        as="select"
        options={INSTRUCTION_ACTIONS.map((value) => ({ value, label: t(`legislation.action.${value}`) }))}
        value={action}
        onChange={(next) => onChange({ action: next })}
      />
      {place}
      {(action === 'words' || action === 'all_words') && (
        <TextField
          label={t('legislation.old_words')}
          value={old}
          maxLength={10_000}
          onChange={(next) => onChange({ old: next })}
        />
      )}
      {action !== 'delete' && (
        <LongText
          label={t('legislation.new_words')}
          help={t('legislation.new_words_help')}
          rows={6}
          value={words}
          maxLength={100_000}
          onChange={(next) => onChange({ words: next })}
        />
      )}
      <Refusal>{problem}</Refusal>
    </>
  )
}

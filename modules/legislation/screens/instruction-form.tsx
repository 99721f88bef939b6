import type { Instruction } from '@gloact/law/amend'
import { Button, Callout, ChoiceField, Form, LongText, Row, Stack, TextField, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { INSTRUCTION_ACTIONS } from '../domain/law-words.ts'

interface InstructionFormProps {
  readonly instruction: Instruction
  readonly onSave: (instruction: Instruction) => void
  readonly onCancel: () => void
}

/** Corrects what was read from an amending law: what is done, at which provision, and the words. Nothing is sent yet. */
export function InstructionForm({ instruction, onSave, onCancel }: InstructionFormProps) {
  const { t } = useMessages()
  const [action, setAction] = useState<string | null>(instruction.action)
  const [at, setAt] = useState(instruction.at)
  const [words, setWords] = useState(instruction.words)
  const [old, setOld] = useState(instruction.old)
  const [missing, setMissing] = useState(false)
  const save = () => {
    const chosen = INSTRUCTION_ACTIONS.find((one) => one === action)
    if (chosen === undefined) return setMissing(true)
    onSave({ action: chosen, at: at.trim(), words: action === 'delete' ? '' : words, old })
  }
  return (
    <Form onSubmit={save}>
      <Stack>
        <ChoiceField
          label={t('legislation.action')}
          as="select"
          options={INSTRUCTION_ACTIONS.map((value) => ({ value, label: t(`legislation.action.${value}`) }))}
          value={action}
          onChange={setAction}
        />
        <TextField
          label={t('legislation.provision')}
          help={t('legislation.provision_help')}
          value={at}
          maxLength={200}
          onChange={setAt}
        />
        {(action === 'words' || action === 'all_words') && (
          <TextField label={t('legislation.old_words')} value={old} maxLength={10_000} onChange={setOld} />
        )}
        {action !== 'delete' && (
          <LongText
            label={t('legislation.new_words')}
            help={t('legislation.new_words_help')}
            rows={6}
            value={words}
            maxLength={100_000}
            onChange={setWords}
          />
        )}
        {missing && (
          <Callout tone="notice" urgent>
            {t('legislation.clause_missing')}
          </Callout>
        )}
        <Row>
          <Button kind="primary" type="submit">
            {t('legislation.use_instruction')}
          </Button>
          <Button kind="quiet" onPress={onCancel}>
            {t('legislation.cancel')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}

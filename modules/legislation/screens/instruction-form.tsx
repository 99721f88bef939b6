import type { Instruction } from '@gloact/law/amend'
import { Button, Form, Row, Stack, TextField, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { INSTRUCTION_ACTIONS } from '../domain/law-words.ts'
import { InstructionFields } from './instruction-fields.tsx'

interface InstructionFormProps {
  readonly instruction: Instruction
  readonly onSave: (instruction: Instruction) => void
  readonly onCancel: () => void
}

/** Corrects what was read from an amending law: what is done, at which provision, and the words. Nothing is sent yet. */
export function InstructionForm({ instruction, onSave, onCancel }: InstructionFormProps) {
  const { t } = useMessages()
  const [at, setAt] = useState(instruction.at)
  const [said, setSaid] = useState<{ action: string | null; old: string; words: string }>(instruction)
  const [missing, setMissing] = useState(false)
  const save = () => {
    const { action, old, words } = said
    const chosen = INSTRUCTION_ACTIONS.find((one) => one === action)
    if (chosen === undefined) return setMissing(true)
    onSave({ action: chosen, at: at.trim(), words: action === 'delete' ? '' : words, old })
  }
  return (
    <Form onSubmit={save}>
      <Stack>
        <InstructionFields
          value={said}
          onChange={(change) => setSaid((before) => ({ ...before, ...change }))}
          problem={missing ? t('legislation.clause_missing') : null}
          place={
            <TextField
              label={t('legislation.provision')}
              help={t('legislation.provision_help')}
              value={at}
              maxLength={200}
              onChange={setAt}
            />
          }
        />
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

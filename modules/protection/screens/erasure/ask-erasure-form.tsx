import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  FileNumber,
  Form,
  KeyValueList,
  problemWords,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { askErasure } from '../../contract/erasure/erasures.ts'
import { ERASURE_BASES, type ErasureBasis } from '../../domain/erasure/erasure.ts'
import { queryKeys } from '../keys.ts'
import { WhatErasureDoes } from './what-erasure-does.tsx'

interface AskErasureProps {
  readonly onCancel?: () => void
  /** The number of the file from which somebody came here. Otherwise it is typed out, so that nobody erases the wrong one. */
  readonly of?: string
  readonly because?: ErasureBasis
}

/** Asks for the erasure of a file, and why. Anyone who confirms types its number. */
export function AskErasureForm({ onCancel, of, because }: AskErasureProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const [id, setId] = useState<string>(() => newId())
  const [number, setNumber] = useState(of ?? '')
  const [basis, setBasis] = useState<string | null>(because ?? null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const submit = async () => {
    setTried(true)
    if (number.trim() === '' || basis === null) return
    setBusy(true)
    const asked = await client.call(askErasure, { body: { id, number: number.trim(), basis: basis as ErasureBasis } })
    setBusy(false)
    setProblem(asked.ok ? null : asked.error)
    if (!asked.ok) return
    say(t('protection.erasure.asked_said'), { tone: 'success' })
    setId(newId())
    setNumber('')
    setBasis(null)
    setTried(false)
    onCancel?.()
    await queries.invalidateQueries({ queryKey: queryKeys.erasures })
  }

  return (
    <Form onSubmit={() => void submit()}>
      <Stack>
        <WhatErasureDoes />
        {problem && <Callout tone="notice">{problemWords(messages, problem)}</Callout>}
        <ChoiceField
          label={t('protection.erasure.basis')}
          required
          error={tried && basis === null ? t('protection.erasure.basis_missing') : undefined}
          value={basis}
          onChange={setBasis}
          options={ERASURE_BASES.map((value) => ({ value, label: t(`protection.erasure.basis.${value}`) }))}
        />
        {of === undefined ? (
          <TextField
            label={t('protection.erasure.number')}
            help={t('protection.erasure.number_help')}
            required
            dir="ltr"
            autoComplete="off"
            maxLength={40}
            error={tried && number.trim() === '' ? t('protection.erasure.number_missing') : undefined}
            value={number}
            onChange={setNumber}
          />
        ) : (
          <KeyValueList items={[{ label: t('protection.erasure.number'), value: <FileNumber>{of}</FileNumber> }]} />
        )}
        <Row>
          <Button type="submit" kind="danger" busy={busy}>
            {t('protection.erasure.ask')}
          </Button>
          {onCancel && (
            <Button kind="quiet" onPress={onCancel}>
              {t('protection.erasure.cancel')}
            </Button>
          )}
        </Row>
      </Stack>
    </Form>
  )
}

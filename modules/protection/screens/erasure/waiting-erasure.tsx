import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  FileNumber,
  Form,
  KeyValueList,
  problemWords,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { confirmErasure, withdrawErasure, type ErasureView } from '../../contract/erasure/erasures.ts'
import { useDirectory } from '../directory.ts'
import { usePrincipal } from '../principal.ts'
import { WhatErasureDoes } from './what-erasure-does.tsx'

/** An erasure that waits: somebody other than the person who asked types the number once more and erases, or it is withdrawn. */
export function WaitingErasure({
  erasure,
  askedBy,
}: {
  readonly erasure: ErasureView
  /** The name of the person who asked. */
  readonly askedBy: string | undefined
}) {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const client = useClient()
  const queries = useQueryClient()
  const directory = useDirectory()
  const me = usePrincipal()
  const { say } = useToast()
  const [confirming, setConfirming] = useState(false)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const params = { erasureId: erasure.id }

  const finish = async (failed: Problem | null, said: string) => {
    setBusy(false)
    setProblem(failed)
    if (failed) return
    say(said, { tone: 'success' })
    await queries.invalidateQueries({ queryKey: ['protection'] })
  }
  const confirm = async () => {
    setTried(true)
    if (typed.trim() === '') return
    setBusy(true)
    const done = await client.call(confirmErasure, { params, body: { number: typed.trim() } })
    await finish(done.ok ? null : done.error, t('protection.erasure.erased_said'))
  }
  const withdraw = async () => {
    setBusy(true)
    const done = await client.call(withdrawErasure, { params, body: {} })
    await finish(done.ok ? null : done.error, t('protection.erasure.withdrawn_said'))
  }

  return (
    <Card>
      <Stack>
        <KeyValueList
          items={[
            { label: t('protection.erasure.number'), value: <FileNumber>{erasure.number ?? ''}</FileNumber> },
            {
              label: t('protection.erasure.agency'),
              value: <bdi>{directory.agencyName(erasure.agencyId) ?? '—'}</bdi>,
            },
            { label: t('protection.erasure.basis'), value: t(`protection.erasure.basis.${erasure.basis}`) },
            {
              label: t('protection.erasure.asked_by'),
              value: <bdi>{askedBy ?? t('protection.erasure.somebody')}</bdi>,
            },
            { label: t('protection.erasure.asked_at'), value: formatInstant(asInstant(erasure.askedAt)) },
          ]}
        />
        {problem && <Callout tone="notice">{problemWords(messages, problem)}</Callout>}
        {!erasure.mayConfirm && (
          <Text tone="quiet">
            {t(
              erasure.askedBy === me?.userId
                ? 'protection.erasure.second_person'
                : erasure.notTwoPeople
                  ? 'protection.not_two_people'
                  : 'protection.erasure.supervisor_confirms',
            )}
          </Text>
        )}
        {confirming ? (
          <Form onSubmit={() => void confirm()}>
            <Stack>
              <WhatErasureDoes />
              <TextField
                label={t('protection.erasure.type_number')}
                help={t('protection.erasure.number_help')}
                required
                dir="ltr"
                autoComplete="off"
                maxLength={40}
                error={tried && typed.trim() === '' ? t('protection.erasure.number_missing') : undefined}
                value={typed}
                onChange={setTyped}
              />
              <Row>
                <Button type="submit" kind="danger" busy={busy}>
                  {t('protection.erasure.confirm')}
                </Button>
                <Button kind="quiet" onPress={() => setConfirming(false)}>
                  {t('protection.erasure.cancel')}
                </Button>
              </Row>
            </Stack>
          </Form>
        ) : (
          <Row>
            {erasure.mayConfirm && <Button onPress={() => setConfirming(true)}>{t('protection.erasure.go_on')}</Button>}
            <Button kind="quiet" busy={busy} onPress={() => void withdraw()}>
              {t('protection.erasure.withdraw')}
            </Button>
          </Row>
        )}
      </Stack>
    </Card>
  )
}

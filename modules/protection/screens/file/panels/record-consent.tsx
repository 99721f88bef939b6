import type { Problem } from '@gloact/http/client'
import { canonicalJson } from '@gloact/kernel'
import { Button, Callout, Section, Stack, Text, useDraft, useMessages, useToast } from '@gloact/ui'
import { useRef, useState } from 'react'
import type { ConsentRecorded } from '../../../domain/payloads.ts'
import { ConsentForm } from '../../contact/consent-form.tsx'
import { blankAddress, consentSheetOf } from '../../forms/sheets.ts'
import { newAction } from '../../new-action.ts'
import { problemWords } from '../../problem-words.ts'
import { useFile } from '../file-context.tsx'
import { momentOn } from './entered-day.ts'

/** Under which consent that is being asked for is kept on the device. */
export const consentDraftKey = (fileId: string): string => `consent:${fileId}`

/** Asks for consent anew and records what was answered. What was agreed before stays as it is until it is withdrawn or ends. */
export function RecordConsent({ onClose }: { onClose: () => void }) {
  const messages = useMessages()
  const { t } = messages
  const { say } = useToast()
  const { file, rules, directory, today, record } = useFile()
  const [problem, setProblem] = useState<Problem | null>(null)
  // The same answers sent again are the same action, after a lost reply and a reload too.
  const attempt = useDraft<{ readonly said: string; readonly id: string } | null>(`consent-attempt:${file.id}`, null)
  const sending = useRef(false)
  const latest = file.consents.at(-1)?.payload

  const send = async (payload: ConsentRecorded): Promise<boolean> => {
    if (sending.current) return false
    sending.current = true
    setProblem(null)
    const said = canonicalJson(payload)
    const earlier = attempt.value?.said === said ? attempt.value.id : undefined
    const happenedAt = momentOn(payload.consentOn, today, rules.timeZone)
    const action = newAction('consent_recorded', payload, { happenedAt, ...(earlier !== undefined && { id: earlier }) })
    attempt.change({ said, id: action.id })
    const result = await record([action], { quiet: true })
    sending.current = false
    if (!result.ok) {
      setProblem(result.error)
      return false
    }
    await attempt.discard()
    say(t('protection.panel.consent.recorded'), { tone: 'success' })
    onClose()
    return true
  }

  return (
    <Section
      title={t('protection.panel.consent.record_title')}
      about={t('protection.panel.consent.record_about')}
      actions={
        <Button icon="print" to={blankAddress(consentSheetOf(file.path))}>
          {t('protection.panel.consent.paper')}
        </Button>
      }
    >
      <Stack>
        {problem && (
          <Callout tone="notice" title={t('protection.panel.not_recorded')} urgent>
            <Text>{problemWords(messages, problem)}</Text>
          </Callout>
        )}
        <ConsentForm
          path={file.path}
          rules={rules}
          directory={directory}
          draftKey={consentDraftKey(file.id)}
          {...(latest ? { initial: latest } : {})}
          onDone={send}
          onCancel={onClose}
        />
      </Stack>
    </Section>
  )
}

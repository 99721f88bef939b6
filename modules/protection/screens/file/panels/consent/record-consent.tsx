import type { Problem } from '@gloact/http/client'
import { canonicalJson, type Json } from '@gloact/kernel'
import { draftKey, type OutboxEntry } from '@gloact/offline'
import { Button, Callout, problemWords, Section, Stack, Text, useMessages, useToast } from '@gloact/ui'
import { useRef, useState } from 'react'
import type { ConsentRecorded } from '../../../../domain/file/payloads.ts'
import { ConsentForm } from '../../../contact/consent-form.tsx'
import { blankAddress, consentSheetOf } from '../../../paper/sheets.ts'
import { newAction } from '../../../new-action.ts'
import { ofConsent } from '../../../outbox/draft-places.ts'
import { useOutbox } from '../../../outbox/use-outbox.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { momentOn } from '../../../panel/entered-day.ts'

/** Under which consent that is being asked for is kept on the device. */
export const consentDraftKey = (fileId: string): string => draftKey(ofConsent(fileId))

const saidIn = ({ body }: Pick<OutboxEntry, 'body'>): string =>
  canonicalJson((body as { readonly actions: readonly { readonly payload: Json }[] }).actions[0]?.payload)

/** Asks for consent again and records what was answered. What was agreed before stays as it is until it is withdrawn or ends. */
export function RecordConsent({ onClose }: { onClose: () => void }) {
  const messages = useMessages()
  const { t } = messages
  const { say } = useToast()
  const { file, rules, directory, today, commit } = useFile()
  const [problem, setProblem] = useState<Problem | null>(null)
  const outbox = useOutbox()
  const sending = useRef(false)
  const latest = file.consents.at(-1)?.payload

  const send = async (payload: ConsentRecorded): Promise<boolean> => {
    if (sending.current) return false
    sending.current = true
    setProblem(null)
    const of = ofConsent(file.id)
    // The same answers sent again are the same action, after a lost reply and a reload too; others are another.
    const [waiting] = await outbox.waitingOf(of)
    const earlier = waiting && saidIn(waiting) === canonicalJson(payload) ? waiting.id : undefined
    if (waiting && earlier === undefined) await outbox.withdraw(of)
    const happenedAt = momentOn(payload.consentOn, today, rules.timeZone)
    const action = newAction('consent_recorded', payload, { happenedAt, ...(earlier !== undefined && { id: earlier }) })
    const verdict = await commit(action, of)
    sending.current = false
    if (verdict.kind !== 'sent') {
      setProblem(verdict.problem)
      return false
    }
    say(t('protection.panel.consent.recorded'), { tone: 'success' })
    onClose()
    return true
  }

  return (
    <Section
      title={t('protection.panel.consent.record_title')}
      about={t('protection.panel.consent.record_about')}
      actions={
        <Button icon="print" to={blankAddress(consentSheetOf(file.ofAge === true ? 'adult' : file.path))}>
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
          path={file.ofAge === true ? 'adult' : file.path}
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

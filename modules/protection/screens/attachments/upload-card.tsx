import {
  Button,
  Callout,
  Card,
  ChoiceField,
  DateField,
  Disclosure,
  Picture,
  problemWords,
  Progress,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useMessages,
  useToast,
  useWrongInputs,
  WrongInputsProvider,
} from '@gloact/ui'
import type { PartialDate, PlainDate } from '@gloact/kernel'
import { useState } from 'react'
import {
  ATTACHMENT_KINDS,
  ATTACHMENT_SENSITIVITIES,
  SENSITIVITY_OF_KIND,
} from '../../domain/attachments/attachment-words.ts'
import type { AttachmentAdded } from '../../domain/attachments/attachment-payloads.ts'
import { AUDIENCES } from '../../domain/ids.ts'
import { newAction } from '../new-action.ts'
import { ofAttachment } from '../outbox/draft-places.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { useFile } from '../reading/file-context.tsx'
import { missingChoice, missingText } from '../panel/text-problem.ts'
import { useWords } from '../panel/use-words.ts'
import { sizeWords } from './attachment-words.ts'
import { OTHER_CONSENT, type Upload } from '../outbox/uploads.ts'

/** Something on its way into the file: how far it is, what it is, who may open it, and the button that adds it. */
export function UploadCard({ upload }: { readonly upload: Upload }) {
  const messages = useMessages()
  const { t } = messages
  const { file, today, commit, uploads } = useFile()
  const outbox = useOutbox()
  const inputs = useWrongInputs()
  const { say } = useToast()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { fields, content, state } = upload
  const dayWrong = fields.takenOn !== null && (fields.takenOn.length !== 10 || fields.takenOn > today)
  // A signed consent is tied to the consent that it is of, so that the person who reads the consent finds its paper.
  const consentMissing = fields.kind === 'consent_form' && file.consents.length > 0 && fields.consentId === null
  const say_ = (changed: Parameters<typeof uploads.say>[1]) => uploads.say(upload.id, changed)

  const add = async () => {
    setTried(true)
    if (inputs.holdBack()) return
    if (content === null || fields.title.trim() === '' || dayWrong || consentMissing) return
    setBusy(true)
    const payload: AttachmentAdded = {
      attachmentId: upload.id,
      ...fields,
      title: fields.title.trim(),
      takenOn: fields.takenOn as PlainDate | null,
      consentId:
        fields.kind === 'consent_form' && fields.consentId !== OTHER_CONSENT
          ? (fields.consentId as AttachmentAdded['consentId'])
          : null,
      content,
    }
    const of = ofAttachment(file.id, upload.id)
    // Something else is said of it than when it was sent: that is another action.
    const waiting = await outbox.waitingOf(of)
    if (waiting.some(({ id }) => id !== upload.actionId)) await outbox.withdraw(of)
    const verdict = await commit(newAction('attachment_added', payload, { id: upload.actionId }), of)
    setBusy(false)
    if (verdict.kind !== 'sent') return setProblem(problemWords(messages, verdict.problem))
    uploads.drop(upload.id)
    return say(t('protection.attachment.added'), { tone: 'success' })
  }

  return (
    <Card title={upload.name} level={4}>
      <Stack>
        <Row align="start">
          {upload.thumbnail && <Picture small of={upload.thumbnail} alt="" />}
          <Text tone="quiet" size="sm">
            {sizeWords(messages, content?.bytes ?? upload.chosen.size)}
            {state === 'sent' && ` · ${t('protection.attachment.arrived')}`}
          </Text>
        </Row>
        {(state === 'waiting' || state === 'sending') && (
          <Progress label={t('protection.attachment.sending')} done={upload.done} total={upload.total} />
        )}
        {upload.problem && (
          <Callout tone="notice" title={t('protection.attachment.not_sent')} urgent>
            <Text>{problemWords(messages, upload.problem)}</Text>
          </Callout>
        )}
        {state !== 'failed' && (
          <WrongInputsProvider inputs={inputs}>
            <Said upload={upload} tried={tried} dayWrong={dayWrong} onSay={say_} />
          </WrongInputsProvider>
        )}
        <Refusal>{inputs.held && t('ui.form.unreadable')}</Refusal>
        {problem !== undefined && (
          <Callout tone="notice" title={t('protection.panel.not_recorded')} urgent>
            <Text>{problem}</Text>
          </Callout>
        )}
        <Row>
          {state === 'failed' ? (
            !upload.refused && (
              <Button icon="refresh" onPress={() => uploads.retry(upload.id)}>
                {t('protection.attachment.send_again')}
              </Button>
            )
          ) : (
            <Button kind="primary" busy={busy} disabled={state !== 'sent'} onPress={() => void add()}>
              {t('protection.attachment.add_it')}
            </Button>
          )}
          <Button kind="quiet" disabled={busy} onPress={() => uploads.drop(upload.id)}>
            {t(
              state === 'sent' || state === 'failed' ? 'protection.attachment.let_go' : 'protection.attachment.cancel',
            )}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

interface SaidProps {
  readonly upload: Upload
  readonly tried: boolean
  readonly dayWrong: boolean
  readonly onSay: (fields: Partial<Upload['fields']>) => void
}

function Said({ upload, tried, dayWrong, onSay }: SaidProps) {
  const { file } = useFile()
  const { t, list, label, formatDate } = useWords()
  const { fields, besideConsent } = upload
  const [only, ...others] = file.consents
  return (
    <>
      {besideConsent === null && (
        <ChoiceField
          label={t('protection.attachment.kind')}
          as="select"
          required
          value={fields.kind}
          options={ATTACHMENT_KINDS.map((kind) => ({ value: kind, label: t(`protection.attachment.kind.${kind}`) }))}
          onChange={(value) => {
            const kind = ATTACHMENT_KINDS.find((one) => one === value) ?? 'other'
            const sensitivity = SENSITIVITY_OF_KIND[kind]
            // A title that nobody wrote is the kind in words, and follows it.
            const unwritten = fields.title === t(`protection.attachment.kind.${fields.kind}`)
            onSay({
              kind,
              sensitivity,
              audience: sensitivity === 'restricted' ? 'medical' : null,
              // The only one is offered; of several somebody says which.
              consentId: kind === 'consent_form' && only && others.length === 0 ? only.actionId : null,
              ...(unwritten ? { title: t(`protection.attachment.kind.${kind}`) } : {}),
            })
          }}
        />
      )}
      {besideConsent === null && fields.kind === 'consent_form' && only && (
        <ChoiceField
          label={t('protection.attachment.of_consent')}
          help={t('protection.attachment.of_consent_help')}
          required
          value={fields.consentId}
          error={missingChoice(t, tried, fields.consentId)}
          options={[
            ...file.consents.map(({ actionId, payload }) => ({
              value: actionId,
              label: t('protection.panel.consent.asked_on', { date: formatDate(payload.consentOn) }),
            })),
            { value: OTHER_CONSENT, label: t('protection.attachment.of_other_consent') },
          ]}
          onChange={(consentId) => onSay({ consentId })}
        />
      )}
      {besideConsent === null && fields.kind === 'consent_form' && !only && (
        <Callout>{t('protection.attachment.no_consent')}</Callout>
      )}
      <TextField
        label={t('protection.attachment.title')}
        help={t('protection.attachment.title_help')}
        required
        maxLength={200}
        value={fields.title}
        error={missingText(t, tried, fields.title)}
        onChange={(title) => onSay({ title })}
      />
      <DateField
        label={t('protection.attachment.taken_on')}
        precision="day"
        value={fields.takenOn as PartialDate | null}
        error={dayWrong ? t('protection.attachment.taken_on_wrong') : undefined}
        onChange={(takenOn) => onSay({ takenOn })}
      />
      <ChoiceField
        label={t('protection.attachment.who')}
        required
        value={fields.sensitivity}
        options={ATTACHMENT_SENSITIVITIES.map((value) => ({ value, label: t(`protection.attachment.who.${value}`) }))}
        onChange={(value) => {
          const sensitivity = ATTACHMENT_SENSITIVITIES.find((one) => one === value) ?? 'identifying'
          onSay({ sensitivity, audience: sensitivity === 'restricted' ? 'medical' : null })
        }}
      />
      {fields.sensitivity === 'restricted' && (
        <ChoiceField
          label={t('protection.attachment.audience')}
          required
          value={fields.audience}
          options={AUDIENCES.map((value) => ({ value, label: t(`protection.attachment.audience.${value}`) }))}
          onChange={(value) => onSay({ audience: AUDIENCES.find((one) => one === value) ?? 'medical' })}
        />
      )}
      <Disclosure summary={t('protection.attachment.sharing')}>
        <ChoiceField
          label={t('protection.attachment.data_group')}
          help={t('protection.attachment.data_group_help')}
          as="select"
          value={fields.dataGroup ?? 'none'}
          options={[
            { value: 'none', label: t('protection.attachment.data_group_none') },
            ...list('data_group').codes.map(({ code }) => ({ value: code, label: label('data_group', code) })),
          ]}
          onChange={(value) => onSay({ dataGroup: value === null || value === 'none' ? null : value })}
        />
      </Disclosure>
    </>
  )
}

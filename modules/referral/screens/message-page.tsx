import { CODE_LISTS, type CodeLists } from '@gloact/codes'
import { formDefinition } from '@gloact/forms'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  Form,
  KeyValueList,
  LoadingState,
  Narrow,
  PageHeader,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
} from '@gloact/ui'
import { RequestPage, type StepToSend } from '@gloact/ui/request'
import { useState } from 'react'
import { openLink, stepByLink, type OpenedByLink } from '../contract/links.ts'
import { feedbackOf, formsAt } from '../domain/feedback.ts'
import { REFERRAL_FORMS, REFERRAL_LISTS } from '../domain/forms.ts'
import { referralKind, USUAL_WAY } from '../domain/referral-kind.ts'
import { RecallWarning } from './around.tsx'
import { FeedbackAgreed } from './feedback-agreed.tsx'
import { PackageContent } from './package-content.tsx'
import { useNow } from './use-now.ts'
import { useReferralWords } from './referral-words.ts'

/** Where somebody of a service without accounts opens one referral, by the secret behind `#` and a PIN. Looking at it changes nothing. */
export function MessagePage() {
  const { t, has, problem } = useReferralWords()
  const client = useClient()
  const [secret] = useState(() => location.hash.slice(1))
  const [pin, setPin] = useState('')
  const [opened, setOpened] = useState<OpenedByLink | null>(null)
  const [closed, setClosed] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // What modules say comes when the page is at rest.
  if (!has('referral.message.title')) return <LoadingState what="…" />
  const open = async () => {
    setBusy(true)
    const answer = await client.call(openLink, { body: { secret, pin } })
    setBusy(false)
    setPin('')
    setClosed(false)
    setRefused(answer.ok ? null : problem(answer.error))
    if (!answer.ok) return
    // Out of the address: the history of this device leads to the page alone.
    history.replaceState(history.state, '', location.pathname)
    setOpened(answer.value)
  }
  const close = () => {
    setOpened(null)
    setClosed(true)
  }
  if (opened) return <Opened opened={opened} onChange={setOpened} onClose={close} />
  return (
    <Narrow>
      <PageHeader title={t('referral.message.title')} about={t('referral.message.about')} />
      <Stack>
        {closed && <Callout>{t('referral.message.closed')}</Callout>}
        <Refusal>{refused}</Refusal>
        {secret === '' ? (
          <Text>{t('referral.message.no_link')}</Text>
        ) : (
          <Card>
            <Form onSubmit={() => void open()}>
              <TextField
                label={t('referral.message.pin')}
                dir="ltr"
                inputMode="numeric"
                required
                maxLength={20}
                value={pin}
                onChange={setPin}
              />
              <Row>
                <Button kind="primary" type="submit" busy={busy} disabled={pin.trim() === ''}>
                  {t('referral.message.open')}
                </Button>
              </Row>
            </Form>
          </Card>
        )}
      </Stack>
    </Narrow>
  )
}

interface OpenedProps {
  readonly opened: OpenedByLink
  readonly onChange: (next: OpenedByLink) => void
  readonly onClose: () => void
}

function Opened({ opened, onChange, onClose }: OpenedProps) {
  const { t, need, formatInstant } = useReferralWords()
  const client = useClient()
  const now = useNow()
  const [name, setName] = useState('')
  const [role, setRole] = useState('')
  const [missing, setMissing] = useState(false)
  const { session, request, package: content } = opened
  const take = async ({ id, step, happenedAt, answers }: StepToSend) => {
    const unnamed = name.trim() === '' || role.trim() === ''
    setMissing(unnamed)
    if (unnamed) return { code: 'referral.message.name_first', status: 422, title: '', type: '' }
    const taken = await client.call(stepByLink, {
      body: { session, id, step, happenedAt, answers, name: name.trim(), role: role.trim() },
    })
    if (!taken.ok) return taken.error
    onChange(taken.value)
    return null
  }
  const required = missing ? t('forms.required') : undefined
  return (
    <>
      <PageHeader
        title={need(request.facts['need'])}
        about={t('referral.message.until', {
          reference: opened.reference,
          when: formatInstant(asInstant(opened.endsAt)),
        })}
        actions={<Button onPress={onClose}>{t('referral.message.close')}</Button>}
      />
      <RequestPage
        kind={referralKind}
        request={request}
        way={USUAL_WAY.filter((state) => state !== 'draft')}
        forms={formsAt(feedbackOf(request.facts), REFERRAL_FORMS)}
        codeLists={REFERRAL_LISTS}
        now={now}
        onTake={take}
        agencyName={(agency) => (agency === request.parties['sender'] ? (opened.senderName ?? undefined) : undefined)}
      >
        <Stack>
          <RecallWarning request={request} />
          {opened.senderName !== null && (
            <KeyValueList items={[{ label: t('referral.around.from'), value: <bdi>{opened.senderName}</bdi> }]} />
          )}
          {content ? (
            <PackageContent
              content={content}
              rules={{
                forms: opened.forms.map((form) => formDefinition.parse(form)),
                codeLists: { ...CODE_LISTS, ...(opened.codeLists as CodeLists) },
              }}
            />
          ) : (
            request.state === 'sent' && <Text tone="quiet">{t('referral.package.acknowledge_first')}</Text>
          )}
          <FeedbackAgreed request={request} />
          {request.open.length > 0 && (
            <Card title={t('referral.message.who')}>
              <Text tone="quiet">{t('referral.message.who_help')}</Text>
              <TextField
                label={t('referral.message.name')}
                required
                maxLength={100}
                value={name}
                error={name.trim() === '' ? required : undefined}
                onChange={setName}
              />
              <TextField
                label={t('referral.message.role')}
                required
                maxLength={100}
                value={role}
                error={role.trim() === '' ? required : undefined}
                onChange={setRole}
              />
            </Card>
          )}
        </Stack>
      </RequestPage>
    </>
  )
}

import { newId, saysWhy } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  Form,
  LongText,
  NumberField,
  PageHeader,
  problemWords,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
  useNavigation,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { openInEmergency } from '../../contract/emergency/emergency.ts'
import { EMERGENCY_REASONS, type EmergencyReason } from '../../domain/emergency/emergency.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { fileAddress } from '../file-address.ts'
import { useFileRules } from '../rules.ts'
import { useMayBreakGlass } from './use-may-break-glass.ts'

/** Opens a file that is not one's own, when a person cannot wait. Says first what comes of it. */
export function EmergencyPage() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { go } = useNavigation()
  const { say } = useToast()
  const { rules } = useFileRules()
  const allowed = useMayBreakGlass()
  const [id, setId] = useState(() => newId<'action'>())
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState<EmergencyReason | null>(null)
  const [words, setWords] = useState('')
  const [hours, setHours] = useState<number | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (!rules) return null
  if (!allowed || !rules.emergency) {
    return (
      <>
        <PageHeader title={t('protection.emergency.title')} />
        <EmptyState
          icon="lock"
          title={t('protection.emergency_not_offered')}
          about={t('protection.emergency.not_offered_about')}
        />
      </>
    )
  }
  const most = rules.emergency.mostHours
  const wanted = hours ?? rules.emergency.hours
  const mistyped = !parseFileNumber(number, numberFormatOf(rules)).ok
  const hoursWrong = wanted < 1 || wanted > most
  const missing = (text: string) => {
    if (!tried || saysWhy(text)) return undefined
    return t(text.trim() === '' ? 'protection.emergency.missing' : 'protection.emergency_reason')
  }
  const open = async () => {
    setTried(true)
    setProblem(null)
    if (mistyped || reason === null || !saysWhy(words) || hoursWrong || busy) return
    setBusy(true)
    const opened = await client.call(openInEmergency, {
      body: { id, number, reason, words: words.trim(), hours: wanted },
    })
    setBusy(false)
    if (!opened.ok) {
      setProblem(problemWords(messages, opened.error))
      return
    }
    setId(newId<'action'>())
    if (opened.value.until === null) say(t('protection.emergency.seen_anyway'))
    go(fileAddress(opened.value.fileId))
  }
  return (
    <>
      <PageHeader
        title={t('protection.emergency.title')}
        about={t('protection.emergency.about')}
        back={{ to: '/files', label: t('protection.files.title') }}
      />
      <Form onSubmit={() => void open()}>
        <Stack>
          <Callout tone="notice" title={t('protection.emergency.what_happens')}>
            <Text>{t('protection.emergency.what_happens_about')}</Text>
          </Callout>
          <TextField
            label={t('protection.files.number')}
            required
            dir="ltr"
            autoComplete="off"
            value={number}
            onChange={setNumber}
            error={tried && mistyped ? t('protection.emergency.number_wrong') : undefined}
          />
          <ChoiceField
            label={t('protection.emergency.reason')}
            required
            options={EMERGENCY_REASONS.map((value) => ({ value, label: t(`protection.emergency.reason.${value}`) }))}
            value={reason}
            onChange={(value) => setReason(EMERGENCY_REASONS.find((one) => one === value) ?? null)}
            error={tried && reason === null ? t('protection.emergency.missing') : undefined}
          />
          <LongText
            label={t('protection.emergency.words')}
            help={t('protection.emergency.words_help')}
            required
            maxLength={4_000}
            rows={3}
            value={words}
            onChange={setWords}
            error={missing(words)}
          />
          <NumberField
            label={t('protection.emergency.hours')}
            help={t('protection.emergency.hours_help', { most })}
            min={1}
            max={most}
            value={wanted}
            onChange={setHours}
            error={tried && hoursWrong ? t('protection.emergency.hours_help', { most }) : undefined}
          />
          {problem && <Callout tone="notice">{problem}</Callout>}
          <div>
            <Button kind="primary" type="submit" icon="key" busy={busy}>
              {t('protection.emergency.press')}
            </Button>
          </div>
        </Stack>
      </Form>
    </>
  )
}

import { Absent, Disclosure, KeyValueList, Section, Stack, Text } from '@gloact/ui'
import type { Answer } from '@gloact/kernel'
import type { FileView } from '../../../../contract/reading/files.ts'
import { CONSENT_QUESTIONS } from '../../../../domain/file/words.ts'
import { PaperOfConsent } from '../../../attachments/paper-of-consent.tsx'
import { useFile } from '../../../reading/file-context.tsx'
import { CorrectEntry } from '../../../panel/correct-entry.tsx'
import { agreedSharings, sharingWords } from '../../../panel/consent-words.ts'
import { useWords } from '../../../panel/use-words.ts'

type ConsentView = FileView['consents'][number]

/** Each time consent was asked for: the seven answers, who explained, how, and what was agreed then. The latest first. */
export function ConsentsRecorded() {
  const { file } = useFile()
  const { t } = useWords()
  if (file.consents.length === 0) return null
  const [latest, ...earlier] = file.consents.toReversed()
  return (
    <Section title={t('protection.panel.consent.asked_title')} level={3}>
      <Stack>
        {latest && <Consent consent={latest} open />}
        {earlier.map((consent) => (
          <Consent key={consent.actionId} consent={consent} />
        ))}
      </Stack>
    </Section>
  )
}

function Consent({ consent, open = false }: { consent: ConsentView; open?: boolean }) {
  const { today } = useFile()
  const { t, formatDate, label, staff, sharing } = useWords()
  const { payload } = consent
  const facts = [
    { label: t('protection.panel.consent.capacity'), value: label('consent_capacity', payload.capacity) },
    { label: t('protection.panel.consent.form'), value: label('consent_form', payload.form) },
    { label: t('protection.panel.consent.language'), value: label('language', payload.language) },
    { label: t('protection.panel.consent.explained_by'), value: payload.explainedBy },
    ...optional('interpreter', payload.interpreter),
    ...optional('witness', payload.witness),
    ...(payload.capacity.startsWith('child_')
      ? [{ label: t('protection.panel.consent.assent'), value: <YesNo answer={payload.assent} /> }]
      : []),
    ...optional('guardian', payload.guardian),
    ...optional('best_interests', payload.bestInterestsBasis),
    { label: t('protection.panel.recorded_by'), value: staff(consent.actor) },
  ]
  function optional(what: string, value: string | null) {
    return value === null ? [] : [{ label: t(`protection.panel.consent.${what}`), value }]
  }
  return (
    <Disclosure summary={t('protection.panel.consent.asked_on', { date: formatDate(payload.consentOn) })} open={open}>
      <Stack>
        <KeyValueList
          items={CONSENT_QUESTIONS.map((question) => ({
            label: t(`protection.consent.question.${question}`),
            value: <YesNo answer={payload.questions[question]} />,
          }))}
        />
        <KeyValueList items={facts} />
        <Stack gap="xs">
          <Text tone="strong">{t('protection.panel.consent.agreed_then')}</Text>
          {payload.grants.length === 0 && <Text>{t('protection.panel.consent.agreed_nothing')}</Text>}
          {agreedSharings(payload.grants).map((agreed) => (
            <Text key={agreed.key}>{sharingWords(sharing, agreed, today)}</Text>
          ))}
        </Stack>
        <CorrectEntry kind="consent_recorded" entry={consent} />
        <PaperOfConsent consentId={consent.actionId} />
      </Stack>
    </Disclosure>
  )
}

function YesNo({ answer }: { answer: Answer<'yes' | 'no'> | undefined }) {
  const { t } = useWords()
  if (answer === undefined) return <Absent kind="not_asked" />
  return 'absent' in answer ? <Absent kind={answer.absent} /> : t(`forms.${answer.value}`)
}

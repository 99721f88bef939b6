import { wordsIn } from '@gloact/forms'
import type { PlainDate } from '@gloact/kernel'
import {
  Absent,
  answerText,
  Button,
  FileNumber,
  KeyValueList,
  PageHeader,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { personWords } from '../../person-words.ts'
import { actorWords } from '../actor-words.ts'
import { fileAddress } from '../file-address.ts'
import { useFile } from '../file-context.tsx'
import { ProcedureBar } from '../file-header.tsx'
import { grantsInWords } from '../../contact/grants-in-words.ts'
import { inForce } from '../panels/file-facts.ts'
import { useWords } from '../panels/use-words.ts'
import { answeredFields } from '../form-views.ts'
import { latestFirst } from '../reviews/review-fields.ts'
import { ReviewShown } from '../reviews/reviews-panel.tsx'
import { RiskAtTop } from '../risk/risk-at-top.tsx'
import { AssessmentShown } from '../risk/risk-shown.tsx'
import { SafeContactShown } from '../safe-contact-shown.tsx'

/** The file as a document to print or keep: what was answered, what was decided, in order. What is closed stays closed. */
export function FileDocument() {
  const messages = useMessages()
  const { t, formatDate, formatInstant } = messages
  const { file, directory, now, identity } = useFile()
  return (
    <Stack gap="lg">
      <PageHeader
        title={<FileNumber>{file.number}</FileNumber>}
        back={{ to: fileAddress(file.id), label: t('protection.file.back') }}
        actions={
          <Button kind="primary" icon="print" onPress={() => window.print()}>
            {t('protection.file.document.print')}
          </Button>
        }
        meta={
          <Text>
            {[
              personWords(file, messages),
              t(`protection.path.${file.path}`),
              directory.agencyName(file.agencyId),
              t('protection.file.opened_on', { date: formatDate(file.openedOn as PlainDate) }),
              t(`protection.status.${file.status}`),
            ]
              .filter((fact) => fact !== undefined)
              .join(' · ')}
          </Text>
        }
        about={t(
          identity.isOpen ? 'protection.file.document.with_identity' : 'protection.file.document.without_identity',
          {
            when: formatInstant(now),
          },
        )}
      />
      <SafeContactShown onPaper />
      <RiskAtTop />
      <ProcedureBar />
      <ConsentOnPaper />
      {file.forms.map(({ form }) => (
        <FormOnPaper key={form} formId={form} />
      ))}
      <RiskOnPaper />
      <ReviewsOnPaper />
      <DecisionsOnPaper />
      <NotesOnPaper />
    </Stack>
  )
}

function FormOnPaper({ formId }: { formId: string }) {
  const messages = useMessages()
  const { language } = messages
  const { rules, formView } = useFile()
  const form = rules.forms.find(({ id }) => id === formId)
  const view = formView(formId)
  if (!form || !view) return null
  const given = answeredFields(form, view).filter(
    ({ answer }) => !('absent' in answer) || answer.absent !== 'not_asked',
  )
  // What is only worked out says nothing where nothing was answered.
  if (given.every(({ field }) => field.type === 'calculated')) return null
  return (
    <Section title={wordsIn(form.title, language)}>
      <KeyValueList
        items={given.map(({ field, answer, row }) => ({
          label: row
            ? `${wordsIn(row.group.label, language)} ${row.number} · ${wordsIn(field.label, language)}`
            : wordsIn(field.label, language),
          value:
            'absent' in answer ? (
              <Absent kind={answer.absent} />
            ) : (
              <bdi>{answerText(field, answer, rules.codeLists, messages)}</bdi>
            ),
        }))}
      />
    </Section>
  )
}

/** Who may be told what today, in words. */
function ConsentOnPaper() {
  const { t } = useMessages()
  const { file, today } = useFile()
  const { sharing } = useWords()
  const sentences = grantsInWords(sharing.messages, inForce(file, today), sharing)
  return (
    <Section title={t('protection.file.section.consent')}>
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </Section>
  )
}

/** The risks as they were last assessed, with the safety plan. */
function RiskOnPaper() {
  const { t } = useMessages()
  const { file } = useFile()
  const last = file.risks.at(-1)
  if (!last) return null
  return (
    <Section title={t('protection.risk.title')}>
      <AssessmentShown assessment={last} before={file.risks.at(-2)} />
    </Section>
  )
}

function ReviewsOnPaper() {
  const { t, formatDate } = useMessages()
  const { file } = useFile()
  if (file.reviews.length === 0) return null
  return (
    <Section title={t('protection.review.title.any')}>
      {latestFirst(file.reviews).map((review) => (
        <Stack key={review.actionId} gap="xs">
          <Text tone="strong">
            {formatDate(review.payload.heldOn)} ·{' '}
            {t('protection.review.entry', { of: review.payload.of, decision: review.payload.decision })}
          </Text>
          <ReviewShown review={review} />
        </Stack>
      ))}
    </Section>
  )
}

function NotesOnPaper() {
  const messages = useMessages()
  const { t, formatDate } = messages
  const { file, directory } = useFile()
  if (file.notes.length === 0) return null
  return (
    <Section title={t('protection.file.section.notes')}>
      {file.notes.map(({ actionId, actor, payload }) => (
        <Stack key={actionId} gap="xs">
          <Text tone="quiet" size="sm">
            {formatDate(payload.notedOn)} · <bdi>{actorWords(messages, directory, actor)}</bdi>
          </Text>
          <Text>
            <bdi>{payload.text}</bdi>
          </Text>
        </Stack>
      ))}
    </Section>
  )
}

function DecisionsOnPaper() {
  const { t, formatDate } = useMessages()
  const { file } = useFile()
  if (file.decisions.length === 0) return null
  return (
    <Section title={t('protection.file.section.decisions')}>
      {file.decisions.map(({ actionId, payload }) => (
        <KeyValueList
          key={actionId}
          items={[
            {
              label: t(`protection.stage.${payload.kind}`),
              value: t('protection.file.document.decided', {
                outcome: payload.outcome,
                date: formatDate(payload.decidedOn),
                body: payload.body.name,
              }),
            },
            { label: t('protection.file.document.basis'), value: <bdi>{payload.legalBasis}</bdi> },
            { label: t('protection.file.document.reasons'), value: <bdi>{payload.reasons}</bdi> },
          ]}
        />
      ))}
    </Section>
  )
}

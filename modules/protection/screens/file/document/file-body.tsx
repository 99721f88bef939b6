import { rowLabelIn, wordsIn } from '@gloact/forms'
import type { PlainDate } from '@gloact/kernel'
import { Absent, answerText, KeyValueList, PaperBlock, PaperEntry, Text, useMessages } from '@gloact/ui'
import type { FileView, FormSectionView } from '../../../contract/reading/files.ts'
import { grantsInWords, protecting } from '../../contact/grants-in-words.ts'
import type { Directory } from '../../directory.ts'
import { personWords } from '../../person-words.ts'
import type { BrowserFileRules } from '../../rules.ts'
import { tagName, useTags } from '../../lists/use-list-state.ts'
import { actorWords } from '../../reading/actor-words.ts'
import { AttachmentsOnPaper } from '../../attachments/attachments-on-paper.tsx'
import { answeredFields } from '../../reading/form-views.ts'
import { inForce } from '../../panel/file-facts.ts'
import { Letter } from '../panels/decisions/letter-shown.tsx'
import { ReviewsOnPaper, RiskOnPaper } from '../risk/risk-on-paper.tsx'
import { SafeContactOnPaper } from '../safe-contact-shown.tsx'
import { AppointmentsOnPaper, ServicesOnPaper } from './services-on-paper.tsx'

/** A file as it is put on paper, or shown as it once was: nothing in it can be pressed. */
export interface DocumentFile {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly directory: Directory
  /** The day for which it speaks. */
  readonly on: PlainDate
  readonly formView: (form: string) => FormSectionView | undefined
  /** For the person: how staff graded risks, reviews of them, notes of supervision and tags are left out; the safety plan is the person's. */
  readonly forPerson?: boolean
}

/** What was answered, agreed and decided, in order. What is kept from the reader is not in it. */
export function FileBody(shown: DocumentFile) {
  return (
    <>
      <SafeContactOnPaper {...shown} />
      <Facts {...shown} />
      <Consent {...shown} />
      {shown.file.forms.map(({ form }) => (
        <FormOnPaper key={form} formId={form} shown={shown} />
      ))}
      <Decisions {...shown} />
      <Plans {...shown} />
      <ServicesOnPaper file={shown.file} />
      <AppointmentsOnPaper file={shown.file} />
      <ReviewsOnPaper file={shown.file} forPerson={shown.forPerson} />
      <RiskOnPaper file={shown.file} forPerson={shown.forPerson} />
      <Notes {...shown} />
      <AttachmentsOnPaper file={shown.file} />
      <Mistakes {...shown} />
    </>
  )
}

function Facts({ file, directory, forPerson }: DocumentFile) {
  const messages = useMessages()
  const { t, formatDate, formatFacts, formatList, language } = messages
  const { tags } = useTags()
  const named = tags.filter(({ id }) => file.tags.includes(id)).map((tag) => tagName(tag, language))
  return (
    <PaperBlock>
      <Text>
        {formatFacts(
          [
            personWords(file, messages),
            t(`protection.path.${file.path}`),
            directory.agencyName(file.agencyId),
            t('protection.file.opened_on', { date: formatDate(file.openedOn as PlainDate) }),
            t(`protection.status.${file.status}`),
          ].filter((fact) => fact !== undefined),
        )}
      </Text>
      {!forPerson && named.length > 0 && <Text>{t('protection.file.document.tags', { tags: formatList(named) })}</Text>}
      <KeyValueList
        items={file.steps.map(({ stage, state, on }) => ({
          label: t(`protection.stage.${stage}`),
          value: on === null ? t(`protection.file.paper_step.${state}`) : formatDate(on as PlainDate),
        }))}
      />
    </PaperBlock>
  )
}

function FormOnPaper({ formId, shown }: { formId: string; shown: DocumentFile }) {
  const messages = useMessages()
  const { language } = messages
  const form = shown.rules.forms.find(({ id }) => id === formId)
  const view = shown.formView(formId)
  if (!form || !view) return null
  const given = answeredFields(form, view).filter(
    ({ answer }) => !('absent' in answer) || answer.absent !== 'not_asked',
  )
  // What is only worked out says nothing where nothing was answered.
  if (given.every(({ field }) => field.type === 'calculated')) return null
  return (
    <PaperBlock title={wordsIn(form.title, language)}>
      <KeyValueList
        items={given.map(({ field, answer, row }) => ({
          label: row
            ? `${rowLabelIn(row.group, language)} ${row.number} · ${wordsIn(field.label, language)}`
            : wordsIn(field.label, language),
          value:
            'absent' in answer ? (
              <Absent kind={answer.absent} />
            ) : (
              <bdi>{answerText(field, answer, shown.rules.codeLists, messages)}</bdi>
            ),
        }))}
      />
    </PaperBlock>
  )
}

/** Who may be told what on that day, in words. */
function Consent({ file, rules, directory, on }: DocumentFile) {
  const messages = useMessages()
  const sentences = grantsInWords(messages, inForce(file, on), {
    codeLists: rules.codeLists,
    agencyName: (id) => directory.agencyName(id) ?? rules.competentBodies.find((body) => body.id === id)?.name,
    protecting: protecting(file.path, rules, file.consentStillAsked),
  })
  return (
    <PaperBlock title={messages.t('protection.file.section.consent')}>
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </PaperBlock>
  )
}

function Decisions({ file, rules }: DocumentFile) {
  const { t, formatDate } = useMessages()
  if (file.decisions.length === 0) return null
  return (
    <PaperBlock title={t('protection.file.section.decisions')}>
      {file.decisions.map(({ actionId, payload }) => (
        <PaperEntry key={actionId}>
          <KeyValueList
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
              ...(payload.notice === null
                ? []
                : [
                    {
                      label: t('protection.decision.notice'),
                      value: <Letter decision={payload} file={file} rules={rules} />,
                    },
                  ]),
            ]}
          />
        </PaperEntry>
      ))}
    </PaperBlock>
  )
}

function Plans({ file }: DocumentFile) {
  const { t, formatDate } = useMessages()
  if (file.plans.length === 0) return null
  return (
    <PaperBlock title={t('protection.plan.title')}>
      {file.plans.map(({ actionId, payload }) => (
        <Text key={actionId}>
          {formatDate(payload.agreedOn)} ·{' '}
          {t(
            `protection.plan.entry.${payload.review ? 'review' : 'first'}_${payload.agreedWithPerson ? 'with' : 'without'}`,
          )}
        </Text>
      ))}
    </PaperBlock>
  )
}

function Notes({ file, directory, forPerson }: DocumentFile) {
  const messages = useMessages()
  const { t, formatDate } = messages
  // What was written about the work, and not about the person, is not the person's.
  const notes = file.notes.filter(({ payload }) => !forPerson || payload.kind !== 'supervision')
  if (notes.length === 0) return null
  return (
    <PaperBlock title={t('protection.file.section.notes')}>
      {notes.map(({ actionId, actor, payload }) => (
        <PaperEntry key={actionId}>
          <Text tone="quiet" size="sm">
            {formatDate(payload.notedOn)} · <bdi>{actorWords(messages, directory, actor)}</bdi>
          </Text>
          <Text>
            <bdi>{payload.text}</bdi>
          </Text>
        </PaperEntry>
      ))}
    </PaperBlock>
  )
}

/** What was found to be a mistake stays to be read, with the reason. */
function Mistakes({ file, directory }: DocumentFile) {
  const messages = useMessages()
  const { t, formatInstant } = messages
  if (file.mistakes.length === 0) return null
  return (
    <PaperBlock title={t('protection.correction.title')}>
      {file.mistakes.map((mistake) => (
        <Text key={mistake.correctedIn}>
          {t(mistake.struck ? 'protection.correction.struck_line' : 'protection.correction.corrected_line', {
            kind: t(`protection.correction.kind.${mistake.kind}`),
            when: formatInstant(mistake.happenedAt as never),
            who: actorWords(messages, directory, mistake.actor),
            reason: mistake.reason,
          })}
        </Text>
      ))}
    </PaperBlock>
  )
}

/** The forms of which something is kept from the reader, in words: a document says what it leaves out. */
export function leftOut({ rules, file, formView }: DocumentFile, language: string): readonly string[] {
  return rules.forms.flatMap((form) => {
    const view = formView(form.id)
    const here = file.forms.some((each) => each.form === form.id)
    return here && view && view.hidden.length === 0 ? [] : [wordsIn(form.title, language)]
  })
}

/** The person's own language, where first contact or identity noted one. */
export function languageOfPerson(file: FileView): string | null {
  return file.screenings.at(-1)?.language ?? file.consents.at(-1)?.payload.language ?? null
}

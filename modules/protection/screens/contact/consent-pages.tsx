import { ABSENCES, isPlainDate, type Answer } from '@gloact/kernel'
import { ChoiceField, DateField, LanguageField, LongText, Stack, Text, TextField, useMessages } from '@gloact/ui'
import { CONSENT_QUESTIONS, type FilePath } from '../../domain/file/words.ts'
import type { Directory } from '../directory.ts'
import type { BrowserFileRules } from '../rules.ts'
import { asPartial } from './as-partial.ts'
import { codeOptions } from './code-words.ts'
import {
  answerTo,
  capacitiesFor,
  consentDay,
  type ConsentCircumstances,
  type ConsentDraft,
  type ConsentGap,
} from './consent-draft.ts'

/** What consent needs of the country's rules. */
export type ConsentRules = Pick<BrowserFileRules, 'childProtection' | 'codeLists' | 'consentMonths' | 'timeZone'>

export interface ConsentPageProps {
  readonly draft: ConsentDraft
  readonly change: (made: Partial<ConsentDraft>) => void
  readonly path: FilePath
  readonly rules: ConsentRules
  readonly directory: Pick<Directory, 'agencyName' | 'teams'>
  readonly circumstances: ConsentCircumstances
  readonly gaps: readonly ConsentGap[]
}

type YesNoAnswer = Answer<'yes' | 'no'>

const ANSWERS = ['yes', 'no', ...ABSENCES.filter((kind) => kind !== 'withheld')] as const

const choiceOf = (answer: YesNoAnswer): string => ('value' in answer ? answer.value : answer.absent)

function answerOf(choice: string | null): YesNoAnswer {
  if (choice === 'yes' || choice === 'no') return { value: choice }
  return { absent: ABSENCES.find((kind) => kind === choice) ?? 'not_asked' }
}

interface YesNoProps {
  readonly label: string
  readonly help?: string
  readonly value: YesNoAnswer
  readonly onChange: (value: YesNoAnswer) => void
  readonly required?: boolean
}

/** Yes, no, or why there is no answer. */
function YesNoAbsent({ label, help, value, onChange, required = false }: YesNoProps) {
  const { t } = useMessages()
  return (
    <ChoiceField
      as="select"
      label={label}
      {...(help === undefined ? {} : { help })}
      required={required}
      value={choiceOf(value)}
      onChange={(choice) => onChange(answerOf(choice))}
      options={ANSWERS.map((answer) => ({ value: answer, label: t(`protection.consent.answer.${answer}`) }))}
    />
  )
}

/** The seven questions of HTCDS, each an answer of its own. */
export function ConsentQuestions({ draft, change, path }: ConsentPageProps) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.consent.questions.about')}</Text>
      {CONSENT_QUESTIONS.map((question) => (
        <YesNoAbsent
          key={question}
          label={t(`protection.consent.question.${question}`)}
          required={path === 'adult' && question === 'consents_to_interview'}
          value={answerTo(draft, question)}
          onChange={(answer) => change({ questions: { ...draft.questions, [question]: answer } })}
        />
      ))}
    </Stack>
  )
}

/** How consent was given: when, in which language, through whom, in which form, and by whose capacity. */
export function ConsentGiven({ draft, change, path, rules, circumstances }: ConsentPageProps) {
  const { t, language } = useMessages()
  const capacities = capacitiesFor(
    path,
    codeOptions(rules.codeLists, 'consent_capacity', language).map(({ value }) => value),
  )
  return (
    <Stack gap="lg">
      <ChoiceField
        label={t('protection.consent.capacity')}
        help={t('protection.consent.capacity_help')}
        required
        value={draft.capacity}
        onChange={(capacity) => change({ capacity })}
        options={codeOptions(rules.codeLists, 'consent_capacity', language).filter(({ value }) =>
          capacities.includes(value),
        )}
      />
      {path === 'child' && <ChildConsent draft={draft} change={change} />}
      <LanguageField
        label={t('protection.consent.language')}
        required
        value={draft.language}
        onChange={(chosen) => change({ language: chosen })}
      />
      <TextField
        label={t('protection.consent.explained_by')}
        required
        maxLength={200}
        value={draft.explainedBy}
        onChange={(explainedBy) => change({ explainedBy })}
      />
      <TextField
        label={t('protection.consent.interpreter')}
        help={t('protection.consent.interpreter_help')}
        maxLength={200}
        value={draft.interpreter}
        onChange={(interpreter) => change({ interpreter })}
      />
      <ChoiceField
        label={t('protection.consent.form')}
        required
        value={draft.form}
        onChange={(form) => change({ form })}
        options={codeOptions(rules.codeLists, 'consent_form', language)}
      />
      {draft.form !== null && draft.form !== 'written' && (
        <TextField
          label={t('protection.consent.witness')}
          help={t('protection.consent.witness_help')}
          required
          maxLength={200}
          value={draft.witness}
          onChange={(witness) => change({ witness })}
        />
      )}
      <DateField
        label={t('protection.consent.day')}
        precision="day"
        value={asPartial(consentDay(draft, circumstances))}
        onChange={(day) => {
          if (day !== null && isPlainDate(day)) change({ consentOn: day })
        }}
      />
    </Stack>
  )
}

function ChildConsent({ draft, change }: Pick<ConsentPageProps, 'draft' | 'change'>) {
  const { t } = useMessages()
  return (
    <>
      <YesNoAbsent
        label={t('protection.consent.assent')}
        help={t('protection.consent.assent_help')}
        value={draft.assent}
        onChange={(assent) => change({ assent })}
      />
      {draft.capacity === 'child_assent_with_guardian' && (
        <TextField
          label={t('protection.consent.guardian')}
          help={t('protection.consent.guardian_help')}
          required
          maxLength={200}
          value={draft.guardian}
          onChange={(guardian) => change({ guardian })}
        />
      )}
      {draft.capacity === 'child_best_interests' && (
        <LongText
          label={t('protection.consent.best_interests')}
          help={t('protection.consent.best_interests_help')}
          required
          maxLength={2_000}
          value={draft.bestInterestsBasis}
          onChange={(bestInterestsBasis) => change({ bestInterestsBasis })}
        />
      )}
    </>
  )
}

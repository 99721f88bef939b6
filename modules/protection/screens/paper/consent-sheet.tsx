import {
  BlankQuestion,
  DayBoxes,
  Grid,
  PaperBlock,
  SignatureLine,
  Text,
  TickBoxes,
  useMessages,
  WritingLines,
} from '@gloact/ui'
import { CONSENT_QUESTIONS, type FilePath } from '../../domain/file/words.ts'
import { codeOptions } from '../contact/code-words.ts'
import { explanationFor } from '../contact/explanation.ts'
import type { BrowserFileRules } from '../rules.ts'

/** Rows for whom may be told; more go on another sheet. */
const SHARINGS = 4

/** A consent on paper, for an adult or on the child path: what is explained to them, the questions, who may be told what until when, and the signatures. */
export function ConsentSheet({ rules, path }: { rules: BrowserFileRules; path: FilePath }) {
  const { t, language } = useMessages()
  const options = (list: string) => codeOptions(rules.codeLists, list, language).map(({ label }) => label)
  const answers = ['yes', 'no', 'declined', 'not_known'].map((answer) => t(`protection.consent.answer.${answer}`))
  return (
    <>
      <PaperBlock title={t('protection.consent.explained.title')}>
        {explanationFor(path).map(({ id }) => (
          <Text key={id}>{t(`protection.consent.explained.${id}`)}</Text>
        ))}
      </PaperBlock>
      <PaperBlock title={t('protection.forms.consent_questions')}>
        {CONSENT_QUESTIONS.map((question) => (
          <BlankQuestion key={question} label={t(`protection.consent.question.${question}`)}>
            <TickBoxes options={answers} />
          </BlankQuestion>
        ))}
        {path === 'child' && (
          <BlankQuestion label={t('protection.consent.assent')} help={t('protection.consent.assent_help')}>
            <TickBoxes options={[...answers, t('protection.consent.answer.not_applicable')]} />
          </BlankQuestion>
        )}
      </PaperBlock>
      <PaperBlock title={t('protection.consent.given.title')}>
        <BlankQuestion label={t('protection.consent.capacity')}>
          <TickBoxes options={options('consent_capacity')} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.consent.form')}>
          <TickBoxes options={options('consent_form')} />
        </BlankQuestion>
        {['explained_by', 'interpreter', 'witness', ...(path === 'child' ? ['guardian'] : [])].map((who) => (
          <BlankQuestion key={who} label={t(`protection.panel.consent.${who}`)}>
            <WritingLines />
          </BlankQuestion>
        ))}
        {path === 'child' && (
          <BlankQuestion label={t('protection.consent.best_interests')}>
            <WritingLines count={3} />
          </BlankQuestion>
        )}
      </PaperBlock>
      <PaperBlock title={t('protection.forms.who_told')}>
        <Text tone="quiet">{t('protection.consent.grants.about')}</Text>
        <Text size="sm">
          {t('protection.forms.purposes')}: {options('consent_purpose').join(' · ')}
        </Text>
        <Text size="sm">
          {t('protection.forms.groups')}: {options('data_group').join(' · ')}
        </Text>
        <Grid
          caption={t('protection.forms.who_told')}
          columns={[
            t('protection.forms.whom'),
            t('protection.forms.purposes'),
            t('protection.forms.groups'),
            t('protection.forms.until'),
          ]}
          rows={Array.from({ length: SHARINGS }, (_, row) => ({
            id: `${row}`,
            header: `${row + 1}`,
            cells: [<WritingLines key="purposes" />, <WritingLines key="groups" />, <WritingLines key="until" />],
          }))}
        />
      </PaperBlock>
      <PaperBlock>
        <BlankQuestion label={t('protection.consent.day')}>
          <DayBoxes />
        </BlankQuestion>
        <SignatureLine label={t('protection.forms.sign_person')} />
        <SignatureLine label={t('protection.forms.sign_staff')} />
      </PaperBlock>
    </>
  )
}

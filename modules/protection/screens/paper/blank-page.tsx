import { useParams } from '@tanstack/react-router'
import { wordsIn } from '@gloact/forms'
import {
  BlankForm,
  BlankQuestion,
  Button,
  ChoiceField,
  DayBoxes,
  EmptyState,
  ErrorState,
  InLanguage,
  LoadingState,
  NotOnPaper,
  PageHeader,
  Paper,
  PAPER_SIZES,
  PaperRow,
  Row,
  Stack,
  Text,
  useLanguages,
  useMessages,
  WritingBoxes,
  WritingLines,
  type PaperSize,
} from '@gloact/ui'
import { useState } from 'react'
import { useFileRules, type BrowserFileRules } from '../rules.ts'
import { ConsentSheet } from './consent-sheet.tsx'
import { FILE_SHEET_PARTS } from './file-sheets.ts'
import { FileSheetOnPaper } from './file-sheet.tsx'
import { ScreeningSheet } from './screening-sheet.tsx'
import { FILE_SHEETS } from './sheets.ts'

/** A blank to print, in the language that is chosen; its version stands at the foot, so that it can be typed in later. */
export function BlankPage() {
  const messages = useMessages()
  const { t } = messages
  const params: { readonly form?: string } = useParams({ strict: false })
  const { rules, error } = useFileRules()
  const { available } = useLanguages()
  const [language, setLanguage] = useState(messages.language)
  const [size, setSize] = useState<PaperSize>('a4')
  if (error) return <ErrorState problem={error} />
  if (!rules) return <LoadingState what={t('protection.forms.loading')} />
  const known = blankOf(params.form ?? '', rules)
  if (!known) return <EmptyState title={t('protection.forms.none')} about={t('protection.forms.none_about')} />
  return (
    <Stack gap="lg">
      <NotOnPaper>
        <PageHeader
          title={t('protection.forms.blank')}
          back={{ to: '/forms', label: t('protection.forms.title') }}
          actions={
            <Button kind="primary" icon="print" onPress={() => window.print()}>
              {t('protection.file.document.print')}
            </Button>
          }
        />
        <Row align="end">
          <ChoiceField
            label={t('protection.file.document.language')}
            as="select"
            value={language}
            onChange={(next) => next !== null && setLanguage(next)}
            options={available.map(({ tag, name }) => ({ value: tag, label: name }))}
          />
          <ChoiceField
            label={t('protection.file.document.paper')}
            as="select"
            value={size}
            onChange={(next) => setSize(PAPER_SIZES.find((each) => each === next) ?? 'a4')}
            options={PAPER_SIZES.map((value) => ({ value, label: t(`protection.file.document.paper_${value}`) }))}
          />
        </Row>
      </NotOnPaper>
      <InLanguage language={language}>
        <Blank id={params.form ?? ''} rules={rules} size={size} />
      </InLanguage>
    </Stack>
  )
}

interface BlankOf {
  readonly version: string
  readonly title: (language: string, t: (id: string) => string) => string
}

function blankOf(id: string, rules: BrowserFileRules): BlankOf | undefined {
  if (id === 'screening_sheet') {
    const { id: set, version } = rules.indicatorSet
    return { version: `${set} ${version}`, title: (_language, t) => t('protection.forms.screening_sheet') }
  }
  if (id === 'consent_sheet' || id === 'consent_sheet_child')
    return { version: '2', title: (_language, t) => t(`protection.forms.${id}`) }
  if (fileSheetOf(id)) return { version: '1', title: (_language, t) => t(`protection.forms.${id}`) }
  const form = rules.forms.find((each) => each.id === id)
  return form && { version: form.version, title: (language) => wordsIn(form.title, language) }
}

const fileSheetOf = (id: string) => FILE_SHEETS.find((sheet) => sheet === id)

function Blank({ id, rules, size }: { id: string; rules: BrowserFileRules; size: PaperSize }) {
  const { t, language } = useMessages()
  const blank = blankOf(id, rules)
  const form = rules.forms.find((each) => each.id === id)
  const fileSheet = fileSheetOf(id)
  if (!blank) return null
  return (
    <Paper
      size={size}
      foot={t('protection.forms.foot', { form: blank.title(language, t), id, version: blank.version })}
    >
      <Text size="lg" tone="strong">
        {blank.title(language, t)}
      </Text>
      <Text tone="quiet">{t('protection.forms.how')}</Text>
      <PaperRow>
        <BlankQuestion label={t('protection.forms.number')} help={t('protection.forms.number_help')}>
          <WritingBoxes groups={[{ boxes: rules.numberPrefix.length }, { boxes: 5 }, { boxes: 1 }]} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.forms.filled_on')}>
          <DayBoxes />
        </BlankQuestion>
        <BlankQuestion label={t('protection.forms.filled_by')}>
          <WritingLines />
        </BlankQuestion>
      </PaperRow>
      {form ? (
        <BlankForm form={form} codeLists={rules.codeLists} />
      ) : fileSheet ? (
        <FileSheetOnPaper sheet={FILE_SHEET_PARTS[fileSheet]} rules={rules} />
      ) : id === 'consent_sheet' || id === 'consent_sheet_child' ? (
        <ConsentSheet rules={rules} path={id === 'consent_sheet_child' ? 'child' : 'adult'} />
      ) : (
        <ScreeningSheet rules={rules} />
      )}
    </Paper>
  )
}

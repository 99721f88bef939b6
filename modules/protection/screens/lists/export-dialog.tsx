import { CODE_LISTS, labelOf } from '@gloact/codes'
import {
  Button,
  Callout,
  ChoiceField,
  ChoicesField,
  Dialog,
  problemWords,
  Row,
  saveFile,
  Stack,
  Text,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { exportCaseFiles, type FileFilterInput } from '../../contract/lists/file-list.ts'
import { DEADLINE_KINDS } from '../../domain/file/file-rules.ts'
import {
  EXPORT_FORMATS,
  EXPORT_PURPOSES,
  IDENTIFYING_COLUMNS,
  LIST_COLUMNS,
  type ExportFormat,
  type ExportPurpose,
  type IdentifyingColumn,
} from '../../domain/lists/file-list.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import { AGE_STATEMENTS, FILE_PATHS, FILE_STAGES, FILE_STATUSES } from '../../domain/file/words.ts'
import { useDirectory } from '../directory.ts'
import { columnLabel } from './list-columns.tsx'
import { tagName, useTags, type ListState } from './use-list-state.ts'

interface ExportDialogProps {
  readonly list: ListState
  readonly open: boolean
  readonly onClose: () => void
}

/** Takes the list out as a file. Who people are goes with it only for a purpose, which is recorded. */
export function ExportDialog({ list, open, onClose }: ExportDialogProps) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const { say } = useToast()
  const words = useExportWords()
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [identifying, setIdentifying] = useState<readonly IdentifyingColumn[]>([])
  const [purpose, setPurpose] = useState<ExportPurpose | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const missing = identifying.length > 0 && purpose === null
  const make = async () => {
    setTried(true)
    if (missing || busy) return
    setBusy(true)
    setProblem(null)
    const made = await client.call(exportCaseFiles, {
      body: {
        filter: list.filters as FileFilterInput,
        ...list.sort,
        columns: [...list.columns],
        identifying: [...identifying],
        purpose,
        format,
        language,
        words,
      },
    })
    setBusy(false)
    if (!made.ok) return setProblem(problemWords(messages, made.error))
    saveFile(made.value as Blob, `files.${format}`)
    say(t('protection.export.made'), { tone: 'success' })
    setIdentifying([])
    setPurpose(null)
    setTried(false)
    onClose()
  }
  return (
    <Dialog title={t('protection.export.title')} open={open} onClose={onClose}>
      <Stack>
        <Callout tone="notice" title={t('protection.export.leaves')}>
          <Text>{t('protection.export.leaves_about')}</Text>
        </Callout>
        <Text>{t('protection.export.about')}</Text>
        <ChoiceField
          label={t('protection.export.format')}
          required
          options={EXPORT_FORMATS.map((value) => ({ value, label: t(`protection.export.format.${value}`) }))}
          value={format}
          onChange={(value) => setFormat(EXPORT_FORMATS.find((one) => one === value) ?? 'xlsx')}
        />
        <ChoicesField
          label={t('protection.export.identifying')}
          help={t('protection.export.identifying_help')}
          options={IDENTIFYING_COLUMNS.map((value) => ({ value, label: t(`protection.export.identifying.${value}`) }))}
          value={identifying}
          onChange={(values) => setIdentifying(IDENTIFYING_COLUMNS.filter((one) => values.includes(one)))}
        />
        {identifying.length > 0 && (
          <ChoiceField
            label={t('protection.export.purpose')}
            help={t('protection.export.purpose_help')}
            required
            as="select"
            options={EXPORT_PURPOSES.map((value) => ({ value, label: t(`protection.export.purpose.${value}`) }))}
            value={purpose}
            onChange={(value) => setPurpose(EXPORT_PURPOSES.find((one) => one === value) ?? null)}
            error={tried && missing ? t('protection.export.purpose_missing') : undefined}
          />
        )}
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row justify="end">
          <Button onPress={onClose}>{t('protection.files.cancel')}</Button>
          <Button kind="primary" icon="download" busy={busy} onPress={() => void make()}>
            {t('protection.export.press')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}

/** The words of the screen for headers, codes and names of staff: the file says what the list says. */
function useExportWords(): Record<string, string> {
  const { t, language } = useMessages()
  const directory = useDirectory()
  const { tags } = useTags()
  const gender = CODE_LISTS['gender']
  const coded = (kind: string, values: readonly string[], message: (value: string) => string): [string, string][] =>
    values.map((value) => [`${kind}.${value}`, t(message(value))])
  return Object.fromEntries<string>([
    ...LIST_COLUMNS.map((column): [string, string] => [`column.${column}`, t(columnLabel(column))]),
    ...coded('column', IDENTIFYING_COLUMNS, (value) => `protection.export.identifying.${value}`),
    ...coded('path', FILE_PATHS, (value) => `protection.path.${value}`),
    ...coded(
      'status',
      FILE_STATUSES.filter((status) => status !== 'import_undone'),
      (value) => `protection.status.${value}`,
    ),
    ...coded('stage', FILE_STAGES, (value) => `protection.stage.${value}`),
    ...coded('deadline', DEADLINE_KINDS, (value) => `protection.deadline.${value}`),
    ...coded('risk', RISK_LEVELS, (value) => `protection.risk.level.${value}`),
    ...coded('age', AGE_STATEMENTS, (value) => `protection.export.age.${value}`),
    ...coded('purpose', EXPORT_PURPOSES, (value) => `protection.export.purpose.${value}`),
    ...coded(
      'cover',
      ['exported_by', 'exported_at', 'purpose', 'files'],
      (value) => `protection.export.cover.${value}`,
    ),
    ['sheet.files', t('protection.files.title')],
    ['sheet.about', t('protection.export.cover')],
    ...(gender?.codes.map(({ code }): [string, string] => [`gender.${code}`, labelOf(gender, code, language)]) ?? []),
    ...[...directory.colleagues, ...directory.formerColleagues].map(({ id, name }): [string, string] => [id, name]),
    ...directory.teams.map(({ id, name }): [string, string] => [id, name]),
    ...directory.agencies.map(({ id, name }): [string, string] => [id, name]),
    ...tags.map((tag): [string, string] => [tag.id, tagName(tag, language)]),
  ])
}

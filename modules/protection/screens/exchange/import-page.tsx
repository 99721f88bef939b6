import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '@gloact/http/client'
import {
  Button,
  Callout,
  FileField,
  Form,
  LoadingState,
  PageHeader,
  problemWords,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import {
  discardImport,
  previewImport,
  UPLOAD_LIMIT,
  uploadImport,
  type ImportPreview,
} from '../../contract/exchange/imports.ts'
import type { HtcdsKey } from '@gloact/standards'
import { queryKeys } from '../keys.ts'
import { ImportColumns } from './import-columns.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportOptions, NO_SETTINGS, type ImportSettings } from './import-options.tsx'
import { ImportRunning } from './import-running.tsx'
import { ImportValues, saidOf, type Said } from './import-values.tsx'
import { useImports } from './use-imports.ts'

/** A file that was handed over and looked through. */
interface Uploaded {
  readonly uploadId: string
  readonly name: string
  readonly preview: ImportPreview
  /** What somebody said the columns hold; null: what the file says itself. */
  readonly columns: readonly (HtcdsKey | null)[] | null
  /** What somebody said that its values mean. */
  readonly said: Said
}

/** Import for an administrator: hand over a file, see what its columns become, try, import, and undo. */
export function ImportPage() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const [uploaded, setUploaded] = useState<Uploaded | null>(null)
  const [settings, setSettings] = useState<ImportSettings>(NO_SETTINGS)
  const [problem, setProblem] = useState<Problem | null>(null)

  // Until it is known the narrower: the server decides in any case.
  const reach = useImports().data?.reach ?? 'agency'

  const startAgain = () => {
    if (uploaded) void client.call(discardImport, { params: { uploadId: uploaded.uploadId } })
    setUploaded(null)
    setProblem(null)
    setSettings(NO_SETTINGS)
    void queries.invalidateQueries({ queryKey: queryKeys.imports })
  }
  const choose = async (columns: readonly (HtcdsKey | null)[]) => {
    if (!uploaded) return
    const { uploadId, name } = uploaded
    const preview = await client.call(previewImport, { params: { uploadId }, body: { name, columns: [...columns] } })
    if (preview.ok) setUploaded({ ...uploaded, preview: preview.value, columns, said: {} })
    setProblem(preview.ok ? null : preview.error)
  }

  return (
    <Stack gap="xl">
      <PageHeader title={t('protection.import.title')} about={t('protection.import.about')} />
      {uploaded === null ? (
        <UploadForm onUploaded={setUploaded} />
      ) : (
        <>
          <Section
            title={t('protection.import.columns')}
            about={t('protection.import.columns_about', { name: uploaded.name, rows: uploaded.preview.rows })}
            actions={
              <Button kind="quiet" onPress={startAgain}>
                {t('protection.import.another')}
              </Button>
            }
          >
            <ImportColumns preview={uploaded.preview} onChoose={(columns) => void choose(columns)} />
          </Section>
          <ImportValues
            preview={uploaded.preview}
            said={uploaded.said}
            onSay={(said) => setUploaded({ ...uploaded, said })}
          />
          {problem && <Callout tone="notice">{problemWords(messages, problem)}</Callout>}
          <Section title={t('protection.import.options')}>
            <ImportOptions kind={uploaded.preview.kind} reach={reach} settings={settings} onChange={setSettings} />
          </Section>
          {(uploaded.preview.kind === 'htcds' || reach === 'country') && (
            <ImportRunning
              uploadId={uploaded.uploadId}
              kind={uploaded.preview.kind}
              ready={uploaded.preview.recognised && (uploaded.preview.kind === 'ctdc' || settings.agencyId !== null)}
              why={t(
                uploaded.preview.recognised ? 'protection.import.choose_agency' : 'protection.import.choose_columns',
              )}
              settings={settings}
              columns={uploaded.columns}
              values={saidOf(uploaded.preview, uploaded.said)}
              headerOf={(key) => uploaded.preview.columns.find((column) => column.key === key)?.header}
              onDone={startAgain}
            />
          )}
        </>
      )}
      <ImportHistory />
    </Stack>
  )
}

function UploadForm({ onUploaded }: { onUploaded: (uploaded: Uploaded) => void }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState<{ done: number; total: number } | null>(null)
  const [problem, setProblem] = useState<Problem | 'too_large' | null>(null)
  const abort = useRef<AbortController | null>(null)

  const send = async () => {
    if (file === null || abort.current !== null) return
    if (file.size > UPLOAD_LIMIT) return setProblem('too_large')
    setProblem(null)
    setSent({ done: 0, total: file.size })
    abort.current = new AbortController()
    const { signal } = abort.current
    const onSent = (done: number, total: number) => setSent({ done, total })
    const upload = await client.call(uploadImport, { body: file }, { signal, onSent })
    const preview = upload.ok
      ? await client.call(previewImport, {
          params: { uploadId: upload.value.uploadId },
          body: { name: file.name.slice(0, 200), columns: null },
        })
      : upload
    abort.current = null
    setSent(null)
    if (upload.ok && preview.ok) {
      const { uploadId } = upload.value
      return onUploaded({ uploadId, name: file.name, preview: preview.value, columns: null, said: {} })
    }
    if (upload.ok) void client.call(discardImport, { params: { uploadId: upload.value.uploadId } })
    if (!preview.ok && !signal.aborted) setProblem(preview.error)
  }

  return (
    <Section title={t('protection.import.choose')} about={t('protection.import.choose_about')}>
      <Form onSubmit={() => void send()}>
        <Stack>
          <FileField
            label={t('protection.import.file')}
            help={t('protection.import.file_help')}
            accept=".csv,.xlsx,.tsv,.txt"
            required
            value={file}
            onChange={(chosen) => {
              setFile(chosen)
              setProblem(null)
            }}
          />
          {problem && (
            <Callout tone="notice" title={t('protection.import.not_read')}>
              {problem === 'too_large' ? t('protection.import_too_large') : problemWords(messages, problem)}
            </Callout>
          )}
          {sent ? (
            <LoadingState
              what={t(sent.done < sent.total ? 'protection.import.sending' : 'protection.import.looking')}
              progress={sent}
              onCancel={() => abort.current?.abort()}
            />
          ) : (
            <Row>
              <Button kind="primary" type="submit" icon="upload" disabled={file === null}>
                {t('protection.import.upload')}
              </Button>
            </Row>
          )}
          <Text tone="quiet" size="sm">
            {t('protection.import.safe')}
          </Text>
        </Stack>
      </Form>
    </Section>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { wordsIn } from '@gloact/forms'
import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  DataTable,
  FilePicker,
  PageHeader,
  problemWords,
  Refusal,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import type { ImportReport } from '../contract/index.ts'
import { fieldOf, listKey, type RegisterParts } from './use-register.ts'

/** Rows from a file: first a trial that says line by line what would happen, then the import. */
export function ImportPage({ parts }: { readonly parts: RegisterParts }) {
  const { of, routes } = parts
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { go } = useNavigation()
  const queries = useQueryClient()
  // One id for one file: sent again after a lost answer, it is imported once.
  const [chosen, setChosen] = useState<{ readonly file: File; readonly importId: string } | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (what: { readonly file: File; readonly importId: string }, trial: 'yes' | 'no') => {
    setBusy(true)
    const told = await client.call(routes.import, { query: { importId: what.importId, trial }, body: what.file })
    setBusy(false)
    setProblem(told.ok ? null : problemWords(messages, told.error))
    setReport(told.ok ? told.value : null)
    if (told.ok && told.value.imported) void queries.invalidateQueries({ queryKey: listKey(of) })
  }
  return (
    <>
      <PageHeader
        title={t('registers.import.title')}
        about={t('registers.import.about')}
        back={{ to: of.path, label: t(`${of.kind}.many`) }}
      />
      <Stack>
        <FilePicker
          label={t('registers.import.file')}
          choose={t('registers.import.choose')}
          accept=".xlsx,.csv,text/csv"
          disabled={busy}
          onFiles={([file]) => {
            if (!file) return
            const what = { file, importId: newId<string>() }
            setChosen(what)
            void send(what, 'yes')
          }}
        />
        {chosen && (
          <Text tone="quiet">
            <bdi>{chosen.file.name}</bdi>
          </Text>
        )}
        <Refusal>{problem}</Refusal>
        {report && <Report parts={parts} report={report} />}
        {report && chosen && !report.imported && report.problemCount === 0 && (
          <Row>
            <Button
              kind="primary"
              busy={busy}
              disabled={report.added + report.changed === 0}
              onPress={() => void send(chosen, 'no')}
            >
              {t('registers.import.run', { count: report.added + report.changed })}
            </Button>
          </Row>
        )}
        {report?.imported && (
          <Row>
            <Button kind="primary" onPress={() => go(of.path)}>
              {t('registers.import.to_list')}
            </Button>
          </Row>
        )}
      </Stack>
    </>
  )
}

function Report({ parts, report }: { readonly parts: RegisterParts; readonly report: ImportReport }) {
  const { of } = parts
  const { t, has, language, formatList, formatNumber } = useMessages()
  const { added, changed, unchanged, lines, problemCount } = report
  return (
    <Stack>
      <Callout
        tone={report.imported ? 'success' : problemCount > 0 ? 'notice' : 'info'}
        urgent
        title={t(
          report.imported
            ? 'registers.import.done'
            : problemCount > 0
              ? 'registers.import.has_problems'
              : 'registers.import.trial_done',
        )}
      >
        {t('registers.import.counts', { lines, added, changed, unchanged, problems: problemCount })}
      </Callout>
      {report.passedOver.length > 0 && (
        <Text tone="quiet">{t('registers.import.passed_over', { columns: formatList(report.passedOver) })}</Text>
      )}
      {report.problems.length > 0 && (
        <DataTable
          caption={t('registers.import.problems')}
          columns={[
            { id: 'line', header: t('registers.import.line'), primary: true, cell: ({ line }) => formatNumber(line) },
            {
              id: 'column',
              header: t('registers.import.column'),
              cell: ({ column }) => {
                const field = column === null ? undefined : fieldOf(of, column)
                return field ? wordsIn(field.label, language) : column
              },
            },
            {
              id: 'what',
              header: t('registers.import.problem'),
              cell: ({ code, params }) => t(has(code) ? code : 'registers.line_not_understood', params),
            },
          ]}
          items={report.problems.map((problem, at) => ({ ...problem, at }))}
          itemKey={({ at }) => String(at)}
          empty={null}
          total={problemCount}
        />
      )}
    </Stack>
  )
}

import { problemOf, type ResponseOf } from '@gloact/http/client'
import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  FileNumber,
  KeyValueList,
  Link,
  LoadingState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useMutation } from '@tanstack/react-query'
import { isPlainDate, type PlainDate } from '@gloact/kernel'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { FileSummary } from '../../contract/reading/files.ts'
import { searchFiles } from '../../contract/routes.ts'
import type { Directory } from '../directory.ts'
import { personWords } from '../person-words.ts'
import type { BrowserFileRules } from '../rules.ts'
import { foundFiles, likenessOf, type FoundFile } from './found-files.ts'

export interface SearchPanelProps {
  readonly rules: Pick<BrowserFileRules, 'numberPrefix'>
  readonly directory: Pick<Directory, 'agencyName'>
  /** What can be done with a file that was found, beside looking at it. */
  readonly renderAction?: (file: FileSummary) => ReactNode
  /** What to look for at once; typed elsewhere. */
  readonly first?: string
  /** Told what stands in the field, as it is typed. */
  readonly onText?: (text: string) => void
  /** Told when a search was answered, and whether it could be made at all; with the file of the number that was typed. */
  readonly onSearched?: (outcome: 'answered' | 'failed', byNumber?: FileSummary | null, found?: number) => void
  /** What the page says is safe where the search fails; that what was typed is still here, where it is left out. */
  readonly safe?: string
}

type Found = ResponseOf<typeof searchFiles>

/** Looks for files by name or number. What is searched for is sent in the body and stands in no address or log. */
export function SearchPanel({
  rules,
  directory,
  renderAction,
  onSearched,
  onText,
  safe,
  first = '',
}: SearchPanelProps) {
  const { t } = useMessages()
  const client = useClient()
  const [text, setText] = useState(first)
  const search = useMutation({
    mutationFn: (wanted: string): Promise<Found> =>
      client.callOrThrow(searchFiles, { body: { text: wanted, limit: 20 } }),
    onSuccess: (found) => onSearched?.('answered', found.byNumber, foundFiles(found).length),
    onError: () => onSearched?.('failed'),
  })
  const wanted = text.trim()
  const run = () => {
    if (wanted !== '' && !search.isPending) search.mutate(wanted)
  }
  const runFirst = useRef(first.trim() !== '')
  useEffect(() => {
    if (!runFirst.current) return
    runFirst.current = false
    search.mutate(first.trim())
  }, [first, search])
  return (
    <Stack gap="lg">
      <search>
        <Stack gap="sm">
          <TextField
            type="search"
            label={t('protection.search.text')}
            help={t('protection.search.text_help', { example: `${rules.numberPrefix || 'DL'}-7K3M-9` })}
            dir="auto"
            maxLength={200}
            autoComplete="off"
            value={text}
            onChange={(next) => {
              setText(next)
              onText?.(next)
            }}
            onEnter={run}
          />
          <Row>
            <Button kind="secondary" icon="search" onPress={run} busy={search.isPending} disabled={wanted === ''}>
              {t('protection.search.run')}
            </Button>
          </Row>
        </Stack>
      </search>
      {search.isPending && <LoadingState what={t('protection.search.running')} />}
      {search.isError && (
        <ErrorState
          problem={problemOf(search.error)}
          title={t('protection.search.failed')}
          safe={safe ?? t('protection.search.failed_safe')}
          onRetry={run}
        />
      )}
      {search.data && !search.isPending && (
        <FoundList found={foundFiles(search.data)} directory={directory} renderAction={renderAction} />
      )}
    </Stack>
  )
}

interface FoundListProps extends Pick<SearchPanelProps, 'directory'> {
  readonly found: readonly FoundFile[]
  readonly renderAction: SearchPanelProps['renderAction']
}

function FoundList({ found, directory, renderAction }: FoundListProps) {
  const { t } = useMessages()
  if (found.length === 0) {
    return <EmptyState icon="search" title={t('protection.search.none')} about={t('protection.search.none_about')} />
  }
  return (
    <Section title={t('protection.search.found', { count: found.length })} about={t('protection.search.found_about')}>
      {found.map((entry) => (
        <FoundCard key={entry.file.id} entry={entry} directory={directory} renderAction={renderAction} />
      ))}
    </Section>
  )
}

interface FoundCardProps extends Pick<SearchPanelProps, 'directory'> {
  readonly entry: FoundFile
  readonly renderAction: SearchPanelProps['renderAction']
}

function FoundCard({ entry: { file, reasons, score, byNumber }, directory, renderAction }: FoundCardProps) {
  const messages = useMessages()
  const { t, formatDate, formatList } = messages
  const dated = (text: string) => (isPlainDate(text) ? formatDate(text satisfies PlainDate) : text)
  return (
    <Card>
      <Stack gap="sm">
        <Row justify="between">
          <Link to={`/files/${file.id}`}>
            <FileNumber>{file.number}</FileNumber>
          </Link>
          <Tag icon={byNumber ? 'check' : 'search'}>
            {t(byNumber ? 'protection.search.by_number' : `protection.search.likeness.${likenessOf(score)}`)}
          </Tag>
        </Row>
        {reasons.length > 0 && (
          <Text>
            {t('protection.search.because', {
              reasons: formatList(reasons.map((kind) => t(`protection.search.reason.${kind}`))),
            })}
          </Text>
        )}
        <KeyValueList
          items={[
            { label: t('protection.search.person'), value: personWords(file, messages) },
            { label: t('protection.search.opened'), value: dated(file.openedOn) },
            { label: t('protection.search.state'), value: t(`protection.search.status.${file.status}`) },
            {
              label: t('protection.search.agency'),
              value: directory.agencyName(file.agencyId) ?? t('protection.search.agency_unknown'),
            },
          ]}
        />
        {renderAction && <Row>{renderAction(file)}</Row>}
      </Stack>
    </Card>
  )
}

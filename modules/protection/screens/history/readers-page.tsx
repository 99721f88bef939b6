import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Instant } from '@gloact/kernel'
import {
  Button,
  DataTable,
  EmptyState,
  FileNumber,
  LoadingState,
  NotOnPaper,
  PageHeader,
  QueryError,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { listReaders, type FileReading } from '../../contract/history/history.ts'
import { ExcludeReader } from '../exclusions/exclude-reader.tsx'
import { EXCLUDES_STAFF, usePrincipal, WORKS_ON_FILES } from '../principal.ts'
import { useFileRules } from '../rules.ts'
import { fileAddress } from '../file-address.ts'
import { InZone } from '../reading/file-context.tsx'

/** Who has read a file, an hour a line: for those who work on it, and printed for the person who asks. */
export function ReadersPage() {
  const { t } = useMessages()
  const params: { readonly fileId?: string } = useParams({ strict: false })
  const fileId = params.fileId ?? ''
  const client = useClient()
  const { rules } = useFileRules()
  const roles = usePrincipal()?.roles ?? []
  // Anyone who opens the file closes it to a colleague there.
  const mayExclude =
    roles.some((role) => EXCLUDES_STAFF.includes(role)) && !roles.some((role) => WORKS_ON_FILES.includes(role))
  const readers = useInfiniteQuery({
    queryKey: ['protection', 'readers', fileId],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listReaders, {
        params: { fileId },
        query: pageParam === null ? {} : { before: pageParam },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
  })
  if (readers.isError) return <QueryError query={readers} />
  if (!readers.data || !rules) return <LoadingState what={t('protection.readers.loading')} />
  const items = readers.data.pages.flatMap((page) => page.items)
  const number = readers.data.pages[0]?.number ?? ''
  return (
    <InZone timeZone={rules.timeZone}>
      <Stack gap="lg">
        <PageHeader
          title={t('protection.readers.title')}
          meta={<FileNumber>{number}</FileNumber>}
          about={t('protection.readers.about')}
          back={
            roles.some((role) => WORKS_ON_FILES.includes(role))
              ? { to: fileAddress(fileId), label: t('protection.file.back') }
              : { to: '/readers', label: t('protection.readers.find_title') }
          }
          actions={
            <NotOnPaper>
              <Button icon="print" onPress={() => window.print()}>
                {t('protection.readers.print')}
              </Button>
            </NotOnPaper>
          }
        />
        <Readings items={items} />
        {mayExclude && <ExcludeReader fileId={fileId} items={items} />}
        {readers.hasNextPage && (
          <NotOnPaper>
            <Row>
              <Button busy={readers.isFetchingNextPage} onPress={() => void readers.fetchNextPage()}>
                {t('protection.timeline.more')}
              </Button>
            </Row>
          </NotOnPaper>
        )}
      </Stack>
    </InZone>
  )
}

/** What an emergency was stands in words of its own. */
const purposeId = (action: FileReading['did'][number]['action'], purpose: string): string =>
  action === 'file.glass_broken' ? `protection.emergency.reason.${purpose}` : `protection.file.purpose.${purpose}`

/** Words of this module for its own and what every module does, of another its own. */
const readingId = (action: string): string =>
  action.startsWith('file.') ? `protection.readers.${action.replace('.', '_')}` : action.replace('.', '.reading.')

function Readings({ items }: { items: readonly FileReading[] }) {
  const { t, formatInstant } = useMessages()
  const span = ({ firstAt, lastAt }: FileReading) =>
    formatInstant(firstAt as Instant) === formatInstant(lastAt as Instant)
      ? formatInstant(firstAt as Instant)
      : `${formatInstant(firstAt as Instant)} – ${formatInstant(lastAt as Instant, 'time')}`
  return (
    <DataTable
      caption={t('protection.readers.title')}
      items={items}
      itemKey={({ name, firstAt, did }) => `${firstAt} ${name} ${did[0]?.action}`}
      empty={<EmptyState icon="users" title={t('protection.readers.none')} />}
      columns={[
        {
          id: 'who',
          header: t('protection.readers.who'),
          primary: true,
          cell: ({ name, agency }) => (
            <bdi>{name ?? t(agency === null ? 'protection.readers.not_named' : 'protection.readers.of_agency')}</bdi>
          ),
        },
        {
          id: 'agency',
          header: t('protection.readers.agency'),
          cell: ({ agency }) => <bdi>{agency ?? t('protection.readers.no_agency')}</bdi>,
        },
        { id: 'when', header: t('protection.readers.when'), cell: span },
        {
          id: 'did',
          header: t('protection.readers.did'),
          cell: ({ did }) => (
            <Stack gap="xs">
              {did.map(({ action, purpose, times }) => (
                <Text key={`${action} ${purpose}`} size="sm">
                  {t(readingId(action), { times })}
                  {purpose !== null && ` · ${t(purposeId(action, purpose))}`}
                </Text>
              ))}
            </Stack>
          ),
        },
      ]}
    />
  )
}

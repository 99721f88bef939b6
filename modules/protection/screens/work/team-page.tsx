import { useQuery } from '@tanstack/react-query'
import { dateIn, type Instant, type PlainDate } from '@gloact/kernel'
import {
  Link,
  PageHeader,
  QueryState,
  Section,
  Stack,
  TaskList,
  TaskRow,
  Text,
  useClient,
  useMessages,
  useModules,
} from '@gloact/ui'
import { listCaseloads } from '../../contract/lists/caseload.ts'
import { listCaseFiles, type FileFilterInput } from '../../contract/lists/file-list.ts'
import type { FileSummary } from '../../contract/reading/files.ts'
import { Caseloads } from '../lists/caseloads-page.tsx'
import { ClockBadge } from '../clock-badge.tsx'
import { clockOf, shapeOfClock } from '../clocks.ts'
import { useDirectory } from '../directory.ts'
import { fileAddress } from '../file-address.ts'
import { queryKeys } from '../keys.ts'
import { listAddress, type FileFilters } from '../lists/file-filters.ts'
import { personWords } from '../person-words.ts'
import { useCountryTimeZone } from '../rules.ts'
import { useNow } from '../use-now.ts'

/** What a supervisor looks at first, in order. */
const TEAM_LISTS = ['overdue', 'unassigned', 'new'] as const
type TeamList = (typeof TEAM_LISTS)[number]

/** How the team stands: what is late, what nobody has, what is new, and how much each has in hand. */
export function TeamPage() {
  const { t } = useMessages()
  const client = useClient()
  const load = useQuery({ queryKey: queryKeys.caseloads, queryFn: () => client.callOrThrow(listCaseloads) })
  return (
    <Stack gap="lg">
      <PageHeader title={t('protection.team.title')} about={t('protection.team.about')} />
      {useTeamParts().map(({ id, Team }) => (
        <Team key={id} />
      ))}
      {TEAM_LISTS.map((list) => (
        <FilesOf key={list} list={list} />
      ))}
      <Section title={t('protection.caseload.title')} about={t('protection.caseload.about')}>
        {!load.isSuccess ? (
          <QueryState query={load} loading={t('protection.caseload.loading')} />
        ) : (
          <Caseloads held={load.data.items} />
        )}
      </Section>
    </Stack>
  )
}

/** What other modules put first for those who lead: a child who is missing. */
function useTeamParts() {
  const { modules } = useModules()
  const { data } = useQuery({
    queryKey: ['protection', 'team', 'parts'],
    queryFn: () =>
      Promise.all(
        modules.flatMap(({ id, team }) => (team === undefined ? [] : team().then((part) => ({ ...part, id })))),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? []
}

const SHOWN = 8
const DAYS_NEW = 7

const daysBefore = (now: Instant, days: number, timeZone: string): PlainDate =>
  dateIn(new Date(Date.parse(now) - days * 86_400_000).toISOString() as Instant, timeZone)

/** What narrows a list of files to one of these, as the list of files takes it too. */
function filterOf(list: TeamList, since: PlainDate): FileFilterInput & FileFilters {
  if (list === 'overdue') return { status: 'open', overdue: 'true', backlog: 'false' }
  if (list === 'unassigned') return { status: 'open', unassigned: 'true', backlog: 'false' }
  return { openedFrom: since, backlog: 'false' }
}

function FilesOf({ list }: { list: TeamList }) {
  const { t } = useMessages()
  const client = useClient()
  const now = useNow()
  const timeZone = useCountryTimeZone()
  const filter = filterOf(list, daysBefore(now, DAYS_NEW, timeZone))
  const query = {
    ...filter,
    sort: list === 'overdue' ? 'deadline' : 'opened',
    direction: list === 'overdue' ? 'ascending' : 'descending',
    limit: SHOWN + 1,
  } as const
  const files = useQuery({
    queryKey: queryKeys.list({ ...filter, sort: query.sort, limit: String(query.limit) }),
    queryFn: () => client.callOrThrow(listCaseFiles, { query }),
  })
  const title = t(`protection.team.${list}`)
  const items = files.data?.items ?? []
  return (
    <Section title={title}>
      {!files.isSuccess ? (
        <QueryState query={files} loading={title} />
      ) : items.length === 0 ? (
        <Text tone="quiet">{t(`protection.team.no_${list}`)}</Text>
      ) : (
        <>
          <TaskList label={title}>
            {items.slice(0, SHOWN).map((file) => (
              <FileRow key={file.id} file={file} assigns={list === 'unassigned'} />
            ))}
          </TaskList>
          {items.length > SHOWN && <Link to={listAddress(filter)}>{t('protection.team.all', { list: title })}</Link>}
        </>
      )}
    </Section>
  )
}

function FileRow({ file, assigns }: { file: FileSummary; assigns: boolean }) {
  const messages = useMessages()
  const { t, formatDate, formatFacts } = messages
  const now = useNow()
  const timeZone = useCountryTimeZone()
  const directory = useDirectory()
  const clock = file.nextDeadline === null ? undefined : clockOf(file.nextDeadline, now, timeZone)
  const who =
    (file.assignedTo !== null && directory.colleagueName(file.assignedTo)) ||
    (file.teamId !== null && directory.teamName(file.teamId)) ||
    t('protection.files.nobody')
  return (
    <TaskRow
      to={fileAddress(file.id, assigns ? 'people' : 'summary')}
      shape={clock ? shapeOfClock(clock) : 'normal'}
      number={file.number}
      title={formatFacts([personWords(file, messages), ...(file.label === null ? [] : [file.label]), who])}
      when={
        clock ? (
          <ClockBadge clock={clock} named="within" />
        ) : (
          <Text as="span" tone="quiet" size="sm">
            {t('protection.file.opened_on', { date: formatDate(file.openedOn as PlainDate) })}
          </Text>
        )
      }
      action={t(assigns ? 'protection.work.do.unassigned' : 'protection.facts.view')}
    />
  )
}

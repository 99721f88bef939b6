import { useQuery } from '@tanstack/react-query'
import { problemOf, type ResponseOf } from '@gloact/http/client'
import { asInstant, dateIn } from '@gloact/kernel'
import {
  Button,
  Callout,
  EmptyState,
  ErrorState,
  Link,
  LoadingState,
  PageHeader,
  Row,
  Section,
  Stack,
  TaskList,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { readMyWork, type Task } from '../../contract/routes.ts'
import { ClockBadge } from '../clock-badge.tsx'
import { clockTime } from '../appointment-times.ts'
import { codeWords } from '../contact/code-words.ts'
import { queryKeys } from '../keys.ts'
import { MEETS_PEOPLE, usePrincipal, WORKS_ON_FILES } from '../principal.ts'
import { useCountryTimeZone, useFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'
import {
  addressOfTask,
  clockOfTask,
  groupTasks,
  isAppointment,
  messagesOf,
  shapeOf,
  WORK_GROUPS,
} from './task-words.ts'

/** Where everyone lands: what needs me, why now, and the one thing to do about it. */
export function MyWork() {
  const { t, formatDay } = useMessages()
  const timeZone = useCountryTimeZone()
  const client = useClient()
  const now = useNow()
  const roles = usePrincipal()?.roles ?? []
  const meetsPeople = roles.some((role) => MEETS_PEOPLE.includes(role))
  const worksOnFiles = roles.some((role) => WORKS_ON_FILES.includes(role))
  const work = useQuery({ queryKey: queryKeys.myWork, queryFn: () => client.callOrThrow(readMyWork) })

  const newContact = meetsPeople && (
    <Button kind="primary" icon="plus" to="/contact">
      {t('protection.work.new_contact')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('protection.work.title')}
        actions={newContact}
        meta={
          <Row gap="sm">
            <Text as="span" tone="quiet">
              {formatDay(dateIn(now, timeZone))}
            </Text>
            {work.data && worksOnFiles && work.data.openFiles > 0 && (
              <Link to="/files?mine=true&status=open">
                {t('protection.work.open_files', { count: work.data.openFiles })}
              </Link>
            )}
          </Row>
        }
      />
      {work.isPending ? (
        <LoadingState what={t('protection.work.loading')} />
      ) : work.isError && !work.data ? (
        <ErrorState problem={problemOf(work.error)} onRetry={() => void work.refetch()} />
      ) : (
        <Work
          tasks={work.data?.tasks ?? []}
          waiting={work.data?.waiting}
          backlog={work.data?.backlog}
          worksOnFiles={worksOnFiles}
        />
      )}
    </>
  )
}

type MyWorkView = ResponseOf<typeof readMyWork>

interface WorkProps {
  readonly tasks: readonly Task[]
  readonly waiting: { readonly decisionsAwaited: number; readonly closuresRequested: number } | undefined
  readonly backlog: MyWorkView['backlog'] | undefined
  readonly worksOnFiles: boolean
}

function Work({ tasks, waiting, backlog, worksOnFiles }: WorkProps) {
  const { t } = useMessages()
  const groups = groupTasks(tasks)
  const waits = (waiting?.decisionsAwaited ?? 0) + (waiting?.closuresRequested ?? 0) > 0
  return (
    <Stack gap="md">
      {tasks.length === 0 && (
        <EmptyState
          icon="done"
          title={t('protection.work.empty')}
          about={t(worksOnFiles ? 'protection.work.empty_about' : 'protection.work.empty_other')}
          action={worksOnFiles && <Button to="/files">{t('protection.work.to_files')}</Button>}
        />
      )}
      {backlog && backlog.withoutGuardian > 0 && (
        <Callout
          tone="danger"
          title={t('protection.work.backlog_guardians', { count: backlog.withoutGuardian })}
          actions={
            <Button to="/files?path=child&overdue=true&backlog=true">
              {t('protection.work.backlog_guardians_do')}
            </Button>
          }
        >
          {t('protection.work.backlog_guardians_about')}
        </Callout>
      )}
      {WORK_GROUPS.map((group) =>
        groups[group].length === 0 && (group !== 'today' || tasks.length === 0) ? null : (
          <Section key={group} title={t(`protection.work.${group}`)}>
            {groups[group].length === 0 ? (
              <Text tone="quiet">{t('protection.work.nothing_today')}</Text>
            ) : (
              <Tasks label={t(`protection.work.${group}`)} tasks={groups[group]} />
            )}
          </Section>
        ),
      )}
      {backlog && <Backlog {...backlog} />}
      {waits && waiting && (
        <Section title={t('protection.work.waiting')} about={t('protection.work.waiting_about')}>
          <Stack gap="xs">
            {waiting.decisionsAwaited > 0 && (
              <Link to="/files?awaited=true">
                {t('protection.work.decisions_awaited', { count: waiting.decisionsAwaited })}
              </Link>
            )}
            {waiting.closuresRequested > 0 && (
              <Link to="/files?status=closure_requested">
                {t('protection.work.closures_requested', { count: waiting.closuresRequested })}
              </Link>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

/** Files that came with clocks that had passed: one line that leads to all of them, and not a task each. */
function Backlog({ files, clocks, unassigned }: NonNullable<WorkProps['backlog']>) {
  const { t } = useMessages()
  if (files === 0 && unassigned === 0) return null
  return (
    <Section title={t('protection.work.backlog')} about={t('protection.work.backlog_about')}>
      <Stack gap="xs">
        {files > 0 && (
          <Link to="/files?overdue=true&backlog=true">{t('protection.work.backlog_clocks', { files, clocks })}</Link>
        )}
        {unassigned > 0 && (
          <Link to="/files?backlog=true&status=open">
            {t('protection.work.backlog_unassigned', { count: unassigned })}
          </Link>
        )}
      </Stack>
    </Section>
  )
}

/** More than anybody does in a day; the rest opens on demand. */
const FIRST_SHOWN = 12

function Tasks({ label, tasks }: { label: string; tasks: readonly Task[] }) {
  const { t, language, formatDay, formatInstant } = useMessages()
  const timeZone = useCountryTimeZone()
  const now = useNow()
  const { rules } = useFileRules()
  const kindWord = (code: string) => codeWords(rules?.codeLists ?? {}, 'appointment_kind', code, language)
  // By the clocks of the country, as it was entered.
  const whenOf = ({ since, allDay }: Task) => {
    const day = formatDay(dateIn(asInstant(since), timeZone))
    return allDay === true
      ? day
      : t('protection.work.appointment_at', { day, time: clockTime(asInstant(since), timeZone) })
  }
  const [all, setAll] = useState(false)
  const shown = all ? tasks : tasks.slice(0, FIRST_SHOWN)
  return (
    <>
      <TaskList
        label={label}
        tasks={shown.map((task) => {
          const { title, action } = messagesOf(task)
          const clock = clockOfTask(task, now, timeZone)
          return {
            id: `${task.file.id}.${task.kind}.${task.about ?? ''}.${isAppointment(task) ? task.since : ''}`,
            to: addressOfTask(task),
            shape: shapeOf(task, clock),
            number: task.file.number,
            title: t(title, { kind: isAppointment(task) ? kindWord(task.about ?? 'other') : '' }),
            when: clock ? (
              <ClockBadge clock={clock} />
            ) : (
              <Text as="span" tone="quiet" size="sm">
                {isAppointment(task)
                  ? whenOf(task)
                  : t('protection.work.since', { when: formatInstant(asInstant(task.since), 'date') })}
              </Text>
            ),
            action: t(action),
          }
        })}
      />
      {shown.length < tasks.length && (
        <Row>
          <Button onPress={() => setAll(true)}>{t('protection.work.show_all', { count: tasks.length })}</Button>
        </Row>
      )}
    </>
  )
}

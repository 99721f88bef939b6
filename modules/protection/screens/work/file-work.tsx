import { asInstant, dateIn } from '@gloact/kernel'
import {
  Button,
  Callout,
  Link,
  type ModuleCards,
  type ModuleTask,
  type ModuleWork,
  Section,
  Stack,
  TaskList,
  TaskRow,
  Text,
  useMessages,
  useModules,
} from '@gloact/ui'
import { fileTaskOf, LIST_OF_CARD, tasksAt, withoutLabel } from '../../contract/work/tasks.ts'
import { clockTime } from '../calendar/appointment-times.ts'
import { ClockBadge } from '../clock-badge.tsx'
import { appointmentWords } from '../contact/code-words.ts'
import { listAddress } from '../lists/file-filters.ts'
import { NoticeRow } from './notice-row.tsx'
import { useNotices } from './use-notices.ts'
import { MEETS_PEOPLE, WORKS_ON_FILES } from '../principal.ts'
import { useCountryTimeZone, useFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'
import { addressOfTask, clockOfTask, isAppointment, messagesOf, shapeOf, type PressingTask } from './task-words.ts'

/** What files show on the page on which everybody lands. */
export const fileWork: ModuleWork = {
  Task: FileTaskRow,
  tasksAt,
  toKeep: withoutLabel,
  Begin: NewContact,
  Beside: OpenFiles,
  Before: WithoutGuardian,
  After: BacklogAndWaiting,
  empty: {
    roles: WORKS_ON_FILES,
    about: 'protection.work.empty_about',
    to: '/files',
    label: 'protection.work.to_files',
  },
}

function FileTaskRow({ task: sent }: { task: ModuleTask }) {
  const { t, language, formatInstant } = useMessages()
  const timeZone = useCountryTimeZone()
  const now = useNow()
  const { rules } = useFileRules()
  const fileTask = fileTaskOf(sent)
  if (fileTask === undefined) return null
  const task: PressingTask = { ...fileTask, urgency: sent.urgency }
  const { title, action } = messagesOf(task)
  const clock = clockOfTask(task, now, timeZone)
  const kind = isAppointment(task) ? appointmentWords(rules?.codeLists, task.about ?? 'other', language) : ''
  return (
    <TaskRow
      to={addressOfTask(task)}
      shape={sent.stakes === 'life' ? 'danger' : shapeOf(task, clock)}
      number={task.file.number}
      title={
        task.file.label
          ? t('protection.work.labelled', { task: t(title, { kind }), label: task.file.label })
          : t(title, { kind })
      }
      when={
        clock ? (
          <ClockBadge clock={clock} />
        ) : (
          <Text as="span" tone="quiet" size="sm">
            {isAppointment(task) ? (
              <Appointment task={task} />
            ) : (
              t('protection.work.since', { when: formatInstant(asInstant(task.since), 'date') })
            )}
          </Text>
        )
      }
      action={t(action)}
    />
  )
}

/** By the clocks of the country, as it was entered. */
function Appointment({ task: { since, allDay } }: { task: PressingTask }) {
  const { t, formatDay } = useMessages()
  const timeZone = useCountryTimeZone()
  const day = formatDay(dateIn(asInstant(since), timeZone))
  return allDay === true
    ? day
    : t('protection.work.appointment_at', { day, time: clockTime(asInstant(since), timeZone) })
}

function NewContact() {
  const { t } = useMessages()
  const { holds } = useModules()
  if (!holds(MEETS_PEOPLE)) return null
  return (
    <Button kind="primary" icon="plus" to="/contact">
      {t('protection.work.new_contact')}
    </Button>
  )
}

function OpenFiles({ cards: { open_files: count = 0 } }: { cards: ModuleCards }) {
  const { t } = useMessages()
  const { holds } = useModules()
  if (count === 0 || !holds(WORKS_ON_FILES)) return null
  return <Link to={listAddress(LIST_OF_CARD.open_files)}>{t('protection.work.open_files', { count })}</Link>
}

function WithoutGuardian({ cards: { backlog_without_guardian: count = 0 } }: { cards: ModuleCards }) {
  const { t } = useMessages()
  if (count === 0) return null
  return (
    <Callout
      tone="danger"
      title={t('protection.work.backlog_guardians', { count })}
      actions={
        <Button to="/files?path=child&overdue=true&backlog=true">{t('protection.work.backlog_guardians_do')}</Button>
      }
    >
      {t('protection.work.backlog_guardians_about')}
    </Callout>
  )
}

/** What others did since one last looked; the rest is on its own page. */
function News() {
  const { t } = useMessages()
  const { holds } = useModules()
  return holds(WORKS_ON_FILES) ? <NewNotices title={t('protection.notices.title')} /> : null
}

const NEWS_SHOWN = 5

function NewNotices({ title }: { title: string }) {
  const { t } = useMessages()
  const notices = useNotices()
  const fresh = notices?.items.filter(({ unseen }) => unseen) ?? []
  if (fresh.length === 0) return null
  return (
    <Section title={title}>
      <TaskList label={title}>
        {fresh.slice(0, NEWS_SHOWN).map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </TaskList>
      <Link to="/notices">{t('protection.notices.all', { count: fresh.length })}</Link>
    </Section>
  )
}

function BacklogAndWaiting({ cards }: { cards: ModuleCards }) {
  return (
    <>
      <News />
      <Backlog cards={cards} />
      <Waiting cards={cards} />
    </>
  )
}

/** Files that came with clocks that had passed: one line that leads to all of them, and not a task each. */
function Backlog({ cards }: { cards: ModuleCards }) {
  const { t } = useMessages()
  const { backlog_files: files = 0, backlog_clocks: clocks = 0, backlog_unassigned: unassigned = 0 } = cards
  if (files === 0 && unassigned === 0) return null
  return (
    <Section title={t('protection.work.backlog')} about={t('protection.work.backlog_about')}>
      <Stack gap="xs">
        {files > 0 && (
          <Link to="/files?overdue=true&backlog=true">{t('protection.work.backlog_clocks', { files, clocks })}</Link>
        )}
        {unassigned > 0 && (
          <Link to={listAddress(LIST_OF_CARD.backlog_unassigned)}>
            {t('protection.work.backlog_unassigned', { count: unassigned })}
          </Link>
        )}
      </Stack>
    </Section>
  )
}

function Waiting({ cards }: { cards: ModuleCards }) {
  const { t } = useMessages()
  const { decisions_awaited: decisions = 0, closures_requested: closures = 0 } = cards
  if (decisions + closures === 0) return null
  return (
    <Section title={t('protection.work.waiting')} about={t('protection.work.waiting_about')}>
      <Stack gap="xs">
        {decisions > 0 && (
          <Link to={listAddress(LIST_OF_CARD.decisions_awaited)}>
            {t('protection.work.decisions_awaited', { count: decisions })}
          </Link>
        )}
        {closures > 0 && (
          <Link to={listAddress(LIST_OF_CARD.closures_requested)}>
            {t('protection.work.closures_requested', { count: closures })}
          </Link>
        )}
      </Stack>
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import {
  Button,
  Callout,
  EmptyState,
  ErrorState,
  LoadingState,
  type ModuleCards,
  PageHeader,
  Row,
  Section,
  Stack,
  TaskList,
  Text,
  useMessages,
  useModules,
} from '@gloact/ui'
import type { Instant } from '@gloact/kernel'
import { useState } from 'react'
import type { CardView, TaskView } from '../contract/my-work.ts'
import { firstShown, groupTasks, WORK_GROUPS } from './group-tasks.ts'
import { useMyWork, type WorkRoom } from './use-my-work.ts'
import { useToday } from './use-today.ts'

/** Where everyone lands: what needs me, why now, and the one thing to do about it. */
export function MyWork() {
  const { t, formatDay, timeZone } = useMessages()
  const today = useToday(timeZone)
  const rooms = useRooms()
  const { work, asOf, problem, retry } = useMyWork(rooms)
  return (
    <>
      <PageHeader
        title={t('work.title')}
        actions={rooms?.map(({ id, Begin }) => Begin && <Begin key={id} />)}
        meta={
          <Row gap="sm">
            <Text as="span" tone="quiet">
              {formatDay(today)}
            </Text>
            {work && rooms?.map(({ id, Beside }) => Beside && <Beside key={id} cards={cardsOf(id, work.cards)} />)}
          </Row>
        }
      />
      {problem && !work ? (
        <ErrorState problem={problem} onRetry={retry} />
      ) : work === undefined || rooms === undefined ? (
        <LoadingState what={t('work.loading')} />
      ) : (
        <>
          {asOf !== undefined && <WithoutSignal asOf={asOf} onRetry={retry} />}
          <Work rooms={rooms} {...work} />
        </>
      )}
    </>
  )
}

/** Says of when the page is: what others have done since cannot be known. */
function WithoutSignal({ asOf, onRetry }: { asOf: Instant; onRetry: () => void }) {
  const { t, formatInstant } = useMessages()
  return (
    <Callout
      tone="notice"
      title={t('work.without_signal', { when: formatInstant(asOf) })}
      actions={<Button onPress={onRetry}>{t('ui.error.retry')}</Button>}
    >
      {t('work.without_signal_about')}
    </Callout>
  )
}

/** What the modules show here, in the order of the navigation; undefined until it is loaded. */
function useRooms(): readonly WorkRoom[] | undefined {
  const { modules } = useModules()
  const rooms = useQuery({
    queryKey: ['work', 'rooms'],
    queryFn: () =>
      Promise.all(
        modules.flatMap(({ id, work }) =>
          work === undefined ? [] : work().then((room): WorkRoom => ({ ...room, id })),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return rooms.data
}

const cardsOf = (id: string, cards: readonly CardView[]): ModuleCards =>
  Object.fromEntries(cards.filter(({ module }) => module === id).map(({ kind, count }) => [kind, count]))

interface WorkProps {
  readonly rooms: readonly WorkRoom[]
  readonly tasks: readonly TaskView[]
  readonly cards: readonly CardView[]
}

function Work({ rooms, tasks, cards }: WorkProps) {
  const { t } = useMessages()
  const groups = groupTasks(tasks)
  return (
    <Stack gap="md">
      {tasks.length === 0 && <NothingToDo rooms={rooms} />}
      {rooms.map(({ id, Before }) => Before && <Before key={id} cards={cardsOf(id, cards)} />)}
      {WORK_GROUPS.map((group) =>
        groups[group].length === 0 && (group !== 'today' || tasks.length === 0) ? null : (
          <Section key={group} title={t(`work.${group}`)}>
            {groups[group].length === 0 ? (
              <Text tone="quiet">{t('work.nothing_today')}</Text>
            ) : (
              <Tasks label={t(`work.${group}`)} rooms={rooms} tasks={groups[group]} />
            )}
          </Section>
        ),
      )}
      {rooms.map(({ id, After }) => After && <After key={id} cards={cardsOf(id, cards)} />)}
    </Stack>
  )
}

/** How many entries of the menu are offered to those who have nothing to do. */
const MOST_WAYS_ON = 3

function NothingToDo({ rooms }: { rooms: readonly WorkRoom[] }) {
  const { t } = useMessages()
  const { holds, modules } = useModules()
  const empty = rooms.flatMap((room) => room.empty ?? []).find(({ roles }) => holds(roles))
  return (
    <EmptyState
      icon="done"
      title={t('work.empty')}
      about={t(empty?.about ?? 'work.empty_other')}
      action={
        empty ? (
          <Button to={empty.to}>{t(empty.label)}</Button>
        ) : (
          <Row>
            {modules
              .flatMap(({ navigation }) => navigation)
              .filter(({ path, roles }) => path !== '/' && (roles === undefined || holds(roles)))
              .slice(0, MOST_WAYS_ON)
              .map(({ path, label }) => (
                <Button key={path} to={path}>
                  {t(label)}
                </Button>
              ))}
          </Row>
        )
      }
    />
  )
}

function Tasks({ label, rooms, tasks }: { label: string; rooms: readonly WorkRoom[]; tasks: readonly TaskView[] }) {
  const { t } = useMessages()
  const [all, setAll] = useState(false)
  const shown = all ? tasks : firstShown(tasks)
  return (
    <>
      <TaskList label={label}>
        {shown.map((task) => {
          const Task = rooms.find(({ id }) => id === task.module)?.Task
          const key = [task.module, task.kind, task.about.id, ...Object.values(task.details), task.since].join('.')
          return Task && <Task key={key} task={task} />
        })}
      </TaskList>
      {shown.length < tasks.length && (
        <Row>
          <Button onPress={() => setAll(true)}>{t('work.show_all', { count: tasks.length })}</Button>
        </Row>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, Section, Stack, TaskList, Text, useClient, useMessages, useModules } from '@gloact/ui'
import { readMyWork } from '@gloact/work/contract/my-work'

/** As many as one looks at here; the rest stands in "My work". */
const SHOWN = 6

/** What waits for the reader, whichever module it is of: as "My work" shows it, the most pressing first. */
export function Waiting() {
  const { t } = useMessages()
  const client = useClient()
  const { modules } = useModules()
  const work = useQuery({ queryKey: ['work', 'mine'], queryFn: () => client.callOrThrow(readMyWork) })
  const rooms = useQuery({
    queryKey: ['work', 'rooms'],
    queryFn: () =>
      Promise.all(
        modules.flatMap(({ id, work: room }) =>
          room === undefined ? [] : room().then((loaded) => ({ ...loaded, id })),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!work.data || !rooms.data) return null
  const { tasks } = work.data
  const title = t('strategy.waiting.title')
  return (
    <Section title={title}>
      <Stack>
        {tasks.length === 0 ? (
          <Text tone="quiet">{t('strategy.waiting.none')}</Text>
        ) : (
          <TaskList label={title}>
            {tasks.slice(0, SHOWN).map((task) => {
              const Task = rooms.data.find(({ id }) => id === task.module)?.Task
              const key = [task.module, task.kind, task.about.id, ...Object.values(task.details), task.since].join('.')
              return Task && <Task key={key} task={task} />
            })}
          </TaskList>
        )}
        {tasks.length > SHOWN && <Link to="/">{t('strategy.waiting.all')}</Link>}
      </Stack>
    </Section>
  )
}

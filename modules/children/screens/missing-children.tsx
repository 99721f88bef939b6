import { useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { DeadlineBadge, Section, TaskList, TaskRow, useClient } from '@gloact/ui'
import { clockState } from '@gloact/calendar'
import { listChildren } from '../contract/records.ts'
import { isMissing } from '../domain/pressing.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

/** Children who are missing, for those who lead a team: before whatever is late. Nothing where none is. */
export function MissingChildren() {
  const { t, due, clock, timeZone } = useChildrenWords()
  const client = useClient()
  const now = useNow()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.list('missing'),
    queryFn: () => client.callOrThrow(listChildren, { query: { list: 'missing' } }),
  })
  const missing = (found.data?.items ?? []).flatMap((child) =>
    child.records.filter(isMissing).map((record) => ({ child, record })),
  )
  if (missing.length === 0) return null
  return (
    <Section title={t('children.missing.title')}>
      <TaskList label={t('children.missing.title')}>
        {missing.map(({ child, record }) => {
          const dueAt = asInstant(record.nextDueAt!)
          return (
            <TaskRow
              key={record.id}
              to={`/children/files/${child.fileId}`}
              shape="danger"
              number={child.number}
              title={due('care', null, record.state, record.clock)}
              when={
                <DeadlineBadge
                  label={clock('care', record.clock!)}
                  dueAt={dueAt}
                  danger
                  {...clockState({ dueAt, warnAt: null, stoppedAt: null }, now, timeZone)}
                />
              }
              action={t('children.open')}
            />
          )
        })}
      </TaskList>
    </Section>
  )
}

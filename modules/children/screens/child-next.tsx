import { clockState } from '@gloact/calendar'
import { asInstant } from '@gloact/kernel'
import {
  DeadlineBadge,
  Disclosure,
  Row,
  Section,
  Stack,
  Tag,
  TaskList,
  TaskRow,
  Text,
  useNarrowScreen,
} from '@gloact/ui'
import type { ChildRecord } from '../contract/records.ts'
import { EVERY_CHILD } from '../domain/kinds.ts'
import { isAlone, isMissing, pressing } from '../domain/pressing.ts'
import { useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

interface Props {
  readonly fileId: string
  readonly records: readonly ChildRecord[]
}

/** As many as leave the parts of the page in sight. */
const FIRST = { wide: 4, narrow: 2 } as const

/** What is late and what is due next of all that is recorded about a child, the most pressing first; and what every child has but this one. */
export function ChildNext({ fileId, records }: Props) {
  const { t, kind } = useChildrenWords()
  const now = useNow()
  const first = FIRST[useNarrowScreen() ? 'narrow' : 'wide']
  const due = records
    .filter(({ nextDueAt, clock, keptBy }) => nextDueAt !== null && clock !== null && keptBy === null)
    .toSorted((a, b) => pressing(a, now).localeCompare(pressing(b, now)))
  const lacks = EVERY_CHILD.filter((name) => !records.some((record) => record.kind === name))
  return (
    <Section title={t('children.next.title')}>
      <Stack gap="sm">
        {due.length === 0 && lacks.length === 0 && <Text tone="quiet">{t('children.next.none')}</Text>}
        {lacks.length > 0 && (
          <Row>
            {lacks.map((name) => (
              <Tag key={name} tone={name === 'guardianship' ? 'danger' : 'notice'} icon="circle">
                {t('children.lacks', { what: kind(name) })}
              </Tag>
            ))}
          </Row>
        )}
        {due.length > 0 && <Due fileId={fileId} records={due.slice(0, first)} />}
        {due.length > first && (
          <Disclosure summary={t('children.next.more', { count: due.length - first })}>
            <Due fileId={fileId} records={due.slice(first)} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}

function Due({ fileId, records }: Props) {
  const { t, title, state, clock, due, timeZone } = useChildrenWords()
  const now = useNow()
  return (
    <TaskList label={t('children.next.title')}>
      {records.map((record) => {
        const dueAt = asInstant(record.nextDueAt!)
        const stands = clockState({ dueAt, warnAt: null, stoppedAt: null }, now, timeZone)
        const said =
          record.turn === 'officer'
            ? due(record.kind, record.option, record.state, record.clock)
            : `${title(record.kind, record.option)}: ${state(record.kind, record.state)}`
        return (
          <TaskRow
            key={record.id}
            to={`/children/files/${fileId}/${record.kind}/${record.id}`}
            shape={isMissing(record) ? 'danger' : stands.state === 'overdue' ? 'late' : 'normal'}
            title={said}
            when={
              <DeadlineBadge
                label={clock(record.kind, record.clock!)}
                dueAt={dueAt}
                danger={isAlone(record) || isMissing(record)}
                {...stands}
              />
            }
            action={t('children.open')}
          />
        )
      })}
    </TaskList>
  )
}

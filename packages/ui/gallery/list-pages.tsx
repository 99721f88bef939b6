import type { PlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import { useState } from 'react'
import {
  Button,
  ChoiceField,
  type Column,
  DataTable,
  DeadlineBadge,
  EmptyState,
  FileNumber,
  FilterBar,
  PageHeader,
  Section,
  type Sorting,
  TaskList,
  TaskRow,
  useMessages,
} from '../index.ts'

export function WorkPage() {
  const { t, formatDay } = useMessages()
  return (
    <>
      <PageHeader
        title={formatDay('2026-11-24' as PlainDate)}
        actions={
          <Button kind="primary" icon="plus" to="/wizard">
            {t('gallery.new_contact')}
          </Button>
        }
      />
      <Section title={t('gallery.today')}>
        <TaskList label={t('gallery.today')}>
          <TaskRow
            to="/file"
            shape="today"
            number="DL-7K3M-9"
            title={t('gallery.task_guardian')}
            when={<DeadlineBadge state="due_soon" danger dueAt={'2026-11-24T12:00:00.000Z' as never} hoursLeft={3} />}
            action={t('gallery.appoint')}
          />
          <TaskRow
            to="/file"
            shape="late"
            number="DL-2QF8-4"
            title={t('gallery.task_decision')}
            when={<DeadlineBadge state="overdue" dueAt={'2026-11-23' as PlainDate} daysLeft={-1} />}
            action={t('gallery.decide')}
          />
        </TaskList>
      </Section>
      <Section title={t('gallery.week')}>
        <TaskList label={t('gallery.week')}>
          <TaskRow
            to="/file"
            shape="normal"
            number="DL-5BN0-7"
            title={t('gallery.task_review')}
            when={<DeadlineBadge state="running" dueAt={'2026-11-26' as PlainDate} daysLeft={2} />}
            action={t('gallery.open')}
          />
        </TaskList>
      </Section>
    </>
  )
}

interface Row {
  readonly number: string
  readonly opened: PlainDate
  readonly office: string
  readonly days: number
}

const ROWS: readonly Row[] = [
  { number: 'DL-7K3M-9', opened: '2026-11-21' as PlainDate, office: 'Port Isa', days: 2 },
  { number: 'DL-2QF8-4', opened: '2026-10-02' as PlainDate, office: 'North', days: -1 },
  { number: 'DL-9XT2-1', opened: '2026-09-14' as PlainDate, office: 'North', days: 12 },
]

const columnsOf = ({ t, formatDate }: Messages): readonly Column<Row>[] => [
  {
    id: 'number',
    header: t('gallery.number'),
    primary: true,
    cell: ({ number }) => <FileNumber>{number}</FileNumber>,
  },
  { id: 'opened', header: t('gallery.opened'), sortable: true, cell: ({ opened }) => formatDate(opened) },
  { id: 'office', header: t('gallery.office'), cell: (row) => <bdi>{row.office}</bdi> },
  {
    id: 'due',
    header: t('gallery.due'),
    cell: ({ days }) => <DeadlineBadge state={days < 0 ? 'overdue' : 'running'} daysLeft={days} />,
  },
  { id: 'days', header: t('gallery.days'), numeric: true, hideOnPhone: true, cell: ({ days }) => String(days) },
]

export function FilesPage() {
  const messages = useMessages()
  const { t } = messages
  const [mine, setMine] = useState(true)
  const [office, setOffice] = useState<string | null>(null)
  const [sort, setSort] = useState<Sorting>({ column: 'opened', direction: 'descending' })
  const toggle = (
    <FilterBar
      words={[
        { id: 'files', text: t('gallery.files') },
        ...(mine ? [{ id: 'mine', text: t('gallery.mine'), onClear: () => setMine(false) }] : []),
      ]}
      onClearAll={() => setMine(false)}
    >
      <ChoiceField
        label={t('gallery.office')}
        as="select"
        value={office}
        onChange={setOffice}
        options={[
          { value: 'n', label: 'North' },
          { value: 's', label: 'South' },
        ]}
      />
    </FilterBar>
  )
  return (
    <>
      <PageHeader title={t('gallery.files')} about={t('gallery.files_about')} />
      {toggle}
      <DataTable
        caption={t('gallery.files')}
        columns={columnsOf(messages)}
        items={ROWS}
        itemKey={({ number }) => number}
        itemTo={() => '/file'}
        sort={sort}
        onSort={setSort}
        total={41}
        more={{ onMore: () => {}, busy: false }}
        empty={<EmptyState title={t('gallery.no_files')} />}
      />
    </>
  )
}

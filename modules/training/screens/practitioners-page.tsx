import { asPlainDate } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  type Column,
  Columns,
  DataTable,
  EmptyState,
  PageHeader,
  Row,
  type Sorting,
  Stack,
  Tag,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { listPractitioners, type PractitionerView } from '../contract/practitioners.ts'
import { Asked } from './asked.tsx'
import { BarePosts } from './practitioners/bare-posts.tsx'
import { PersonActions } from './practitioners/person-actions.tsx'

/** The register of people: one line a practitioner, over all events. */
export function PractitionersPage() {
  const { t } = useMessages()
  const client = useClient()
  const people = useQuery({
    queryKey: ['training', 'practitioners'],
    queryFn: () => client.callOrThrow(listPractitioners),
  })
  return (
    <>
      <PageHeader
        title={t('training.practitioners.title')}
        about={t('training.practitioners.about')}
        actions={people.data?.mayPlan && <Button to="/training/doubles">{t('training.doubles.title')}</Button>}
      />
      <Asked query={people}>
        {({ items, bare, mayPlan }) => (
          <Stack>
            <BarePosts posts={bare} />
            <People items={items} mayPlan={mayPlan} />
          </Stack>
        )}
      </Asked>
    </>
  )
}

const ANY = 'any'
const SHOWN = 100

function People({ items, mayPlan }: { readonly items: readonly PractitionerView[]; readonly mayPlan: boolean }) {
  const { t, language } = useMessages()
  const [wanted, setWanted] = useState('')
  const [employer, setEmployer] = useState<string | null>(ANY)
  const [sort, setSort] = useState<Sorting>({ column: 'name', direction: 'ascending' })
  const [most, setMost] = useState(SHOWN)
  const employers = useMemo(() => [...new Set(items.map((one) => one.employer))].toSorted(), [items])
  const columns = useColumns(mayPlan)
  // What is typed stays in this page: it is in no address and goes to no server.
  const shown = useMemo(() => {
    const fold = (text: string) => text.toLocaleLowerCase(language)
    const compare = new Intl.Collator(language).compare
    const sign = sort.direction === 'ascending' ? 1 : -1
    const order = (a: PractitionerView, b: PractitionerView) =>
      sort.column === 'events'
        ? a.events - b.events
        : compare(a[sort.column as 'name'] ?? '', b[sort.column as 'name'] ?? '')
    return items
      .filter((one) => (employer === ANY || one.employer === employer) && fold(one.name).includes(fold(wanted.trim())))
      .toSorted((a, b) => sign * order(a, b))
  }, [items, employer, wanted, sort, language])
  return (
    <Stack>
      <Columns>
        <TextField type="search" label={t('training.practitioners.find')} value={wanted} onChange={setWanted} />
        <ChoiceField
          as="select"
          label={t('training.employer')}
          options={[{ value: ANY, label: t('training.any') }, ...employers.map((value) => ({ value, label: value }))]}
          value={employer}
          onChange={setEmployer}
        />
      </Columns>
      <DataTable
        caption={t('training.practitioners.title')}
        columns={columns}
        items={shown.slice(0, most)}
        itemKey={({ id }) => id}
        sort={sort}
        onSort={setSort}
        total={shown.length}
        {...(shown.length > most && { more: { onMore: () => setMost(most + SHOWN), busy: false } })}
        empty={
          <EmptyState icon="users" title={t('training.practitioners.none')} about={t('training.nominate.none_about')} />
        }
      />
    </Stack>
  )
}

function useColumns(mayPlan: boolean): Column<PractitionerView>[] {
  const { t, formatDate } = useMessages()
  return [
    {
      id: 'name',
      header: t('training.person_name'),
      primary: true,
      sortable: true,
      cell: ({ name, entries }) => (
        <Row>
          <bdi>{name}</bdi>
          {entries > 1 && <Tag>{t('training.practitioners.entries', { count: entries })}</Tag>}
        </Row>
      ),
    },
    { id: 'employer', header: t('training.employer'), sortable: true, cell: ({ employer }) => <bdi>{employer}</bdi> },
    {
      id: 'profession',
      header: t('training.profession'),
      hideOnPhone: true,
      cell: ({ profession }) => t(`training.profession.${profession}`),
    },
    {
      id: 'events',
      header: t('training.practitioners.events'),
      numeric: true,
      sortable: true,
      cell: ({ events }) => events,
    },
    { id: 'certificates', header: t('training.certificates'), numeric: true, cell: ({ certificates }) => certificates },
    { id: 'courses', header: t('training.practitioners.courses'), numeric: true, cell: ({ courses }) => courses },
    {
      id: 'last',
      header: t('training.practitioners.last'),
      cell: ({ lastOn, inPost }) => (
        <Row>
          {lastOn !== null && <span>{formatDate(asPlainDate(lastOn))}</span>}
          {inPost === false && <Tag tone="notice">{t('training.practitioners.moved')}</Tag>}
        </Row>
      ),
    },
    {
      id: 'consent',
      header: t('training.consent'),
      cell: ({ consent }) =>
        consent === null ? t('training.consent.not_asked') : t(consent ? 'training.yes' : 'training.no'),
    },
    {
      id: 'actions',
      header: t('training.practitioners.change'),
      pressed: true,
      cell: (person) => <PersonActions person={person} mayPlan={mayPlan} />,
    },
  ]
}

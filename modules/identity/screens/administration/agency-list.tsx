import { newId } from '@gloact/kernel'
import {
  Button,
  type Column,
  DataTable,
  Dialog,
  EmptyState,
  PageHeader,
  QueryState,
  Tag,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { type Agency, createAgency } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { AgencyForm, type AgencyValues } from './agency-form.tsx'
import { useAgencies, useChanged } from './queries.ts'

/** The agencies that take part in the response. */
export function AgencyList() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const changed = useChanged()
  const agencies = useAgencies()
  const { busy, problem, send } = useSending()
  const [newAgencyId, setNewAgencyId] = useState<ReturnType<typeof newId<'agency'>> | null>(null)
  // What is there stays when asking again fails, and with it what is being typed.
  if (agencies.data === undefined) return <QueryState query={agencies} loading={t('identity.agency.loading')} />
  const add = async ({ name, type, designations }: AgencyValues) => {
    if (newAgencyId === null) return
    const body = { id: newAgencyId, name, type, designations }
    if (!(await send(client.call(createAgency, { body })))) return
    setNewAgencyId(null)
    changed()
  }
  const adding = (
    <Button kind="primary" icon="plus" onPress={() => setNewAgencyId(newId<'agency'>())}>
      {t('identity.agency.add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('identity.agency.title')} about={t('identity.agency.about')} actions={adding} />
      <DataTable
        caption={t('identity.agency.title')}
        columns={columnsIn(messages)}
        items={agencies.data.items}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/administration/agencies/${id}`}
        empty={<EmptyState icon="agency" title={t('identity.agency.none')} action={adding} />}
      />
      <Dialog title={t('identity.agency.add')} open={newAgencyId !== null} onClose={() => setNewAgencyId(null)}>
        <AgencyForm busy={busy} note={<ProblemNote problem={problem} />} onSave={(values) => void add(values)} />
      </Dialog>
    </>
  )
}

const columnsIn = ({ t, formatList }: Pick<ReturnType<typeof useMessages>, 't' | 'formatList'>): Column<Agency>[] => [
  {
    id: 'name',
    header: t('identity.agency.name'),
    cell: ({ name, active }) =>
      active ? (
        name
      ) : (
        <>
          {name} <Tag tone="notice">{t('identity.agency.unused')}</Tag>
        </>
      ),
    primary: true,
  },
  {
    id: 'type',
    header: t('identity.field.agency_type'),
    cell: ({ type }) => t(`identity.agency_type.${type}`),
  },
  {
    id: 'designations',
    header: t('identity.agency.designations'),
    cell: ({ designations }) => formatList(designations.map((one) => t(`identity.designation.${one}`))),
  },
]

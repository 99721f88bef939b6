import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  EmptyState,
  Form,
  Grid,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Agency, createTeam, editAgency, editTeam, type Team } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { AgencyForm, type AgencyValues } from './agency-form.tsx'
import { useChangeWords } from './change-words.ts'
import { ifMatch, useAccessChanges, useAgencies, useChanged, useTeams } from './queries.ts'

/** One agency and its teams. */
export function AgencyPage() {
  const { t } = useMessages()
  const { agencyId }: { agencyId?: string } = useParams({ strict: false })
  const agencies = useAgencies()
  // What is there stays when asking again fails, and with it what is being typed.
  if (agencies.data === undefined) return <QueryState query={agencies} loading={t('identity.agency.loading')} />
  const agency = agencies.data.items.find(({ id }) => id === agencyId)
  if (!agency) return <EmptyState icon="agency" title={t('http.not_found')} />
  return (
    <>
      <PageHeader title={agency.name} back={{ to: '/administration/agencies', label: t('identity.agency.title') }} />
      <Stack gap="lg">
        <Edit key={agency.version} agency={agency} />
        <Section title={t('identity.field.teams')} about={t('identity.team.about')}>
          <Teams agency={agency} />
        </Section>
      </Stack>
    </>
  )
}

function Edit({ agency }: { readonly agency: Agency }) {
  const { t, formatList } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const toast = useToast()
  const { busy, problem, send } = useSending()
  const words = useChangeWords()
  const waiting = (useAccessChanges().data?.items ?? []).filter(
    ({ agencyId, staffId }) => agencyId === agency.id && staffId === null,
  )
  const save = async (body: AgencyValues) => {
    const call = client.call(editAgency, { params: { id: agency.id }, body }, ifMatch(agency.version))
    if (!(await send(call))) return
    toast.say(t('identity.saved'), { tone: 'success' })
    changed()
  }
  const note = (
    <>
      <ProblemNote problem={problem} />
      {waiting.length > 0 && (
        <Callout tone="notice">
          <Text>
            {t('identity.changes.waiting', { changes: formatList(waiting.map((change) => words.title(change))) })}
          </Text>
          <Button size="sm" to="/administration/confirmations">
            {t('identity.confirmations.title')}
          </Button>
        </Callout>
      )}
      {problem?.code === 'identity.changed_meanwhile' && (
        <Row>
          <Button onPress={changed}>{t('identity.load_again')}</Button>
        </Row>
      )}
    </>
  )
  return <AgencyForm agency={agency} busy={busy} note={note} onSave={(values) => void save(values)} />
}

function Teams({ agency }: { readonly agency: Agency }) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const teams = useTeams(agency.id)
  const { busy, problem, send } = useSending()
  const [id, setId] = useState(() => newId<'team'>())
  const [name, setName] = useState('')
  const add = async () => {
    if (!(await send(client.call(createTeam, { body: { id, agencyId: agency.id, name } })))) return
    setId(newId<'team'>())
    setName('')
    changed()
  }
  const toggle = async (team: Team) => {
    const body = { name: team.name, active: !team.active }
    await send(client.call(editTeam, { params: { id: team.id }, body }, ifMatch(team.version)))
    changed()
  }
  return (
    <Stack>
      <ProblemNote problem={problem} />
      {(teams.data?.items.length ?? 0) > 0 && (
        <Grid
          caption={t('identity.field.teams')}
          columns={[t('identity.team.name'), t('identity.field.state'), t('identity.team.change')]}
          rows={(teams.data?.items ?? []).map((team) => ({
            id: team.id,
            header: team.name,
            cells: [
              <Tag key="state" tone={team.active ? 'neutral' : 'notice'}>
                {t(team.active ? 'identity.team.in_use' : 'identity.agency.unused')}
              </Tag>,
              <Row key="change" gap="xs">
                <Rename team={team} />
                <Button size="sm" kind="quiet" disabled={busy} onPress={() => void toggle(team)}>
                  {t(team.active ? 'identity.team.stop' : 'identity.team.use_again')}
                </Button>
              </Row>,
            ],
          }))}
        />
      )}
      <Form onSubmit={() => void add()}>
        <TextField label={t('identity.team.new')} value={name} onChange={setName} />
        <Row>
          <Button type="submit" busy={busy} disabled={name.trim() === ''}>
            {t('identity.team.add')}
          </Button>
        </Row>
      </Form>
    </Stack>
  )
}

function Rename({ team }: { readonly team: Team }) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const { busy, problem, send } = useSending()
  const [name, setName] = useState<string | null>(null)
  if (name === null) {
    return (
      <Button
        size="sm"
        kind="quiet"
        label={t('identity.team.rename_named', { name: team.name })}
        onPress={() => setName(team.name)}
      >
        {t('identity.team.rename')}
      </Button>
    )
  }
  const save = async () => {
    const body = { name, active: team.active }
    if (await send(client.call(editTeam, { params: { id: team.id }, body }, ifMatch(team.version)))) setName(null)
    changed()
  }
  return (
    <Form onSubmit={() => void save()}>
      <ProblemNote problem={problem} />
      <TextField label={t('identity.team.name')} value={name} onChange={setName} />
      <Row>
        <Button size="sm" kind="primary" type="submit" busy={busy} disabled={name.trim() === ''}>
          {t('identity.save')}
        </Button>
        <Button size="sm" kind="quiet" onPress={() => setName(null)}>
          {t('ui.cancel')}
        </Button>
      </Row>
    </Form>
  )
}

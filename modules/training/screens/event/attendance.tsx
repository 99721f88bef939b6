import {
  ActionMenu,
  Button,
  Card,
  CheckboxField,
  ChoiceField,
  type Column,
  DataTable,
  EmptyState,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import {
  type EventPageView,
  openSession,
  type ParticipantView,
  recordAttendance,
} from '../../contract/training-events.ts'
import { issueCertificates, readCertificate, readCertificates, revokeCertificate } from '../../contract/tests.ts'
import { readBadge, rotateIssuerKey } from '../../contract/evaluation.ts'
import { saveBytes, useDoing } from '../asked.tsx'

/** Sessions, who was there, and their certificates. */
export function Attendance({ page }: { readonly page: EventPageView }) {
  const { t } = useMessages()
  const { participants, sessions, event, mayPlan } = page
  const [chosen, setChosen] = useState<string | null>(
    () =>
      (sessions.find(({ openedAt, closedAt }) => openedAt !== null && closedAt === null) ?? sessions[0])?.id ?? null,
  )
  const session = sessions.find(({ id }) => id === chosen)
  return (
    <Stack>
      <Row>
        <Button icon="print" to={`/training/events/${event.id}/invitations`}>
          {t('training.invitations.title')}
        </Button>
        {mayPlan && <Issue eventId={event.id} />}
        {mayPlan && <NewKey />}
        {participants.some(({ certificate }) => certificate !== null) && <SaveAll eventId={event.id} />}
      </Row>
      <ChoiceField
        as="select"
        label={t('training.session')}
        options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
        value={chosen}
        onChange={setChosen}
      />
      {session && <Session key={session.id} session={session} participants={participants} />}
      <Participants
        participants={participants}
        sessions={sessions.length}
        sessionId={chosen}
        mayPlan={mayPlan}
        over={event.over}
      />
    </Stack>
  )
}

type SessionView = EventPageView['sessions'][number]

interface SessionProps {
  readonly session: SessionView
  readonly participants: readonly ParticipantView[]
}

function Session({ session, participants }: SessionProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const open = session.openedAt !== null && session.closedAt === null
  const there = participants.filter(({ sessions }) => sessions.some(({ sessionId }) => sessionId === session.id)).length
  return (
    <Card>
      <Row justify="between">
        <Stack gap="xs">
          <Text as="span" tone="strong">
            {t('training.present', { n: there, of: participants.length })}
          </Text>
          <Text as="span" size="sm" tone="quiet">
            {t(open ? 'training.session.open' : 'training.session.closed')}
          </Text>
        </Stack>
        <Button
          kind={open ? 'secondary' : 'primary'}
          busy={busy}
          onPress={() =>
            void run(() => client.call(openSession, { params: { sessionId: session.id }, body: { open: !open } }))
          }
        >
          {t(open ? 'training.session.close' : 'training.session.open_button')}
        </Button>
      </Row>
      {note}
    </Card>
  )
}

function Issue({ eventId }: { readonly eventId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const confirm = useConfirm()
  const { busy, run, note } = useDoing()
  const issue = async () => {
    const sure = await confirm({
      title: t('training.issue.title'),
      body: t('training.issue.body'),
      confirm: t('training.issue.button'),
    })
    if (sure) await run(() => client.call(issueCertificates, { params: { eventId } }))
  }
  return (
    <>
      <Button busy={busy} onPress={() => void issue()}>
        {t('training.issue.button')}
      </Button>
      {note}
    </>
  )
}

/** All certificates of the event: to print, or as a table with their codes. */
function SaveAll({ eventId }: { readonly eventId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const save = (format: 'pdf' | 'csv') =>
    run(async () => {
      const answer = await client.call(readCertificates, { params: { eventId }, query: { format } })
      if (answer.ok) saveBytes(answer.value, `certificates.${format}`)
      return answer
    })
  return (
    <>
      {(['pdf', 'csv'] as const).map((format) => (
        <Button key={format} icon="download" busy={busy} onPress={() => void save(format)}>
          {t(`training.certificates.save_${format}`)}
        </Button>
      ))}
      {note}
    </>
  )
}

/** Another key signs from now on: once a year, or at once where somebody may have read the one that signs today. */
function NewKey() {
  const { t } = useMessages()
  const client = useClient()
  const confirm = useConfirm()
  const { run, note } = useDoing()
  const renew = async (revokeEarlier: boolean) => {
    const which = revokeEarlier ? 'revoke' : 'renew'
    const sure = await confirm({
      title: t(`training.key.${which}_title`),
      body: t(`training.key.${which}_body`),
      confirm: t(`training.key.${which}`),
    })
    if (sure) await run(() => client.call(rotateIssuerKey, { body: { revokeEarlier } }))
  }
  return (
    <>
      <ActionMenu
        label={t('training.key.title')}
        words
        items={[
          { label: t('training.key.renew'), onChoose: () => void renew(false) },
          { label: t('training.key.revoke'), danger: true, onChoose: () => void renew(true) },
        ]}
      />
      {note}
    </>
  )
}

interface ParticipantsProps {
  readonly participants: readonly ParticipantView[]
  readonly sessions: number
  readonly sessionId: string | null
  readonly mayPlan: boolean
  /** Its last day has passed: those who came to nothing did not come. */
  readonly over: boolean
}

function Participants({ participants, sessions, sessionId, mayPlan, over }: ParticipantsProps) {
  const { t } = useMessages()
  const client = useClient()
  const { run, note } = useDoing()
  const [fromList, setFromList] = useState(false)
  const how = fromList ? 'list' : 'facilitator'
  const mark = (participantId: string, present: boolean) =>
    sessionId !== null &&
    void run(() => client.call(recordAttendance, { params: { sessionId }, body: { participantId, present, how } }))
  const columns: Column<ParticipantView>[] = [
    {
      id: 'name',
      header: t('training.person_name'),
      primary: true,
      cell: ({ name, employer, sessions: { length } }) => (
        <Stack gap="xs">
          <bdi>{name}</bdi>
          <Text as="span" size="sm" tone="quiet">
            <bdi>{employer}</bdi>
          </Text>
          {over && length === 0 && <Tag tone="notice">{t('training.no_show')}</Tag>}
        </Stack>
      ),
    },
    {
      id: 'present',
      header: t('training.present_header'),
      pressed: true,
      cell: (row) => {
        const at = row.sessions.find((one) => one.sessionId === sessionId)
        return (
          <Row>
            <CheckboxField
              label={t('training.present_one', { name: row.name })}
              hideLabel
              value={at !== undefined}
              onChange={(on) => mark(row.id, on)}
            />
            {at && <Tag>{t(`training.how.${at.how}`)}</Tag>}
          </Row>
        )
      },
    },
    {
      id: 'sessions',
      header: t('training.sessions'),
      cell: (row) => t('training.n_of_n', { n: row.sessions.length, of: sessions }),
    },
    {
      id: 'tests',
      header: t('training.tab.tests'),
      cell: ({ pre, post }) => (
        <Row>
          {pre && <Tag>{t('training.test.pre')}</Tag>}
          {post && <Tag>{t('training.test.post')}</Tag>}
        </Row>
      ),
    },
    {
      id: 'certificate',
      header: t('training.certificate'),
      pressed: true,
      cell: (row) => <Certificate participant={row} mayPlan={mayPlan} />,
    },
  ]
  return (
    <Stack>
      {note}
      {participants.length > 0 && (
        <CheckboxField
          label={t('training.from_list')}
          help={t('training.from_list_help')}
          value={fromList}
          onChange={setFromList}
        />
      )}
      <DataTable
        caption={t('training.participants')}
        columns={columns}
        items={participants}
        itemKey={({ id }) => id}
        total={participants.length}
        empty={
          <EmptyState
            icon="users"
            title={t('training.participants.none')}
            about={t('training.participants.none_about')}
          />
        }
      />
    </Stack>
  )
}

function Certificate({ participant, mayPlan }: { readonly participant: ParticipantView; readonly mayPlan: boolean }) {
  const { t } = useMessages()
  const client = useClient()
  const confirm = useConfirm()
  const { busy, run, note } = useDoing()
  const { certificate, name } = participant
  if (certificate === null) return null
  if (certificate.revoked) return <Tag>{t('training.certificate.revoked')}</Tag>
  const save = () =>
    run(async () => {
      const answer = await client.call(readCertificate, { params: { certificateId: certificate.id } })
      if (answer.ok) saveBytes(answer.value, 'certificate.pdf')
      return answer
    })
  const saveBadge = () =>
    run(async () => {
      const answer = await client.call(readBadge, { params: { certificateId: certificate.id } })
      if (answer.ok) saveBytes(answer.value, 'badge.jwt')
      return answer
    })
  const revoke = async () => {
    const sure = await confirm({
      title: t('training.revoke.title', { name }),
      body: t('training.revoke.body'),
      confirm: t('training.revoke.button'),
    })
    if (sure) await run(() => client.call(revokeCertificate, { params: { certificateId: certificate.id } }))
  }
  return (
    <Row>
      <Button
        size="sm"
        kind="quiet"
        icon="download"
        busy={busy}
        label={`${t('training.certificate.save')}: ${name}`}
        onPress={() => void save()}
      >
        {t('training.certificate.save')}
      </Button>
      <Button
        size="sm"
        kind="quiet"
        icon="download"
        busy={busy}
        label={`${t('training.badge.save')}: ${name}`}
        onPress={() => void saveBadge()}
      >
        {t('training.badge.save')}
      </Button>
      {mayPlan && (
        <Button size="sm" kind="quiet" label={`${t('training.revoke.button')}: ${name}`} onPress={() => void revoke()}>
          {t('training.revoke.button')}
        </Button>
      )}
      {note}
    </Row>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  Button,
  Callout,
  ErrorState,
  Form,
  KeyValueList,
  LoadingState,
  LongText,
  PageHeader,
  QueryState,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { confirmPeer, declinePeer, listPeers, type PeerChangeView } from '../contract/peers.ts'
import { PEERS, usePeerWords } from './peer-words.ts'

/** A country, or other keys of one, as an officer entered it: another hears the words and confirms. */
export function PeerChangePage() {
  const { changeId = '' }: { readonly changeId?: string } = useParams({ strict: false })
  const { t } = usePeerWords()
  const client = useClient()
  const found = useQuery({
    queryKey: PEERS.all,
    queryFn: () => client.callOrThrow(listPeers),
    // Somebody comes here by a task that is younger than the list.
    refetchOnMount: 'always',
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('cooperation.peers.title')} />
  const change = found.data.changes.find(({ id }) => id === changeId)
  if (!change && found.isFetching) return <LoadingState what={t('cooperation.peers.title')} />
  if (!change) return <ErrorState title={t('exchange.not_found')} />
  return <Shown change={change} />
}

function Shown({ change }: { readonly change: PeerChangeView }) {
  const { t, day, moment, tracks, tlp } = usePeerWords()
  return (
    <>
      <PageHeader
        title={<bdi>{change.name}</bdi>}
        about={t(change.known ? 'cooperation.peers.change_known' : 'cooperation.peers.change_new')}
        back={{ to: '/cooperation/peers', label: t('cooperation.peers.title') }}
      />
      <Stack gap="lg">
        <KeyValueList
          items={[
            {
              label: t('cooperation.peers.state_is'),
              value: <Tag>{t(`cooperation.peers.state.${change.state}`)}</Tag>,
            },
            { label: t('cooperation.peers.country'), value: change.country },
            { label: t('cooperation.peers.address'), value: <bdi dir="ltr">{change.baseUrl}</bdi> },
            { label: t('cooperation.peers.desks'), value: <bdi dir="ltr">{change.desks.join(', ')}</bdi> },
            { label: t('cooperation.peers.tracks'), value: tracks(change.tracks) },
            { label: t('cooperation.peers.highest'), value: tlp(change.highestTlp) },
            { label: t('cooperation.peers.basis'), value: <bdi>{change.legalBasis}</bdi> },
            { label: t('cooperation.peers.ends'), value: day(change.expiresAt) },
            {
              label: t('cooperation.peers.proposed_by'),
              value: `${change.proposedBy ?? '–'} · ${moment(change.proposedAt)}`,
            },
            ...(change.decidedAt === null
              ? []
              : [
                  {
                    label: t('cooperation.peers.decided_by'),
                    value: `${change.decidedBy ?? '–'} · ${moment(change.decidedAt)}`,
                  },
                ]),
          ]}
        />
        {change.state === 'waiting' && <Decide change={change} />}
      </Stack>
    </>
  )
}

function Decide({ change }: { readonly change: PeerChangeView }) {
  const { t, refused } = usePeerWords()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const params = { changeId: change.id }
  const decided = async (done: { ok: true } | { ok: false; error: Parameters<typeof refused>[0] }, to: string) => {
    setBusy(false)
    setProblem(done.ok ? null : refused(done.error))
    await Promise.all([PEERS.all, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    if (done.ok) go(to)
  }
  const confirm = async () => {
    if (words.trim() === '') return setProblem(t('cooperation.peers.heard_count', { count: 0 }))
    setBusy(true)
    return decided(await client.call(confirmPeer, { params, body: { words } }), `/cooperation/peers/${change.country}`)
  }
  const decline = async () => {
    setBusy(true)
    return decided(await client.call(declinePeer, { params, body: {} }), '/cooperation/peers')
  }
  if (change.yours) {
    return (
      <Stack>
        <Callout tone="info">{t('cooperation.peers.yours')}</Callout>
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button busy={busy} onPress={() => void decline()}>
            {t('cooperation.peers.withdraw')}
          </Button>
        </Row>
      </Stack>
    )
  }
  return (
    <Form onSubmit={() => void confirm()}>
      <Stack>
        <Callout tone="info" title={t('cooperation.peers.call')}>
          {t('cooperation.peers.call_about')}
        </Callout>
        <LongText
          label={t('cooperation.peers.heard')}
          help={t('cooperation.peers.heard_help')}
          verbatim
          required
          rows={2}
          value={words}
          onChange={setWords}
        />
        {problem && (
          <Callout tone="danger" urgent>
            {problem}
          </Callout>
        )}
        <Text tone="quiet">{t('cooperation.peers.own_call')}</Text>
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('cooperation.peers.confirm')}
          </Button>
          <Button busy={busy} onPress={() => void decline()}>
            {t('cooperation.peers.decline')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}

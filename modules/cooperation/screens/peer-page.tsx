import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { asInstant, isPlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  DateField,
  FileNumber,
  Form,
  KeyValueList,
  PageHeader,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  Timeline,
  useClient,
  useConfirm,
} from '@gloact/ui'
import { useState } from 'react'
import { readPeer, stopPeer, type PeerDetail } from '../contract/peers.ts'
import { MakeBundle } from './bundles.tsx'
import { PEERS, usePeerWords } from './peer-words.ts'
import { Words } from './peers-page.tsx'

/** One country: what was agreed, what both have of the receipts, and the stop. */
export function PeerPage() {
  const { country = '' }: { readonly country?: string } = useParams({ strict: false })
  const { t } = usePeerWords()
  const client = useClient()
  const found = useQuery({
    queryKey: PEERS.one(country),
    queryFn: () => client.callOrThrow(readPeer, { params: { country } }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('cooperation.peers.title')} />
  return <Shown detail={found.data} />
}

function Shown({ detail }: { readonly detail: PeerDetail }) {
  const { t, day, moment, tracks, tlp } = usePeerWords()
  const { peer, stops, compared } = detail
  return (
    <>
      <PageHeader
        title={<bdi>{peer.name}</bdi>}
        back={{ to: '/cooperation/peers', label: t('cooperation.peers.title') }}
      />
      <Stack gap="lg">
        {peer.state !== 'in_force' && (
          <Callout tone="danger">{t(`cooperation.peers.not_in_force.${peer.state}`)}</Callout>
        )}
        <KeyValueList
          items={[
            {
              label: t('cooperation.peers.state_is'),
              value: <Tag>{t(`cooperation.peers.state.${peer.state}`)}</Tag>,
            },
            { label: t('cooperation.peers.address'), value: <bdi dir="ltr">{peer.baseUrl}</bdi> },
            { label: t('cooperation.peers.desks'), value: <bdi dir="ltr">{peer.desks.join(', ')}</bdi> },
            { label: t('cooperation.peers.tracks'), value: tracks(peer.tracks) },
            { label: t('cooperation.peers.highest'), value: tlp(peer.highestTlp) },
            { label: t('cooperation.peers.basis'), value: <bdi>{peer.legalBasis}</bdi> },
            { label: t('cooperation.peers.ends'), value: day(peer.expiresAt) },
            { label: t('cooperation.peers.keys_until'), value: day(peer.keysUntil) },
            { label: t('cooperation.peers.words_theirs'), value: <Words words={peer.words} /> },
            ...(compared[0] === undefined
              ? []
              : [
                  {
                    label: t('cooperation.peers.compared'),
                    value: t('cooperation.crossings.compared', {
                      when: moment(compared[0].at),
                      count: compared[0].differences,
                    }),
                  },
                ]),
          ]}
        />
        {stops.length > 0 && <Since detail={detail} />}
        {peer.state === 'in_force' && <MakeBundle country={peer.country} />}
        {peer.state === 'in_force' && <Stop country={peer.country} name={peer.name} />}
      </Stack>
    </>
  )
}

/** What crossed since the keys are suspected: to be looked at, one by one. */
function Since({ detail }: { readonly detail: PeerDetail }) {
  const { t, has, day, moment, number } = usePeerWords()
  const { stops, since, elsewhere } = detail
  const said = (type: string): string => {
    const id = `cooperation.message.${type.split('.').at(-1) ?? ''}`
    return has(id) ? t(id) : type
  }
  return (
    <Section
      title={t('cooperation.peers.since', { day: day(stops[0]?.suspectedSince ?? '') })}
      about={t('cooperation.peers.since_about')}
    >
      <Stack>
        {stops.map((stop) => (
          <Text key={stop.stoppedAt} tone="quiet" size="sm">
            {t('cooperation.peers.stopped_by', { name: stop.stoppedBy ?? '–', when: moment(stop.stoppedAt) })}
          </Text>
        ))}
        {since.length === 0 ? (
          <Text>{t('cooperation.peers.since_none')}</Text>
        ) : (
          <Timeline
            label={t('cooperation.crossings.title')}
            entries={since.map((message) => ({
              id: `${message.direction}:${message.id}`,
              at: moment(message.createdAt),
              title: said(message.type),
              who: t(message.direction === 'out' ? 'cooperation.crossings.out' : 'cooperation.crossings.in'),
              body: (
                <Row gap="xs">
                  {message.conversationNumber === null ? null : (
                    <FileNumber>{number(message.conversationNumber)}</FileNumber>
                  )}
                  <Text as="span" tone="quiet" size="sm">
                    SHA-256 <bdi dir="ltr">{message.hash.slice(0, 16)}…</bdi>
                  </Text>
                </Row>
              ),
            }))}
          />
        )}
        {elsewhere > 0 && <Text>{t('cooperation.peers.elsewhere', { count: elsewhere })}</Text>}
      </Stack>
    </Section>
  )
}

function Stop({ country, name }: { readonly country: string; readonly name: string }) {
  const { t, refused } = usePeerWords()
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const [day, setDay] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const stop = async () => {
    if (day === null || !isPlainDate(day)) return setProblem(t('cooperation.peers.suspected_missing'))
    const sure = await confirm({
      title: t('cooperation.peers.stop_sure', { name }),
      body: t('cooperation.peers.stop_about'),
      confirm: t('cooperation.peers.stop'),
      danger: true,
    })
    if (!sure) return undefined
    const stopped = await client.call(stopPeer, {
      params: { country },
      // From the beginning of that day on, wherever in the world it began first.
      body: { suspectedSince: asInstant(Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000) },
    })
    setProblem(stopped.ok ? null : refused(stopped.error))
    return queries.invalidateQueries({ queryKey: ['cooperation'] })
  }
  return (
    <Section title={t('cooperation.peers.stop')} about={t('cooperation.peers.stop_about')}>
      <Form onSubmit={() => void stop()}>
        <Stack>
          <DateField
            label={t('cooperation.peers.suspected')}
            help={t('cooperation.peers.suspected_help')}
            precision="day"
            required
            value={day as never}
            onChange={setDay}
          />
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="danger" icon="stop" type="submit">
              {t('cooperation.peers.stop')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}

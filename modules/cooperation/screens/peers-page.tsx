import { useQuery } from '@tanstack/react-query'
import {
  Button,
  Callout,
  Card,
  EmptyState,
  FilePicker,
  KeyValueList,
  Link,
  PageHeader,
  QueryState,
  Refusal,
  Row,
  saveFile,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { exportTrustList, listPeers, readTrustList, type PeersView } from '../contract/peers.ts'
import { TakeBundle } from './bundles.tsx'
import { toEntry } from './handed-over.ts'
import { PEERS, usePeerWords } from './peer-words.ts'

/** The countries that this one exchanges with, what waits for a second officer, and what others need to enter this one. */
export function PeersPage() {
  const { t } = usePeerWords()
  const client = useClient()
  const found = useQuery({
    queryKey: PEERS.all,
    queryFn: () => client.callOrThrow(listPeers),
    refetchOnMount: 'always',
  })
  return (
    <>
      <PageHeader
        title={t('cooperation.peers.title')}
        about={t('cooperation.peers.about')}
        back={{ to: '/cooperation', label: t('cooperation.title') }}
        actions={
          <Row>
            <Button icon="bell" to="/cooperation/alarms">
              {t('cooperation.alarms.title')}
            </Button>
            <Button kind="primary" icon="plus" to="/cooperation/peers/enter">
              {t('cooperation.peers.enter')}
            </Button>
          </Row>
        }
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.peers.title')} />
      ) : (
        <Stack gap="lg">
          <Announced announced={found.data.announced} />
          <Waiting changes={found.data.changes} />
          <Entered peers={found.data.peers} />
          <Own own={found.data.own} />
          <TakeBundle />
          <Lists />
        </Stack>
      )}
    </>
  )
}

function Announced({ announced }: Pick<PeersView, 'announced'>) {
  const { t, moment } = usePeerWords()
  const { go } = useNavigation()
  return announced.map(({ country, name, file, at }) => (
    <Callout
      key={country}
      tone="notice"
      title={t('cooperation.peers.announced', { name })}
      actions={
        <Button
          onPress={() => {
            toEntry.give(file)
            go('/cooperation/peers/enter')
          }}
        >
          {t('cooperation.peers.enter_keys')}
        </Button>
      }
    >
      {t('cooperation.peers.announced_about', { when: moment(at) })}
    </Callout>
  ))
}

function Waiting({ changes }: Pick<PeersView, 'changes'>) {
  const { t, moment } = usePeerWords()
  const waiting = changes.filter(({ state }) => state === 'waiting')
  if (waiting.length === 0) return null
  return (
    <Section title={t('cooperation.peers.waiting')}>
      <Stack>
        {waiting.map((change) => (
          <Card key={change.id}>
            <Row justify="between">
              <Link to={`/cooperation/peer-changes/${change.id}`}>
                <bdi>{change.name}</bdi>
              </Link>
              <Tag tone="notice">{t('cooperation.peers.state.waiting')}</Tag>
            </Row>
            <Text tone="quiet" size="sm">
              {t('cooperation.peers.proposed', { name: change.proposedBy ?? '–', when: moment(change.proposedAt) })}
            </Text>
          </Card>
        ))}
      </Stack>
    </Section>
  )
}

function Entered({ peers }: Pick<PeersView, 'peers'>) {
  const { t, day, tracks, tlp } = usePeerWords()
  return (
    <Section title={t('cooperation.peers.entered')}>
      {peers.length === 0 ? (
        <EmptyState icon="world" title={t('cooperation.peers.none')} about={t('cooperation.peers.none_about')} />
      ) : (
        <Stack>
          {peers.map((peer) => (
            <Card key={peer.country}>
              <Row justify="between">
                <Link to={`/cooperation/peers/${peer.country}`}>
                  <bdi>{peer.name}</bdi>
                </Link>
                <Row>
                  <Tag>{tlp(peer.highestTlp)}</Tag>
                  <Tag tone={peer.state === 'in_force' ? 'neutral' : 'danger'}>
                    {t(`cooperation.peers.state.${peer.state}`)}
                  </Tag>
                </Row>
              </Row>
              <Text tone="quiet" size="sm">
                {t('cooperation.peers.row', { tracks: tracks(peer.tracks), day: day(peer.expiresAt) })}
              </Text>
            </Card>
          ))}
        </Stack>
      )}
    </Section>
  )
}

/** What is handed to another country, and what is read out to it. */
function Own({ own }: Pick<PeersView, 'own'>) {
  const { t } = usePeerWords()
  return (
    <Section title={t('cooperation.peers.own')} about={t('cooperation.peers.own_about')}>
      <Stack>
        <KeyValueList
          items={[
            { label: t('cooperation.peers.address'), value: <bdi dir="ltr">{own.baseUrl}</bdi> },
            { label: t('cooperation.peers.words'), value: <Words words={own.words} /> },
          ]}
        />
        <Row>
          <Button
            icon="download"
            onPress={() => saveFile(new Blob([own.file], { type: 'application/json' }), 'exchange-entry.json')}
          >
            {t('cooperation.peers.save_own')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}

/** Twelve English words in their order, whatever the language of the page: they are read out. */
export function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <bdi dir="ltr" lang="en">
      {words.map((word, index) => `${index + 1} ${word}`).join(' · ')}
    </bdi>
  )
}

/** Signed lists of countries: given to others, and read from them. Nobody is entered by one. */
function Lists() {
  const { t, refused } = usePeerWords()
  const client = useClient()
  const { go } = useNavigation()
  const [problem, setProblem] = useState<string | null>(null)
  const [read, setRead] = useState<{
    from: string
    items: readonly { country: string; name: string; file: string; here: 'unknown' | 'same' | 'other' }[]
  } | null>(null)
  const save = async () => {
    const list = await client.call(exportTrustList)
    setProblem(list.ok ? null : refused(list.error))
    if (list.ok) saveFile(new Blob([list.value.file], { type: 'text/plain' }), 'trust-list.txt')
  }
  const open = async (files: readonly File[]) => {
    const [file] = files
    if (!file) return
    const list = await client.call(readTrustList, { body: { file: await file.text() } })
    setProblem(list.ok ? null : refused(list.error))
    setRead(list.ok ? list.value : null)
  }
  return (
    <Section title={t('cooperation.peers.list')} about={t('cooperation.peers.list_about')}>
      <Stack>
        <Row>
          <Button icon="download" onPress={() => void save()}>
            {t('cooperation.peers.list_save')}
          </Button>
        </Row>
        <FilePicker
          label={t('cooperation.peers.list_open')}
          choose={t('cooperation.peers.list_open')}
          onFiles={(files) => void open(files)}
        />
        <Refusal>{problem}</Refusal>
        {read && (
          <Stack>
            <Text>{t('cooperation.peers.list_from', { country: read.from, count: read.items.length })}</Text>
            {read.items.map(({ country, name, file, here }) => (
              <Row key={country} justify="between">
                <bdi>{name}</bdi>
                {here === 'same' ? (
                  <Tag>{t('cooperation.peers.here.same')}</Tag>
                ) : (
                  <Button
                    onPress={() => {
                      toEntry.give(file)
                      go('/cooperation/peers/enter')
                    }}
                    label={`${t(`cooperation.peers.here.${here}`)}: ${name}`}
                  >
                    {t(`cooperation.peers.here.${here}`)}
                  </Button>
                )}
              </Row>
            ))}
          </Stack>
        )}
      </Stack>
    </Section>
  )
}

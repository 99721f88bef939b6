import { useQueryClient } from '@tanstack/react-query'
import { TLP } from '@gloact/exchange'
import { isPlainDate, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  ChoicesField,
  DateField,
  FilePicker,
  Form,
  KeyValueList,
  LongText,
  PageHeader,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useHandedOver,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { proposePeer } from '../contract/peers.ts'
import { AGREEABLE } from '../domain/agreed.ts'
import { toEntry } from './handed-over.ts'
import { PEERS, usePeerWords } from './peer-words.ts'

interface Seen {
  readonly country: string
  readonly name: string
  readonly baseUrl: string
}

/** Who a file says it is of; null where it is no entry. Whether it is true, the words say. */
function entryIn(file: string): Seen | null {
  try {
    const { country, name, baseUrl } = JSON.parse(file) as Record<string, unknown>
    return typeof country === 'string' && typeof name === 'string' && typeof baseUrl === 'string'
      ? { country, name, baseUrl }
      : null
  } catch {
    return null
  }
}

const NOTHING = {
  words: '',
  // Each track is agreed by itself: that of people is never taken for granted.
  tracks: ['evidence'] as readonly string[],
  highestTlp: 'amber' as string | null,
  legalBasis: '',
  endsOn: null as string | null,
}

/** Enters a country as the first of two officers: its file, the words that were heard, and what was agreed on. */
export function EnterPeerPage() {
  const { t, tlp, refused } = usePeerWords()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const { thing: handed = '' } = useHandedOver(toEntry)
  const [file, setFile] = useState(handed)
  const [given, setGiven] = useState(NOTHING)
  const [id, setId] = useState(() => newId())
  const [problem, setProblem] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const entry = entryIn(file)
  const change = (part: Partial<typeof NOTHING>) => {
    setGiven((before) => ({ ...before, ...part }))
    // Another content is another proposal; the same sent again is the same.
    setId(newId())
  }
  const { words, tracks, highestTlp, legalBasis, endsOn } = given
  const count = words.split(/[\s,;.]+/).filter((word) => word !== '').length
  const missing = t('ui.absence.answer')
  const send = async () => {
    setAsked(true)
    const level = TLP.find((each) => each === highestTlp)
    const agreed = AGREEABLE.filter((track) => tracks.includes(track))
    if (entry === null || count !== 12 || agreed.length === 0 || level === undefined) return
    if (legalBasis.trim() === '' || endsOn === null || !isPlainDate(endsOn)) return
    setBusy(true)
    const proposed = await client.call(proposePeer, {
      body: { id, file, words, tracks: agreed, highestTlp: level, legalBasis, endsOn },
    })
    setBusy(false)
    setProblem(proposed.ok ? null : refused(proposed.error))
    if (!proposed.ok) return
    // The next page shows it from the list, which was read before there was one.
    await queries.invalidateQueries({ queryKey: PEERS.all })
    go(`/cooperation/peer-changes/${proposed.value.id}`)
  }
  return (
    <>
      <PageHeader
        title={t('cooperation.peers.enter')}
        about={t('cooperation.peers.enter_about')}
        back={{ to: '/cooperation/peers', label: t('cooperation.peers.title') }}
      />
      <Form onSubmit={() => void send()}>
        <Stack>
          <FilePicker
            label={t('cooperation.peers.file')}
            choose={t('cooperation.peers.file_choose')}
            accept="application/json,.json"
            onFiles={(files) => void files[0]?.text().then(setFile)}
          />
          <LongText
            label={t('cooperation.peers.file')}
            help={t('cooperation.peers.file_help')}
            verbatim
            required
            rows={3}
            value={file}
            onChange={setFile}
            error={asked && entry === null ? t('cooperation.no_entry') : undefined}
          />
          {entry && (
            <KeyValueList
              items={[
                { label: t('cooperation.peers.says'), value: <bdi>{`${entry.name} (${entry.country})`}</bdi> },
                { label: t('cooperation.peers.address'), value: <bdi dir="ltr">{entry.baseUrl}</bdi> },
              ]}
            />
          )}
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
            onChange={(next) => change({ words: next })}
            error={asked && count !== 12 ? t('cooperation.peers.heard_count', { count }) : undefined}
          />
          <ChoicesField
            label={t('cooperation.peers.tracks')}
            help={t('cooperation.peers.tracks_help')}
            required
            options={AGREEABLE.map((track) => ({ value: track, label: t(`cooperation.track.${track}`) }))}
            value={tracks}
            onChange={(next) => change({ tracks: next })}
            error={asked && tracks.length === 0 ? missing : undefined}
          />
          <ChoiceField
            label={t('cooperation.peers.highest')}
            required
            options={TLP.map((level) => ({ value: level, label: tlp(level) }))}
            value={highestTlp}
            onChange={(next) => change({ highestTlp: next })}
            error={asked && highestTlp === null ? missing : undefined}
          />
          <TextField
            label={t('cooperation.peers.basis')}
            help={t('cooperation.peers.basis_help')}
            required
            maxLength={200}
            value={legalBasis}
            onChange={(next) => change({ legalBasis: next })}
            error={asked && legalBasis.trim() === '' ? missing : undefined}
          />
          <DateField
            label={t('cooperation.peers.ends_on')}
            precision="day"
            required
            value={endsOn as never}
            onChange={(next) => change({ endsOn: next })}
            error={asked && endsOn === null ? missing : undefined}
          />
          {problem && (
            <Callout tone="danger" urgent>
              {problem}
            </Callout>
          )}
          <Text tone="quiet">{t('cooperation.peers.second')}</Text>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('cooperation.peers.propose')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}

import {
  Button,
  Callout,
  FilePicker,
  KeyValueList,
  Refusal,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { makeBundle, takeBundle, type BundleMade, type BundleRead } from '../contract/peers.ts'
import { usePeerWords } from './peer-words.ts'

/** What waits for a country, as a file to be carried, with the paper that goes with it. */
export function MakeBundle({ country }: { readonly country: string }) {
  const { t, moment, refused } = usePeerWords()
  const client = useClient()
  const [made, setMade] = useState<BundleMade | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    const bundle = await client.call(makeBundle, { params: { country }, body: {} })
    setBusy(false)
    setProblem(bundle.ok ? null : refused(bundle.error))
    if (!bundle.ok) return
    setMade(bundle.value)
    saveFile(new Blob([bundle.value.file], { type: 'application/octet-stream' }), nameOf(bundle.value))
  }
  return (
    <Section title={t('cooperation.peers.by_file')} about={t('cooperation.peers.by_file_about')}>
      <Stack>
        <Row>
          <Button icon="download" busy={busy} onPress={() => void make()}>
            {t('cooperation.peers.bundle_make')}
          </Button>
        </Row>
        <Refusal>{problem}</Refusal>
        {made && (
          <Section title={t('cooperation.peers.bundle_manifest')} about={t('cooperation.peers.bundle_paper')}>
            <Stack>
              <KeyValueList
                items={[
                  { label: t('cooperation.peers.bundle_route'), value: `${made.from} – ${made.to}` },
                  { label: t('cooperation.peers.bundle_at'), value: moment(made.at) },
                  { label: t('cooperation.peers.bundle_sum'), value: <bdi dir="ltr">{made.sha256}</bdi> },
                  { label: t('cooperation.peers.bundle_receipts'), value: String(made.receipts) },
                  { label: t('cooperation.peers.bundle_messages'), value: String(made.messages.length) },
                  { label: t('cooperation.files.title'), value: String(made.files) },
                  ...(made.left === 0 ? [] : [{ label: t('cooperation.peers.bundle_left'), value: String(made.left) }]),
                ]}
              />
              <ol>
                {made.messages.map((message) => (
                  <li key={message.sha256}>
                    <bdi dir="ltr">{message.sha256}</bdi>
                  </li>
                ))}
              </ol>
              <Row>
                <Button icon="print" onPress={() => window.print()}>
                  {t('cooperation.peers.bundle_print')}
                </Button>
              </Row>
            </Stack>
          </Section>
        )}
      </Stack>
    </Section>
  )
}

const nameOf = ({ from, to, at }: BundleMade): string =>
  `${from}-${to}-${at.slice(0, 16).replaceAll(/[^0-9]/g, '')}.gloact`

/** A file that somebody brought: its checksum is compared with the paper first. */
export function TakeBundle() {
  const { t, refused } = usePeerWords()
  const client = useClient()
  const [brought, setBrought] = useState<{ readonly file: string; readonly sum: string } | null>(null)
  const [taken, setTaken] = useState<BundleRead | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const open = async (files: readonly File[]) => {
    const [chosen] = files
    if (!chosen) return
    const file = (await chosen.text()).trim()
    setTaken(null)
    setBrought({ file, sum: await sumOf(file) })
  }
  const take = async (file: string) => {
    setBusy(true)
    const read = await client.call(takeBundle, { body: { file } })
    setBusy(false)
    setProblem(read.ok ? null : refused(read.error))
    setTaken(read.ok ? read.value : null)
    if (read.ok) setBrought(null)
  }
  const left = taken?.messages.filter(({ outcome }) => outcome !== 'stored').length ?? 0
  return (
    <Section title={t('cooperation.peers.by_file')} about={t('cooperation.peers.by_file_about')}>
      <Stack>
        <FilePicker
          label={t('cooperation.peers.bundle_open')}
          choose={t('cooperation.peers.bundle_open')}
          accept=".gloact"
          onFiles={(files) => void open(files)}
        />
        {brought && (
          <Stack>
            <Text>{t('cooperation.peers.bundle_compare')}</Text>
            <KeyValueList
              items={[{ label: t('cooperation.peers.bundle_sum'), value: <bdi dir="ltr">{brought.sum}</bdi> }]}
            />
            <Row>
              <Button kind="primary" busy={busy} onPress={() => void take(brought.file)}>
                {t('cooperation.peers.bundle_take')}
              </Button>
            </Row>
          </Stack>
        )}
        <Refusal>{problem}</Refusal>
        {taken && (
          <Callout tone="success">
            {t('cooperation.peers.bundle_taken', {
              country: taken.from,
              count: taken.messages.length - left,
              receipts: taken.receipts,
            })}
          </Callout>
        )}
        {left > 0 && <Callout tone="notice">{t('cooperation.peers.bundle_refused', { count: left })}</Callout>}
      </Stack>
    </Section>
  )
}

async function sumOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

import { asInstant } from '@gloact/kernel'
import {
  Button,
  Callout,
  LoadingState,
  Refusal,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { exportProof, readVerification, startVerification, type Verification } from '../../contract/oversight.ts'
import { Asked } from '../asked.tsx'

const KEY = ['oversight', 'verification'] as const
const LOOK_EVERY = 500

/** Checks the log of everything that was done, and gives a proof of it to keep elsewhere. */
export function AuditProof() {
  const { t } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const [failed, setFailed] = useState(false)
  const [making, setMaking] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const verification = useQuery({
    queryKey: KEY,
    queryFn: () => client.callOrThrow(readVerification),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_EVERY : false),
  })
  const check = async () => {
    const begun = await client.call(startVerification)
    setFailed(!begun.ok)
    if (begun.ok) queries.setQueryData(KEY, begun.value)
  }
  const prove = async () => {
    setMaking(true)
    const made = await client.call(exportProof, { body: {} })
    setMaking(false)
    setFailed(!made.ok)
    if (!made.ok) return
    const text = `${JSON.stringify(made.value.proof, null, 2)}\n`
    saveFile(new Blob([text], { type: 'application/json' }), made.value.fileName)
    setSaved(made.value.fileName)
  }
  return (
    <Stack gap="lg">
      <Refusal>{failed && t('oversight.not_saved')}</Refusal>
      <Section title={t('oversight.audit.check')} about={t('oversight.audit.check_about')}>
        <Asked query={verification}>
          {(status) => (
            <Stack>
              <LastNight night={status.night} />
              <Outcome status={status} />
              <Row>
                <Button kind="primary" icon="shield" busy={status.state === 'running'} onPress={() => void check()}>
                  {t('oversight.audit.check_now')}
                </Button>
              </Row>
            </Stack>
          )}
        </Asked>
      </Section>
      <Section title={t('oversight.audit.proof')} about={t('oversight.audit.proof_about')}>
        <Stack>
          {saved !== null && <Callout tone="success">{t('oversight.audit.proof_saved', { file: saved })}</Callout>}
          <Row>
            <Button icon="download" busy={making} onPress={() => void prove()}>
              {t('oversight.audit.proof_make')}
            </Button>
          </Row>
        </Stack>
      </Section>
    </Stack>
  )
}

function Outcome({ status }: { readonly status: Verification }) {
  const { t, formatInstant } = useMessages()
  const { state, result, endedAt, blocks, ofBlocks } = status
  if (state === 'running') {
    return (
      <LoadingState what={t('oversight.audit.checking')} progress={{ done: blocks, total: Math.max(1, ofBlocks) }} />
    )
  }
  if (state === 'failed') return <Callout tone="notice">{t('oversight.audit.not_checked')}</Callout>
  if (result === null) return <Text tone="quiet">{t('oversight.audit.never')}</Text>
  const when = endedAt === null ? '' : formatInstant(asInstant(endedAt))
  return (
    <Stack>
      <LogOutcome result={result} when={when} />
      <FilesOutcome files={result.files} />
      <RequestsOutcome requests={result.requests} />
    </Stack>
  )
}

/** What the server found by itself, whether or not anyone looks. */
function LastNight({ night }: { readonly night: Verification['night'] }) {
  const { t, formatInstant } = useMessages()
  if (night === null) return <Text tone="quiet">{t('oversight.audit.night_never')}</Text>
  const when = formatInstant(asInstant(night.at))
  if (night.result === 'whole') return <Text tone="quiet">{t('oversight.audit.night_whole', { when })}</Text>
  return (
    <Callout tone="danger" title={t('oversight.audit.night_broken', { when })} urgent>
      {t('oversight.audit.night_broken_about')}
    </Callout>
  )
}

type Found = NonNullable<Verification['result']>

/** Each kind of break of a file in one of five sentences; a chain of its own that is broken is one of them. */
const FILE_BREAKS: Readonly<Record<string, string>> = {
  behind_audit: 'oversight.audit.file.behind',
  differs_from_audit: 'oversight.audit.file.differs',
  beyond_audit: 'oversight.audit.file.beyond',
  gone: 'oversight.audit.file.gone',
}

function FilesOutcome({ files }: { readonly files: Found['files'] }) {
  const { t } = useMessages()
  if (files.broken === null) {
    return (
      <Callout tone="success" title={t('oversight.audit.files_whole')}>
        {t('oversight.audit.files_whole_about', { files: files.files, actions: files.actions, held: files.held })}
      </Callout>
    )
  }
  const { fileId, reason, brokenAt } = files.broken
  return (
    <Callout tone="danger" title={t('oversight.audit.files_broken')} urgent>
      {t(FILE_BREAKS[reason] ?? 'oversight.audit.file.chain')}{' '}
      {t('oversight.audit.at_file', { file: fileId, action: brokenAt })} {t('oversight.audit.broken_about')}
    </Callout>
  )
}

function RequestsOutcome({ requests }: { readonly requests: Found['requests'] }) {
  const { t } = useMessages()
  if (requests.broken === null) {
    return (
      <Callout tone="success" title={t('oversight.audit.requests_whole')}>
        {t('oversight.audit.requests_whole_about', { requests: requests.requests, steps: requests.steps })}
      </Callout>
    )
  }
  const { requestId, brokenAt } = requests.broken
  return (
    <Callout tone="danger" title={t('oversight.audit.requests_broken')} urgent>
      {t('oversight.audit.at_request', { request: requestId, step: brokenAt })} {t('oversight.audit.broken_about')}
    </Callout>
  )
}

function LogOutcome({ result, when }: { readonly result: Found; readonly when: string }) {
  const { t } = useMessages()
  if (result.broken === null) {
    return (
      <Callout tone="success" title={t('oversight.audit.whole')}>
        {t('oversight.audit.whole_about', { when, entries: result.entries, blocks: result.blocks, open: result.open })}
      </Callout>
    )
  }
  const { kind, block, entry } = result.broken
  return (
    <Callout tone="danger" title={t('oversight.audit.broken')} urgent>
      {t(`audit.break.${kind}`)} {block !== undefined && t('oversight.audit.at_block', { block })}{' '}
      {entry !== undefined && t('oversight.audit.at_entry', { entry })} {t('oversight.audit.broken_about')}
    </Callout>
  )
}

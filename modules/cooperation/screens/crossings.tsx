import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { useState, type ReactNode } from 'react'
import {
  Button,
  Callout,
  CopyText,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  Timeline,
  useClient,
  useMessages,
} from '@gloact/ui'
import { compareRequest, listMessages, type MessagesListed, type RequestMessage } from '../contract/requests.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'

/** What crossed the border, with its hash: the other country's page shows the same, so that both can hold theirs against it. */
export function Crossings({ requestId }: { readonly requestId: string }) {
  const client = useClient()
  return (
    <MessagesWithProof
      queryKey={KEYS.messages(requestId)}
      read={() => client.callOrThrow(listMessages, { params: { requestId } })}
      below={(found) => <Compare requestId={requestId} {...found} />}
    />
  )
}

/** The same of any track. */
export function MessagesWithProof({
  queryKey,
  read,
  below,
}: {
  readonly queryKey: readonly string[]
  readonly read: () => Promise<MessagesListed>
  readonly below?: (found: MessagesListed) => ReactNode
}) {
  const { t, has, formatInstant } = useMessages()
  const found = useQuery({
    queryKey,
    queryFn: read,
    // Receipts come by themselves: looked for again while somebody waits for one.
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: one }) => one === 'queued') ? 5_000 : false),
  })
  const said = (id: string): string => (has(id) ? t(id) : id)
  return (
    <Section title={t('cooperation.crossings.title')} about={t('cooperation.crossings.about')}>
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.crossings.title')} />
      ) : found.data.items.length === 0 ? (
        <Text tone="quiet">{t('cooperation.crossings.none')}</Text>
      ) : (
        <Stack>
          <Timeline
            label={t('cooperation.crossings.title')}
            entries={found.data.items.map((message) => ({
              id: `${message.direction}:${message.id}`,
              at: formatInstant(asInstant(message.createdAt)),
              title: said(`cooperation.message.${message.type.split('.').at(-1) ?? ''}`),
              who: t(message.direction === 'out' ? 'cooperation.crossings.out' : 'cooperation.crossings.in'),
              body: <Proof message={message} said={said} />,
            }))}
          />
          {below?.(found.data)}
        </Stack>
      )}
    </Section>
  )
}

/** Asks the other country what it has, and says what the last comparison came to. */
function Compare({
  requestId,
  compared,
  mayCompare,
}: Pick<MessagesListed, 'compared' | 'mayCompare'> & { readonly requestId: string }) {
  const { t, formatInstant, problem } = useCooperationWords()
  const client = useClient()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const compare = async () => {
    setBusy(true)
    const sent = await client.call(compareRequest, { params: { requestId }, body: {} })
    setBusy(false)
    setAsked(sent.ok)
    setRefused(sent.ok ? null : problem(sent.error))
    await queries.invalidateQueries({ queryKey: KEYS.messages(requestId) })
  }
  const said =
    compared === null
      ? null
      : t('cooperation.crossings.compared', {
          when: formatInstant(asInstant(compared.at)),
          count: compared.differences,
        })
  return (
    <Stack gap="sm">
      {said === null ? null : compared?.differences === 0 ? (
        <Text tone="quiet" size="sm">
          {said}
        </Text>
      ) : (
        <Callout tone="danger">{said}</Callout>
      )}
      {asked && <Text tone="quiet">{t('cooperation.crossings.compare_asked')}</Text>}
      <Refusal>{refused}</Refusal>
      {mayCompare && (
        <Row>
          <Button busy={busy} onPress={() => void compare()}>
            {t('cooperation.crossings.compare')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function Proof({ message, said }: { message: RequestMessage; said: (id: string) => string }) {
  const { t, formatInstant } = useMessages()
  return (
    <Stack gap="xs">
      <Row gap="xs">
        <Tag>{said(`cooperation.crossings.state.${message.state}`)}</Tag>
        <Text as="span" tone="quiet" size="sm">
          SHA-256 <bdi dir="ltr">{message.hash.slice(0, 16)}…</bdi>
        </Text>
        <CopyText text={message.hash} label={t('cooperation.crossings.copy')} />
      </Row>
      {message.receipts.map((receipt) => (
        <Text key={receipt.hash} tone="quiet" size="sm">
          {said(`cooperation.receipt.${receipt.kind}`)} · {formatInstant(asInstant(receipt.at))} ·{' '}
          <bdi dir="ltr">{receipt.hash.slice(0, 16)}…</bdi>
          {receipt.reason === null ? null : ` · ${said(receipt.reason)}`}
        </Text>
      ))}
    </Stack>
  )
}

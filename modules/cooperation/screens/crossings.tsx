import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { CopyText, ErrorState, LoadingState, Row, Section, Stack, Tag, Text, Timeline, useClient } from '@gloact/ui'
import { listMessages, type RequestMessage } from '../contract/requests.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'

/** What crossed the border, with its hash: the other country's page shows the same, so that both can hold theirs against it. */
export function Crossings({ requestId }: { readonly requestId: string }) {
  const { t, has, formatInstant } = useCooperationWords()
  const client = useClient()
  const found = useQuery({
    queryKey: KEYS.messages(requestId),
    queryFn: () => client.callOrThrow(listMessages, { params: { requestId } }),
    // Receipts come by themselves: looked for again while somebody waits for one.
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: one }) => one === 'queued') ? 5_000 : false),
  })
  const said = (id: string): string => (has(id) ? t(id) : id)
  return (
    <Section title={t('cooperation.crossings.title')} about={t('cooperation.crossings.about')}>
      {found.isPending ? (
        <LoadingState what={t('cooperation.crossings.title')} />
      ) : found.isError ? (
        <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
      ) : found.data.items.length === 0 ? (
        <Text tone="quiet">{t('cooperation.crossings.none')}</Text>
      ) : (
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
      )}
    </Section>
  )
}

function Proof({ message, said }: { message: RequestMessage; said: (id: string) => string }) {
  const { t, formatInstant } = useCooperationWords()
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

import type { Instant, PlainDate } from '@gloact/kernel'
import { useState } from 'react'
import { Row, Stack } from '../layout/layout.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { CopyText } from '../press/copy-text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useConfirm } from '../say/confirm.tsx'
import { Refusal } from '../say/refusal.tsx'
import { useToast } from '../say/toast.tsx'
import { Callout } from '../show/callout.tsx'

const API = '/api/v1'

interface FeedAddressProps {
  /** Null where there is none. */
  readonly feed: { readonly createdAt: string; readonly lastReadOn: string | null } | null
  /** What a calendar program sees of it. */
  readonly shows: string
  /** Makes a new address, and answers with its path below the API; or says what went wrong. */
  readonly onRenew: () => Promise<{ readonly path: string } | { readonly problem: string }>
  /** Ends it; says what went wrong. */
  readonly onRevoke: () => Promise<{ readonly problem?: string }>
}

/** A secret address that calendar programs subscribe to: made, shown once, ended. */
export function FeedAddress({ feed, shows, onRenew, onRevoke }: FeedAddressProps) {
  const { t, formatDate, formatInstant } = useMessages()
  const confirm = useConfirm()
  const { say } = useToast()
  const [address, setAddress] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const renew = async () => {
    const question = { title: t('ui.feed.renew_title'), body: t('ui.feed.renew_body'), confirm: t('ui.feed.renew') }
    if (feed && !(await confirm(question))) return
    setBusy(true)
    const made = await onRenew()
    setBusy(false)
    setProblem('problem' in made ? made.problem : null)
    if ('path' in made) setAddress(window.location.origin + API + made.path)
  }
  const revoke = async () => {
    const question = { title: t('ui.feed.revoke_title'), body: t('ui.feed.revoke_body'), confirm: t('ui.feed.revoke') }
    if (!(await confirm(question))) return
    setBusy(true)
    const ended = await onRevoke()
    setBusy(false)
    setProblem(ended.problem ?? null)
    if (ended.problem !== undefined) return
    setAddress(null)
    say(t('ui.feed.revoked'), { tone: 'success' })
  }
  return (
    <Stack>
      <Callout tone="info" title={t('ui.feed.shows')}>
        <Text>{shows}</Text>
      </Callout>
      <Refusal>{problem}</Refusal>
      {address !== null && (
        <Callout tone="success" title={t('ui.feed.made')}>
          <Stack gap="sm">
            <Text>{t('ui.feed.made_about')}</Text>
            <Text as="div">
              <bdi dir="ltr">{address}</bdi>
            </Text>
            <CopyText text={address} label={t('ui.feed.copy')} />
          </Stack>
        </Callout>
      )}
      {feed === null ? (
        <Text>{t('ui.feed.none')}</Text>
      ) : (
        <Text>
          {t('ui.feed.since', { date: formatInstant(feed.createdAt as Instant, 'date') })}{' '}
          {feed.lastReadOn === null
            ? t('ui.feed.never_read')
            : t('ui.feed.last_read', { date: formatDate(feed.lastReadOn as PlainDate) })}
        </Text>
      )}
      <Row>
        <Button kind={feed === null ? 'primary' : 'secondary'} icon="key" busy={busy} onPress={() => void renew()}>
          {t(feed === null ? 'ui.feed.make' : 'ui.feed.renew')}
        </Button>
        {feed !== null && (
          <Button kind="quiet" icon="close" disabled={busy} onPress={() => void revoke()}>
            {t('ui.feed.revoke')}
          </Button>
        )}
      </Row>
      <Text tone="quiet" size="sm">
        {t('ui.feed.keep')}
      </Text>
    </Stack>
  )
}

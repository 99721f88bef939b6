import { asInstant } from '@gloact/kernel'
import { Button, Callout, Stack, useClient, useMessages } from '@gloact/ui'
import { noteSeen } from '../contract/factor-reset.ts'
import type { CurrentSession } from '../contract/session.ts'
import { useRefreshSession } from './session.ts'

/** Stands above the page until it was read: that others reset one's second factor. */
export function ResetNotice({ notice }: { readonly notice: NonNullable<CurrentSession['notice']> }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const refresh = useRefreshSession()
  const { id, at, askedBy, confirmedBy } = notice
  return (
    <Stack gap="lg">
      <Callout
        tone="notice"
        actions={
          <Button onPress={() => void client.call(noteSeen, { params: { id } }).then(refresh)}>
            {t('identity.notice.seen')}
          </Button>
        }
      >
        {t('identity.notice.factor_reset', { when: formatInstant(asInstant(at)), askedBy, confirmedBy })}
      </Callout>
      {/* The page begins with the gap between them. */}
      <div />
    </Stack>
  )
}

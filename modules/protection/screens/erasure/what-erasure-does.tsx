import { Callout, Stack, Text, useMessages } from '@gloact/ui'

/** What an erasure takes away, what stays, and that nothing brings it back. */
export function WhatErasureDoes() {
  const { t } = useMessages()
  return (
    <Callout tone="danger" title={t('protection.erasure.for_good')}>
      <Stack gap="xs">
        <Text>{t('protection.erasure.takes')}</Text>
        <Text>{t('protection.erasure.keeps')}</Text>
        <Text>{t('protection.erasure.backups')}</Text>
      </Stack>
    </Callout>
  )
}

import { asInstant } from '@gloact/kernel'
import { Arrived, Callout, CopyText, Stack, Text, useMessages } from '@gloact/ui'
import type { Link } from '../../contract/administration.ts'

/** A link to hand over. It is shown this once, and so brought into sight. */
export function LinkNote({ link, about }: { readonly link: Link; readonly about: string }) {
  const { t, formatInstant } = useMessages()
  return (
    <Arrived key={link.link}>
      <Callout
        tone="success"
        title={t(link.needsCode ? 'identity.link.half_title' : 'identity.link.title')}
        actions={<CopyText text={link.link} label={t('identity.link.copy')} />}
        urgent
      >
        <Stack gap="xs">
          <Text>{link.needsCode ? t('identity.link.half') : about}</Text>
          <Text as="div">
            <bdi dir="ltr">{link.link}</bdi>
          </Text>
          {!link.needsCode && (
            <Text tone="quiet">{t('identity.link.expires', { when: formatInstant(asInstant(link.expiresAt)) })}</Text>
          )}
        </Stack>
      </Callout>
    </Arrived>
  )
}

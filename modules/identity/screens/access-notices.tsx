import { asInstant } from '@gloact/kernel'
import { Button, Callout, Stack, Text, useClient, useMessages, useRoleWords } from '@gloact/ui'
import { type AccessNotice, noteSeen } from '../contract/access-changes.ts'
import type { CurrentSession } from '../contract/session.ts'
import { useRefreshSession } from './session.ts'

/** Stands above the page until it was read: what was asked, done or recovered that concerns who may see what. */
export function AccessNotices({ notices }: { readonly notices: CurrentSession['notices'] }) {
  const { t } = useMessages()
  const client = useClient()
  const refresh = useRefreshSession()
  const words = useNoticeWords()
  const seen = () => client.call(noteSeen, { body: { ids: notices.map(({ id }) => id) } }).then(refresh)
  return (
    <Stack gap="lg">
      <Callout
        tone="notice"
        title={t('identity.notice.title')}
        actions={<Button onPress={() => void seen()}>{t('identity.notice.seen')}</Button>}
      >
        <Stack gap="xs">
          {notices.map((notice) => (
            <Text key={notice.id} as="div">
              {words(notice)}
            </Text>
          ))}
          {notices.some(({ own }) => own) && <Text tone="quiet">{t('identity.notice.not_me')}</Text>}
        </Stack>
      </Callout>
      {/* The page begins with the gap between them. */}
      <div />
    </Stack>
  )
}

/** Stands above every page while a role of the account is not as the server gave it. */
export function WithheldRoles({ roles }: { readonly roles: CurrentSession['withheldRoles'] }) {
  const { t, formatList } = useMessages()
  const words = useRoleWords()
  return (
    <Stack gap="lg">
      <Callout tone="danger" title={t('identity.withheld.title', { roles: formatList(roles.map(words.name)) })}>
        {t('identity.withheld.about')}
      </Callout>
      <div />
    </Stack>
  )
}

function useNoticeWords() {
  const { t, formatInstant } = useMessages()
  const roles = useRoleWords()
  return ({ event, kind, at, ...notice }: AccessNotice): string => {
    const change = t(`identity.change.${kind}`, {
      name: notice.name ?? '',
      agency: notice.agencyName ?? '',
      team: notice.teamName ?? '',
      role: notice.role === null ? '' : roles.name(notice.role),
      designation: notice.designation === null ? '' : t(`identity.designation.${notice.designation}`),
    })
    return t(`identity.notice.${event}`, {
      change,
      askedBy: notice.askedBy ?? t('identity.roles.console'),
      secondBy: notice.secondBy ?? t('identity.roles.console'),
      when: formatInstant(asInstant(at)),
    })
  }
}

import { asInstant } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text, useMessages } from '@gloact/ui'

/** What an administrator finds on the page on which everybody lands. */
export const identityWork: ModuleWork = {
  Task: ToConfirm,
  empty: {
    roles: ['administrator'],
    about: 'identity.work.empty',
    to: '/administration/staff',
    label: 'identity.nav.staff',
  },
}

function ToConfirm({ task: { details, since } }: { readonly task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  return (
    <TaskRow
      to="/administration/confirmations"
      shape="today"
      title={t('identity.work.to_confirm', { count: Number(details['count'] ?? 0) })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {t('identity.work.since', { when: formatInstant(asInstant(since), 'date') })}
        </Text>
      }
      action={t('identity.work.do')}
    />
  )
}

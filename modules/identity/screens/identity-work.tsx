import { type ModuleTask, type ModuleWork, ModuleTaskRow, useMessages } from '@gloact/ui'

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

function ToConfirm({ task }: { readonly task: ModuleTask }) {
  const { t } = useMessages()
  return (
    <ModuleTaskRow
      to="/administration/confirmations"
      task={task}
      title={t('identity.work.to_confirm', { count: Number(task.details['count'] ?? 0) })}
      action={t('identity.work.do')}
    />
  )
}

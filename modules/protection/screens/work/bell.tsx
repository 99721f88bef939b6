import { ShellMark, useMessages, useModules } from '@gloact/ui'
import { WORKS_ON_FILES } from '../principal.ts'
import { useNotices, useNoticesAskedAgain } from './use-notices.ts'

/** On every page: how much others did that one has not looked at. */
export function Bell() {
  const { holds } = useModules()
  return holds(WORKS_ON_FILES) ? <Rings /> : null
}

function Rings() {
  const { t } = useMessages()
  useNoticesAskedAgain()
  const unseen = useNotices()?.unseen ?? 0
  return (
    <ShellMark
      to="/notices"
      icon="bell"
      label={t('protection.notices.bell', { count: unseen })}
      name={t('protection.notices.title')}
      count={unseen}
    />
  )
}

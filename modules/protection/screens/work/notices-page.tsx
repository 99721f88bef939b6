import { EmptyState, LoadingState, PageHeader, TaskList, useMessages } from '@gloact/ui'
import { useEffect } from 'react'
import { NoticeRow } from './notice-row.tsx'
import { useNotices, useSeeNotices } from './use-notices.ts'

/** What others did on one's files in the last month, latest first. Once shown it is no longer new. */
export function NoticesPage() {
  const { t } = useMessages()
  const notices = useNotices()
  const see = useSeeNotices()
  const latest = notices?.items[0]?.at
  const unseen = notices?.unseen ?? 0
  useEffect(() => {
    if (latest === undefined || unseen === 0) return undefined
    // Long enough to see which of them are new.
    const timer = setTimeout(() => void see(latest), 3_000)
    return () => clearTimeout(timer)
  }, [latest, unseen, see])
  return (
    <>
      <PageHeader title={t('protection.notices.title')} about={t('protection.notices.about')} />
      {notices === undefined ? (
        <LoadingState what={t('protection.notices.loading')} />
      ) : notices.items.length === 0 ? (
        <EmptyState icon="bell" title={t('protection.notices.none')} about={t('protection.notices.none_about')} />
      ) : (
        <TaskList label={t('protection.notices.title')}>
          {notices.items.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </TaskList>
      )}
    </>
  )
}

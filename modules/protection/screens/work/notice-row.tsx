import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { TaskRow, Text, useMessages, useModules } from '@gloact/ui'
import type { Notice, NoticeKind } from '../../contract/work/notices.ts'
import { useDirectory } from '../directory.ts'
import { fileAddress } from '../file-address.ts'

/** Where one reads more of it. */
const SECTION: Readonly<Record<Exclude<NoticeKind, 'request_step' | 'staff_excluded' | 'import_undone'>, string>> = {
  file_opened: 'people',
  assigned: 'summary',
  decision_recorded: 'decisions',
  decision_agreed: 'decisions',
  decision_asked: 'decisions',
  closure_requested: 'closure',
  closure_approved: 'closure',
  closure_returned: 'closure',
  path_confirmed: 'age',
  child_received: 'age',
  path_returned: 'age',
  consent_confirmed: 'consent',
  reconsideration_requested: 'decisions',
  information_requested: 'decisions',
  information_given: 'decisions',
}

/** One thing that somebody else did: which file, what, and when. */
export function NoticeRow({ notice: { kind, file, about, files, at, unseen } }: { notice: Notice }) {
  const { t, formatInstant } = useMessages()
  const { modules } = useModules()
  const directory = useDirectory()
  const what = about
    ? t('protection.notices.request', {
        request: t(requestWords.title(about.kind)),
        step: t(requestWords.taken(about.kind, about.step)),
      })
    : files
      ? files.count === null
        ? t('protection.notices.kind.import_undone_country', { agency: directory.agencyName(files.agencyId) ?? '—' })
        : t('protection.notices.kind.import_undone', { count: files.count })
      : t(`protection.notices.kind.${kind}`)
  const to =
    kind === 'staff_excluded'
      ? '/exclusions'
      : file && kind !== 'request_step' && kind !== 'import_undone'
        ? fileAddress(file.id, SECTION[kind])
        : about && modules.reduce<string | undefined>((found, { addressOf }) => found ?? addressOf?.(about), undefined)
  const number = file?.number ?? about?.number?.toUpperCase()
  return (
    <TaskRow
      to={to ?? '/'}
      shape="normal"
      {...(number && { number })}
      title={unseen ? t('protection.notices.new', { what }) : what}
      when={
        <Text as="span" tone="quiet" size="sm">
          {formatInstant(asInstant(at))}
        </Text>
      }
      action={t('protection.facts.view')}
    />
  )
}

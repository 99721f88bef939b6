import { asInstant } from '@gloact/kernel'
import { TaskRow, Text, useMessages } from '@gloact/ui'
import type { Notice, NoticeKind } from '../../contract/work/notices.ts'
import { fileAddress } from '../file-address.ts'

/** Where one reads more of it. */
const SECTION: Readonly<Record<NoticeKind, string>> = {
  assigned: 'summary',
  decision_recorded: 'decisions',
  decision_agreed: 'decisions',
  decision_asked: 'decisions',
  closure_requested: 'closure',
  closure_approved: 'closure',
  closure_returned: 'closure',
  path_confirmed: 'age',
  path_returned: 'age',
  consent_confirmed: 'consent',
  reconsideration_requested: 'decisions',
  information_requested: 'decisions',
  information_given: 'decisions',
}

/** One thing that somebody else did: which file, what, and when. */
export function NoticeRow({ notice: { kind, file, at, unseen } }: { notice: Notice }) {
  const { t, formatInstant } = useMessages()
  const what = t(`protection.notices.kind.${kind}`)
  return (
    <TaskRow
      to={fileAddress(file.id, SECTION[kind])}
      shape="normal"
      number={file.number}
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

import { Section, Stack } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ClosedFile } from './closure-closed.tsx'
import { RequestClosure } from './closure-request.tsx'
import { RequestedClosure } from './closure-requested.tsx'
import { useWords } from '../../../panel/use-words.ts'

/** Closing a file takes two people: one asks, with a reason; a supervisor who is somebody else approves or returns it. */
export function ClosurePanel() {
  const { file } = useFile()
  const { t } = useWords()
  return (
    <Section title={t('protection.closure.title')} about={t('protection.closure.about')}>
      <Stack>
        {file.status === 'open' && <RequestClosure />}
        {file.status === 'closure_requested' && <RequestedClosure />}
        {(file.status === 'closed' || file.status === 'import_undone') && <ClosedFile />}
      </Stack>
    </Section>
  )
}

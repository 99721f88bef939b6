import { useParams } from '@tanstack/react-router'
import { Button, EmptyState, SavedState, SectionNav, SplitPage, Stack, useMessages, useNavigation } from '@gloact/ui'
import { useEffect } from 'react'
import { EmergencyNotice } from '../emergency/emergency-notice.tsx'
import { fileAddress, noteAddress } from '../file-address.ts'
import { FileProvider, useFile } from '../reading/file-context.tsx'
import { FileHeader } from './file-header.tsx'
import { inParts, sectionNamed, sectionsOf, type FileSection } from '../file-sections.ts'
import { FileSectionContent } from './file-section-content.tsx'
import { isInWork } from '../panel/file-status.ts'
import { FileDocument } from './sections/file-document.tsx'
import { HandoverSlip } from './sections/handover-slip.tsx'
import { ChangedHere } from './sections/together.tsx'
import { fileLeft, fileOpened, type OfferedSection } from '../open-files.ts'
import { useSectionLabel } from './use-section-label.ts'

/** A person's file: where it stands, what is to be done next, and its sections. */
export function FilePage() {
  const params: { readonly fileId?: string; readonly section?: string } = useParams({ strict: false })
  const { fileId = '', section } = params
  const { go } = useNavigation()
  useEffect(() => {
    if (section === undefined) go(fileAddress(fileId), { replace: true })
  }, [fileId, section, go])
  return (
    <FileProvider fileId={fileId} section={sectionNamed(section ?? 'summary')}>
      <FileBody current={sectionNamed(section ?? 'summary')} />
    </FileProvider>
  )
}

function FileBody({ current }: { current: string }) {
  const { t } = useMessages()
  const { file, unsent } = useFile()
  const sections = sectionsOf(file)
  useOffered(sections)
  if (current === 'print') return <FileDocument />
  if (current === 'slip') return <HandoverSlip />
  const shown = sections.find(({ id }) => id === current)
  return (
    <Stack gap="lg">
      <FileHeader section={current} />
      <EmergencyNotice />
      <SplitPage
        asideLabel={t('protection.file.sections')}
        part={current}
        skip={t('protection.file.skip')}
        aside={
          // Beside the page it stays in sight however far down one types.
          <Stack gap="sm">
            {unsent.state.kind !== 'idle' && <SavedState state={unsent.state} />}
            <FileSections sections={sections} current={current} />
          </Stack>
        }
      >
        {shown ? (
          <Stack gap="lg" key={shown.id}>
            <ChangedHere section={shown.id} />
            <FileSectionContent section={shown} />
          </Stack>
        ) : (
          <EmptyState title={t('protection.file.no_section')} about={t('protection.file.no_section_about')} />
        )}
      </SplitPage>
    </Stack>
  )
}

/** The box on top offers the sections of the file that is open. */
function useOffered(sections: readonly FileSection[]): void {
  const { file } = useFile()
  const label = useSectionLabel()
  const offered = JSON.stringify(sections.map((section) => ({ id: section.id, label: label(section) })))
  useEffect(() => {
    fileOpened({ id: file.id, number: file.number, sections: JSON.parse(offered) as readonly OfferedSection[] })
  }, [file.id, file.number, offered])
  useEffect(() => () => fileLeft(file.id), [file.id])
}

function FileSections({ sections, current }: { sections: readonly FileSection[]; current: string }) {
  const { t } = useMessages()
  const { file, identity, together, rules, may } = useFile()
  const changed = new Set(together.changes.map(({ section }) => section))
  const label = useSectionLabel()
  const stateOf = ({ id, builtIn }: FileSection): 'done' | 'locked' | undefined => {
    if (id === 'identity') return identity.isOpen ? undefined : 'locked'
    const step = builtIn ? file.steps.find(({ stage }) => stage === id) : undefined
    return step?.state === 'done' ? 'done' : undefined
  }
  return (
    <SectionNav
      label={t('protection.file.sections')}
      current={current}
      {...(may('action.note_added') &&
        isInWork(file) && {
          action: (
            <Button kind="secondary" icon="note" to={noteAddress(file.id)}>
              {t('protection.note.add')}
            </Button>
          ),
        })}
      items={inParts(sections, rules.forms).map((section) => {
        const state = stateOf(section)
        return {
          id: section.id,
          label: label(section),
          to: fileAddress(file.id, section.id),
          ...(section.part === undefined ? {} : { group: t(`protection.file.part.${section.part}`) }),
          ...(state === undefined ? {} : { state }),
          ...(changed.has(section.id) && section.id !== current ? { changed: true } : {}),
          ...(section.id === 'notes' && file.notes.length > 0 ? { count: file.notes.length } : {}),
        }
      })}
    />
  )
}

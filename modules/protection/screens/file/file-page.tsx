import { useParams } from '@tanstack/react-router'
import { EmptyState, SavedState, SectionNav, SplitPage, Stack, useMessages, useNavigation } from '@gloact/ui'
import { wordsIn } from '@gloact/forms'
import { useEffect } from 'react'
import { fileAddress } from './file-address.ts'
import { FileProvider, useFile } from './file-context.tsx'
import { FileHeader } from './file-header.tsx'
import { sectionsOf, type FileSection } from './file-sections.ts'
import { FileSectionContent } from './file-section-content.tsx'
import { FileDocument } from './sections/file-document.tsx'

/** A person's file: where it stands, what is to be done next, and its sections. */
export function FilePage() {
  const params: { readonly fileId?: string; readonly section?: string } = useParams({ strict: false })
  const { fileId = '', section } = params
  const { go } = useNavigation()
  useEffect(() => {
    if (section === undefined) go(fileAddress(fileId), { replace: true })
  }, [fileId, section, go])
  return (
    <FileProvider fileId={fileId}>
      <FileBody current={section ?? 'summary'} />
    </FileProvider>
  )
}

function FileBody({ current }: { current: string }) {
  const { t } = useMessages()
  const { file, unsent } = useFile()
  if (current === 'print') return <FileDocument />
  const sections = sectionsOf(file)
  const shown = sections.find(({ id }) => id === current)
  return (
    <Stack gap="lg">
      <FileHeader />
      <SplitPage
        asideLabel={t('protection.file.sections')}

        aside={
          // Beside the page it stays in sight however far down one types.
          <Stack gap="sm">
            {unsent.state.kind !== 'idle' && <SavedState state={unsent.state} />}
            <FileSections sections={sections} current={current} />
          </Stack>
        }
      >
        {shown ? (
          <FileSectionContent key={shown.id} section={shown} />
        ) : (
          <EmptyState title={t('protection.file.no_section')} about={t('protection.file.no_section_about')} />
        )}
      </SplitPage>
    </Stack>
  )
}

function FileSections({ sections, current }: { sections: readonly FileSection[]; current: string }) {
  const { t } = useMessages()
  const { file, identity } = useFile()
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
      items={sections.map((section) => {
        const state = stateOf(section)
        return {
          id: section.id,
          label: label(section),
          to: fileAddress(file.id, section.id),
          ...(state === undefined ? {} : { state }),
          ...(section.id === 'notes' && file.notes.length > 0 ? { count: file.notes.length } : {}),
        }
      })}
    />
  )
}

/** What a section is called: by the country's form, or by ours where every country has it. */
export function useSectionLabel(): (section: FileSection) => string {
  const { t, language } = useMessages()
  const { rules } = useFile()
  return ({ id, form, builtIn }) => {
    const definition = builtIn ? undefined : rules.forms.find((one) => one.id === form)
    return definition ? wordsIn(definition.title, language) : t(`protection.file.section.${id}`)
  }
}

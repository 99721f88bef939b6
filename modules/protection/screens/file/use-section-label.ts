import { wordsIn } from '@gloact/forms'
import { useMessages } from '@gloact/ui'
import { useFile } from '../reading/file-context.tsx'
import type { FileSection } from '../file-sections.ts'

/** What a section is called: by the country's form, or by ours where every country has it. */
export function useSectionLabel(): (section: FileSection) => string {
  const { t, language } = useMessages()
  const { rules } = useFile()
  return ({ id, form, builtIn }) => {
    const definition = builtIn ? undefined : rules.forms.find((one) => one.id === form)
    return definition ? wordsIn(definition.title, language) : t(`protection.file.section.${id}`)
  }
}

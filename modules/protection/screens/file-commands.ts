import type { ModuleCommand } from '@gloact/ui'
import { fileAddress } from './file-address.ts'
import { openFiles } from './open-files.ts'

/** What the box on top offers beside the pages: the sections of the open file, and the files opened before in this tab. */
export function fileCommands(): readonly ModuleCommand[] {
  const { current, recent } = openFiles()
  const before = recent
    .filter(({ id }) => id !== current?.id)
    .map(({ id, number }): ModuleCommand => ({
      id: `file.${id}`,
      label: 'protection.command.recent',
      params: { number },
      icon: 'folder',
      path: fileAddress(id),
    }))
  if (!current) return before
  const { id: fileId, number, sections } = current
  const ofFile = sections.map(({ id, label }): ModuleCommand => ({
    id: `section.${id}`,
    label: id === 'notes' ? 'protection.command.note' : 'protection.command.section',
    params: { section: label, number },
    icon: id === 'notes' ? 'note' : 'forward',
    path: fileAddress(fileId, id),
  }))
  return [...ofFile, ...before]
}

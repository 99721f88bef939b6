import type { Messages } from '@gloact/messages'
import type { Directory } from '../directory.ts'

/** Who did something: a colleague by name, others by their agency. */
export function actorWords(
  { t }: Pick<Messages, 't'>,
  directory: Pick<Directory, 'colleagueName' | 'agencyName'>,
  actorId: string | null,
  agencyId?: string,
): string {
  const name = actorId === null ? undefined : directory.colleagueName(actorId)
  if (name !== undefined) return name
  const agency = agencyId === undefined ? undefined : directory.agencyName(agencyId)
  return agency === undefined ? t('protection.file.somebody') : t('protection.file.somebody_at', { agency })
}

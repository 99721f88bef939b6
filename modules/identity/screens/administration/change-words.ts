import { asInstant } from '@gloact/kernel'
import { useMessages, useRoleWords } from '@gloact/ui'
import type { AccessChange } from '../../contract/access-changes.ts'

type Titled = Pick<AccessChange, 'kind' | 'name' | 'agencyName' | 'teamName' | 'designation'>

/** A change that waits, in words: what it is, and what it lets somebody see. */
export function useChangeWords() {
  const { t, formatList } = useMessages()
  const { name: roleName } = useRoleWords()
  return {
    title: ({ kind, name, agencyName, teamName, designation }: Titled): string =>
      t(`identity.change.${kind}`, {
        name: name ?? '',
        agency: agencyName,
        team: teamName ?? '',
        designation: designation === null ? '' : t(`identity.designation.${designation}`),
      }),
    more: ({ roles, teams, emailFrom, emailTo, kind }: AccessChange): readonly string[] => {
      const lines: string[] = []
      if (emailTo !== null) lines.push(t('identity.changes.email', { from: emailFrom ?? '', to: emailTo }))
      if (roles.length > 0 && kind !== 'email')
        lines.push(t('identity.changes.roles', { roles: formatList(roles.map(roleName)) }))
      if (teams.length > 0 && kind !== 'email') lines.push(t('identity.changes.teams', { teams: formatList(teams) }))
      return lines
    },
  }
}

/** Why anyone who looks may not confirm, in words. */
export function useRefusalWords() {
  const { t, formatInstant } = useMessages()
  return ({ refusal, mayConfirmFrom }: Pick<AccessChange, 'refusal' | 'mayConfirmFrom'>): string | null => {
    if (refusal === null) return null
    if (refusal === 'identity.second_administrator_needed') return t('identity.resets.own')
    if (refusal === 'identity.own_account') return t('identity.changes.about_you')
    return mayConfirmFrom === null
      ? t('identity.second_not_independent')
      : t('identity.changes.not_independent', { when: formatInstant(asInstant(mayConfirmFrom)) })
  }
}

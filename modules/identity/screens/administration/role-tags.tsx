import { Row, Tag, useMessages, useRoleWords } from '@gloact/ui'
import type { Staff } from '../../contract/administration.ts'

/** The roles of an account: those in force, and those that wait for a second administrator. */
export function RoleTags({ grants }: { readonly grants: Staff['grants'] }) {
  const { t } = useMessages()
  const words = useRoleWords()
  return (
    <Row gap="xs">
      {grants
        .filter(({ state }) => state !== 'revoked')
        .map(({ id, role, state }) => (
          <Tag key={id} tone={state === 'in_force' ? 'neutral' : 'notice'}>
            {state === 'in_force' ? words.name(role) : t('identity.grant.waiting', { role: words.name(role) })}
          </Tag>
        ))}
    </Row>
  )
}

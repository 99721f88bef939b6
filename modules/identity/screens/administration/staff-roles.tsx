import { asInstant } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  Form,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
  useRoleWords,
} from '@gloact/ui'
import { useState } from 'react'
import type { Role } from '../../domain/roles.ts'
import { confirmRole, grantRole, revokeRole, type Staff } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefusalWords } from './change-words.ts'
import { useChanged, useRoles } from './queries.ts'

type Grant = Staff['grants'][number]

/** What an account may do: each role with who gave it and who confirmed it, also those taken away. */
export function StaffRoles({ staff, readOnly }: { readonly staff: Staff; readonly readOnly: boolean }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const confirm = useConfirm()
  const { busy, problem, send } = useSending()
  const why = useRefusalWords()
  const words = useRoleWords()
  const [role, setRole] = useState<Role | null>(null)
  const standing = staff.grants.filter(({ state }) => state !== 'revoked').map((grant) => grant.role)
  const { ids, mayHoldTogether } = useRoles()
  const offered = ids.filter((one) => !standing.includes(one) && mayHoldTogether([...standing, one]))

  const give = async () => {
    if (role === null) return
    if (await send(client.call(grantRole, { params: { id: staff.id }, body: { role } }))) setRole(null)
    changed()
  }
  const decide = async (contract: typeof confirmRole, grant: Grant) => {
    const kind = contract === confirmRole ? 'confirm' : grant.state === 'in_force' ? 'revoke' : 'refuse'
    const named = { name: staff.name, role: words.name(grant.role) }
    const sure = await confirm({
      title: t(`identity.roles.${kind}_title`, named),
      body: t(`identity.roles.${kind}_body`, named),
      confirm: t(`identity.roles.${kind}`),
    })
    if (!sure) return
    await send(client.call(contract, { params: { id: staff.id, grantId: grant.id } }))
    changed()
  }
  const said = (by: string | null, at: string | null): string =>
    at === null ? '' : `${by ?? t('identity.roles.console')}, ${formatInstant(asInstant(at), 'date')}`

  return (
    <Stack>
      <ProblemNote problem={problem} />
      <DataTable
        caption={t('identity.field.roles')}
        items={staff.grants}
        itemKey={({ id }) => id}
        empty={<EmptyState icon="shield" title={t('identity.roles.none')} />}
        columns={[
          {
            id: 'role',
            header: t('identity.field.role'),
            primary: true,
            cell: ({ role: given }) => words.name(given),
          },
          {
            id: 'state',
            header: t('identity.field.state'),
            cell: ({ state }) => (
              <Tag tone={state === 'awaiting_confirmation' ? 'notice' : 'neutral'}>
                {t(`identity.grant_state.${state}`)}
              </Tag>
            ),
          },
          {
            id: 'given',
            header: t('identity.roles.given'),
            cell: ({ grantedBy, grantedAt }) => said(grantedBy, grantedAt),
          },
          {
            id: 'confirmed',
            header: t('identity.roles.confirmed'),
            cell: ({ state, revokedBy, revokedAt, confirmedBy, confirmedAt }) =>
              state === 'revoked'
                ? t('identity.roles.revoked', { who: said(revokedBy, revokedAt) })
                : said(confirmedBy, confirmedAt),
          },
          {
            id: 'decide',
            header: t('identity.roles.decide'),
            cell: (grant) =>
              grant.state === 'revoked' || readOnly ? null : (
                <Row gap="xs">
                  {grant.refusal !== null && <Text size="sm">{why(grant)}</Text>}
                  {grant.mayConfirm && (
                    <Button size="sm" kind="primary" disabled={busy} onPress={() => void decide(confirmRole, grant)}>
                      {t('identity.roles.confirm')}
                    </Button>
                  )}
                  <Button size="sm" kind="quiet" disabled={busy} onPress={() => void decide(revokeRole, grant)}>
                    {t(grant.state === 'in_force' ? 'identity.roles.revoke' : 'identity.roles.refuse')}
                  </Button>
                </Row>
              ),
          },
        ]}
      />
      {!readOnly && offered.length > 0 && (
        <Form onSubmit={() => void give()}>
          <ChoiceField
            label={t('identity.roles.another')}
            as="select"
            options={offered.map((one) => ({ value: one, label: words.name(one) }))}
            value={role}
            onChange={(next) => setRole(offered.find((one) => one === next) ?? null)}
          />
          {role !== null && <Text tone="quiet">{words.about(role)}</Text>}
          <Row>
            <Button type="submit" busy={busy} disabled={role === null}>
              {t('identity.roles.give')}
            </Button>
          </Row>
        </Form>
      )}
    </Stack>
  )
}

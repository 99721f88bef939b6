import {
  KeyValueList,
  PageHeader,
  QueryState,
  Section,
  Stack,
  Tag,
  useClient,
  useMessages,
  useRoleWords,
} from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getAccount } from '../../contract/account.ts'
import { ChangePassword } from './change-password.tsx'
import { Devices } from './devices.tsx'
import { Factors } from './factors.tsx'
import { Sessions } from './sessions.tsx'

const ACCOUNT_KEY = ['identity', 'account'] as const

/** My account: what I may do, my password, my second factors, and where I am signed in. */
export function AccountPage() {
  const { t } = useMessages()
  const words = useRoleWords()
  const client = useClient()
  const queries = useQueryClient()
  const account = useQuery({ queryKey: ACCOUNT_KEY, queryFn: () => client.callOrThrow(getAccount) })
  // What is there stays when asking again fails, and with it what is being typed.
  if (account.data === undefined) return <QueryState query={account} loading={t('identity.account.loading')} />
  const { name, email, agencyName, roles } = account.data
  const changed = () => void queries.invalidateQueries({ queryKey: ACCOUNT_KEY })
  return (
    <Stack gap="lg">
      <PageHeader title={t('identity.account.title')} />
      <KeyValueList
        items={[
          { label: t('identity.field.name'), value: name },
          { label: t('identity.field.email'), value: email },
          { label: t('identity.field.agency'), value: agencyName },
          {
            label: t('identity.field.roles'),
            value: roles.map(({ role, state }) => (
              <Tag key={role} tone={state === 'in_force' ? 'neutral' : 'notice'}>
                {state === 'in_force' ? words.name(role) : t('identity.grant.waiting', { role: words.name(role) })}
              </Tag>
            )),
          },
        ]}
      />
      <Section title={t('identity.account.second_factor')} about={t('identity.account.second_factor_about')}>
        <Factors account={account.data} onChanged={changed} />
      </Section>
      <Section title={t('identity.account.password')}>
        <ChangePassword owner={{ name, email }} onChanged={changed} />
      </Section>
      <Section title={t('identity.account.sessions')} about={t('identity.account.sessions_about')}>
        <Sessions sessions={account.data.sessions} onChanged={changed} />
      </Section>
      <Section title={t('identity.devices.title')} about={t('identity.devices.about')}>
        <Devices />
      </Section>
    </Stack>
  )
}

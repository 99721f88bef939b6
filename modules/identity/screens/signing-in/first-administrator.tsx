import {
  Button,
  Card,
  ChoiceField,
  Form,
  Narrow,
  PageHeader,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { AGENCY_TYPES, type AgencyType } from '../../domain/agency.ts'
import { createFirstAdministrator, signIn } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useRefreshSession } from '../session.ts'
import { isGoodPassword, NewPassword } from './new-password.tsx'

/** The first page of an empty instance: the person who reads its console creates the first agency and administrator. */
export function FirstAdministrator() {
  const { t, language } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const { busy, problem, send } = useSending()
  const [token, setToken] = useState('')
  const [agencyName, setAgencyName] = useState('')
  const [agencyType, setAgencyType] = useState<AgencyType | null>(null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const owner = { name, email }
  const filled = [token, agencyName, name, email].every((text) => text.trim() !== '')

  const submit = async () => {
    if (agencyType === null) return
    const body = { token, agencyName, agencyType, name, email, password, language }
    if (!(await send(client.call(createFirstAdministrator, { body })))) return
    await send(client.call(signIn, { body: { email, password } }))
    await refresh()
    go('/', { replace: true })
  }
  return (
    <Narrow>
      <PageHeader title={t('identity.first.title')} about={t('identity.first.about')} />
      <Card>
        <Form unsent="free" onSubmit={() => void submit()}>
          <TextField
            label={t('identity.first.token')}
            help={t('identity.first.token_help')}
            dir="ltr"
            required
            value={token}
            onChange={setToken}
          />
          <TextField label={t('identity.first.agency')} required value={agencyName} onChange={setAgencyName} />
          <ChoiceField
            label={t('identity.field.agency_type')}
            as="select"
            required
            options={AGENCY_TYPES.map((type) => ({ value: type, label: t(`identity.agency_type.${type}`) }))}
            value={agencyType}
            onChange={(next) => setAgencyType(AGENCY_TYPES.find((type) => type === next) ?? null)}
          />
          <TextField label={t('identity.first.name')} autoComplete="name" required value={name} onChange={setName} />
          <TextField
            label={t('identity.field.email')}
            type="email"
            autoComplete="username"
            dir="ltr"
            required
            value={email}
            onChange={setEmail}
          />
          <NewPassword
            owner={owner}
            value={password}
            onChange={setPassword}
            repeated={repeated}
            onRepeat={setRepeated}
          />
          <ProblemNote problem={problem} />
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            disabled={!filled || agencyType === null || !isGoodPassword(password, repeated, owner)}
          >
            {t('identity.first.button')}
          </Button>
        </Form>
      </Card>
    </Narrow>
  )
}

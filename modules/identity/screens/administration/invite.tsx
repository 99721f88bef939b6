import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  ChoicesField,
  Form,
  PageHeader,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useRoleWords,
} from '@gloact/ui'
import { useState } from 'react'
import { needsTeam, type Role } from '../../domain/roles.ts'
import { inviteStaff, type Link, type Staff } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'
import { LinkNote } from './link-note.tsx'
import { useAgencies, useChanged, useRoles, useTeams } from './queries.ts'

/** Makes an account and the link that its owner sets a password with. */
export function Invite() {
  const { t, language: spoken } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const session = useSession()
  const { busy, problem, send } = useSending()
  const [id, setId] = useState(() => newId<'user'>())
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [agencyId, setAgencyId] = useState<Staff['agencyId'] | null>(null)
  const [teamIds, setTeamIds] = useState<readonly string[]>([])
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [language, setLanguage] = useState(spoken)
  const [link, setLink] = useState<Link | null>(null)
  const agencies = (useAgencies().data?.items ?? []).filter(({ active }) => active)
  const teams = (useTeams(agencyId).data?.items ?? []).filter(({ active }) => active)
  const { ids, mayHoldTogether, isAboutPeople, rowScopeOf } = useRoles()
  const words = useRoleWords()
  const together = mayHoldTogether(roles)
  const seesNobody = agencyId !== null && needsTeam(rowScopeOf(roles), teamIds)

  const submit = async () => {
    if (agencyId === null) return
    const body = { id, name, email, agencyId, teamIds: [...teamIds], roles: [...roles], language }
    const made = await send(client.call(inviteStaff, { body }))
    if (!made) return
    setLink(made)
    changed()
    setId(newId<'user'>())
    setName('')
    setEmail('')
  }
  return (
    <>
      <PageHeader
        title={t('identity.invite.title')}
        about={t('identity.invite.about')}
        back={{ to: '/administration/staff', label: t('identity.staff.title') }}
      />
      <Stack>
        {link && (
          <LinkNote
            link={link}
            about={t(roles.some(isAboutPeople) ? 'identity.invite.done_waiting' : 'identity.invite.done')}
          />
        )}
        <Form onSubmit={() => void submit()}>
          <TextField label={t('identity.field.name')} required value={name} onChange={setName} />
          <TextField
            label={t('identity.field.email')}
            type="email"
            dir="ltr"
            required
            value={email}
            onChange={setEmail}
          />
          <ChoiceField
            label={t('identity.field.agency')}
            as="select"
            required
            options={agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
            value={agencyId}
            onChange={(next) => {
              setAgencyId(agencies.find((agency) => agency.id === next)?.id ?? null)
              setTeamIds([])
            }}
          />
          {teams.length > 0 && (
            <ChoicesField
              label={t('identity.field.teams')}
              options={teams.map((team) => ({ value: team.id, label: team.name }))}
              value={teamIds}
              onChange={setTeamIds}
            />
          )}
          <ChoicesField
            label={t('identity.field.roles')}
            help={t('identity.invite.roles_help')}
            error={together ? undefined : t('identity.roles_exclude_each_other')}
            required
            options={ids.map((role) => ({
              value: role,
              label: words.name(role),
              help: words.about(role),
            }))}
            value={roles}
            onChange={(next) => setRoles(ids.filter((role) => next.includes(role)))}
          />
          {seesNobody && (
            <Callout tone="notice" title={t('identity.invite.no_team')}>
              {t(teams.length > 0 ? 'identity.invite.no_team_choose' : 'identity.invite.no_team_make')}
            </Callout>
          )}
          <LanguageChoice languages={session?.languages ?? [spoken]} value={language} onChange={setLanguage} />
          <ProblemNote problem={problem} />
          <Row>
            <Button
              kind="primary"
              type="submit"
              busy={busy}
              disabled={
                name.trim() === '' || email.trim() === '' || agencyId === null || roles.length === 0 || !together
              }
            >
              {t('identity.invite.button')}
            </Button>
          </Row>
        </Form>
      </Stack>
    </>
  )
}

interface LanguageChoiceProps {
  readonly languages: readonly string[]
  readonly value: string
  readonly onChange: (language: string) => void
}

/** The language somebody works in, of those that the instance is used in, each by its own name. */
export function LanguageChoice({ languages, value, onChange }: LanguageChoiceProps) {
  const { t } = useMessages()
  return (
    <ChoiceField
      label={t('identity.field.language')}
      as="select"
      required
      options={languages.map((tag) => ({
        value: tag,
        label: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag,
      }))}
      value={value}
      onChange={(next) => onChange(next ?? value)}
    />
  )
}

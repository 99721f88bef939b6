import { Button, ChoicesField, Form, Row, TextField, useClient, useMessages, useToast } from '@gloact/ui'
import { useState } from 'react'
import { editStaff, type Staff } from '../../contract/administration.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'
import { LanguageChoice } from './invite.tsx'
import { ifMatch, useChanged, useTeams } from './queries.ts'

/** The name, address, teams and language of an account. */
export function StaffForm({ staff, readOnly }: { readonly staff: Staff; readonly readOnly: boolean }) {
  const { t } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const toast = useToast()
  const session = useSession()
  const { busy, problem, send } = useSending()
  const [name, setName] = useState(staff.name)
  const [email, setEmail] = useState(staff.email)
  const [teamIds, setTeamIds] = useState<readonly string[]>(staff.teamIds)
  const [language, setLanguage] = useState(staff.language)
  const teams = (useTeams(staff.agencyId).data?.items ?? []).filter(
    ({ id, active }) => active || staff.teamIds.includes(id),
  )
  const submit = async () => {
    const body = { name, email, teamIds: [...teamIds], language }
    const saved = await send(client.call(editStaff, { params: { id: staff.id }, body }, ifMatch(staff.version)))
    // Where somebody was faster, what they wrote is shown once this is loaded again; what was typed here stays till then.
    if (!saved) return
    const waits = saved.email !== email || teamIds.some((id) => !saved.teamIds.some((one) => one === id))
    toast.say(t(waits ? 'identity.changes.saved_waiting' : 'identity.saved'), { tone: 'success' })
    changed()
  }
  return (
    <Form onSubmit={() => void submit()}>
      <TextField label={t('identity.field.name')} required readOnly={readOnly} value={name} onChange={setName} />
      <TextField
        label={t('identity.field.email')}
        type="email"
        dir="ltr"
        required
        readOnly={readOnly}
        value={email}
        onChange={setEmail}
      />
      {teams.length > 0 && (
        <ChoicesField
          label={t('identity.field.teams')}
          readOnly={readOnly}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={teamIds}
          onChange={setTeamIds}
        />
      )}
      {!readOnly && (
        <>
          <LanguageChoice languages={session?.languages ?? [staff.language]} value={language} onChange={setLanguage} />
          <ProblemNote problem={problem} />
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('identity.save')}
            </Button>
            {problem?.code === 'identity.changed_meanwhile' && (
              <Button onPress={changed}>{t('identity.load_again')}</Button>
            )}
          </Row>
        </>
      )}
    </Form>
  )
}

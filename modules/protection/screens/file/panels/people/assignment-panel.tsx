import { opensFiles } from '@gloact/identity/contract/principal'
import { Button, ChoiceField, KeyValueList, Section, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly teamId: string | null; readonly userId: string | null }

/** Which team and who works on this file. A supervisor gives it to somebody. */
export function AssignmentPanel() {
  const { file, directory, may } = useFile()
  const { t, staff } = useWords()
  const form = usePanelForm<Fields>('assigned', { teamId: null, userId: null })
  const { teamId, userId } = form.fields
  const teams = directory.teams.filter((team) => team.agencyId === file.agencyId && team.active)
  const colleagues = directory.colleagues
    .filter(({ roles, teamIds }) => roles.some(opensFiles) && (teamId === null || teamIds.some((id) => id === teamId)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const isAssigned = userId === null || colleagues.some(({ id }) => id === userId)
  const unchanged = teamId === file.teamId && userId === file.assignedTo
  const mayAssign = may('action.assigned') && isInWork(file)
  const submit = () =>
    void form.send({
      type: 'assigned',
      payload: { teamId, userId: isAssigned ? userId : null },
      said: t('protection.assignment.done'),
    })
  return (
    <Section title={t('protection.assignment.title')}>
      <Stack>
        <KeyValueList
          items={[
            {
              label: t('protection.assignment.team'),
              value: file.teamId
                ? (directory.teamName(file.teamId) ?? t('protection.assignment.other_team'))
                : t('protection.assignment.no_team'),
            },
            {
              label: t('protection.assignment.who'),
              value: file.assignedTo ? staff(file.assignedTo) : t('protection.assignment.nobody'),
            },
          ]}
        />
        {mayAssign && !form.open && (
          <div>
            <Button icon="user" onPress={() => form.begin({ teamId: file.teamId, userId: file.assignedTo })}>
              {t(file.assignedTo ? 'protection.assignment.change' : 'protection.assignment.give')}
            </Button>
          </div>
        )}
        {mayAssign && form.open && (
          <ActionForm
            form={form}
            title={t('protection.assignment.change_title')}
            submit={t('protection.assignment.submit')}
            blocked={unchanged ? t('protection.assignment.unchanged') : undefined}
            onSubmit={submit}
          >
            <Text>{t('protection.assignment.about')}</Text>
            <ChoiceField
              label={t('protection.assignment.team')}
              as="select"
              value={teamId}
              onChange={(next) => form.set({ teamId: next })}
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <ChoiceField
              label={t('protection.assignment.who')}
              help={t(teamId === null ? 'protection.assignment.who_help_all' : 'protection.assignment.who_help')}
              as="select"
              value={isAssigned ? userId : null}
              onChange={(next) => form.set({ userId: next })}
              options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </ActionForm>
        )}
      </Stack>
    </Section>
  )
}

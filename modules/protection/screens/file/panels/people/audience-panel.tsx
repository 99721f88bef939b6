import { AUDIENCES, type Audience } from '@gloact/forms'
import { opensFiles } from '@gloact/identity/contract/principal'
import { Button, Card, ChoicesField, Section, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly userIds: readonly string[] }

/** Who may read what is restricted: people by name. Being somebody's supervisor opens none of it. */
export function AudiencePanel() {
  const { t } = useWords()
  return (
    <Section title={t('protection.panel.audience.title')} about={t('protection.panel.audience.about')}>
      <Stack>
        {AUDIENCES.map((audience) => (
          <AudienceCard key={audience} audience={audience} />
        ))}
      </Stack>
    </Section>
  )
}

function AudienceCard({ audience }: { audience: Audience }) {
  const { file, directory, may } = useFile()
  const { t, staff, formatList } = useWords()
  const named = file.audiences[audience] ?? []
  const form = usePanelForm<Fields>(`audience_${audience}`, { userIds: [] })
  const maySet = may('action.audience_set') && isInWork(file)
  const offered = directory.colleagues
    .filter(({ id, roles }) => roles.some(opensFiles) || named.includes(id))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const submit = () =>
    void form.send({
      type: 'audience_set',
      payload: { audience, userIds: [...form.fields.userIds] },
      said: t('protection.panel.audience.done'),
    })
  if (maySet && form.open) {
    return (
      <ActionForm
        form={form}
        title={t(`protection.panel.audience.${audience}`)}
        level={3}
        submit={t('protection.panel.audience.submit')}
        before={form.fields.userIds.length === 0 && <Text>{t('protection.panel.audience.will_be_nobody')}</Text>}
        onSubmit={submit}
      >
        <Text>{t(`protection.panel.audience.${audience}_about`)}</Text>
        <ChoicesField
          label={t('protection.panel.audience.who')}
          value={form.fields.userIds}
          onChange={(userIds) => form.set({ userIds: [...userIds] })}
          options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </ActionForm>
    )
  }
  return (
    <Card
      title={t(`protection.panel.audience.${audience}`)}
      level={3}
      actions={
        maySet && (
          <Button
            size="sm"
            label={t('protection.panel.audience.change_named', {
              audience: t(`protection.panel.audience.${audience}`),
            })}
            onPress={() => form.begin({ userIds: [...named] })}
          >
            {t('protection.panel.audience.change')}
          </Button>
        )
      }
    >
      <Text>
        {named.length === 0
          ? t('protection.panel.audience.nobody')
          : t('protection.panel.audience.named', { names: formatList(named.map(staff)), count: named.length })}
      </Text>
      <Text tone="quiet" size="sm">
        {t(`protection.panel.audience.${audience}_about`)}
      </Text>
    </Card>
  )
}

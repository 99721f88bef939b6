import { problemOf } from '@gloact/http/client'
import { useMutation } from '@tanstack/react-query'
import { Button, ErrorState, KeyValueList, Row, Section, Stack, useClient } from '@gloact/ui'
import { readPerson } from '../../contract/victims.ts'
import { PERSON_FIELDS, type Person } from '../../domain/victims/person.ts'
import { useVictimWords } from './victim-words.ts'

/** Who the person is and how they are reached, field by field. What was not known or not agreed has no line. */
export function PersonShown({ person }: { readonly person: Person }) {
  const { t, personValue } = useVictimWords()
  return (
    <KeyValueList
      items={PERSON_FIELDS.flatMap((field) => {
        const value = person[field]
        if (value === undefined) return []
        return [{ label: t(`cooperation.victims.person.${field}`), value: <bdi>{personValue(field, value)}</bdi> }]
      })}
    />
  )
}

/** Opened on demand: each reading is recorded. */
export function PersonHanded({ requestId, ours }: { readonly requestId: string; readonly ours: boolean }) {
  const { t } = useVictimWords()
  const client = useClient()
  const opened = useMutation({
    mutationFn: () => client.callOrThrow(readPerson, { params: { requestId } }),
    gcTime: 0,
  })
  return (
    <Section
      title={t('cooperation.victims.person')}
      about={t(ours ? 'cooperation.victims.person_sent' : 'cooperation.victims.person_received')}
    >
      <Stack>
        {opened.isError && <ErrorState problem={problemOf(opened.error)} onRetry={() => opened.mutate()} />}
        {opened.data ? (
          <PersonShown person={opened.data.person} />
        ) : (
          <Row>
            <Button icon="lock" busy={opened.isPending} onPress={() => opened.mutate()}>
              {t('cooperation.victims.person_open')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import { asInstant, newId } from '@gloact/kernel'
import { titleIn } from '@gloact/registers/screens'
import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  ErrorState,
  Form,
  LoadingState,
  PageHeader,
  Row,
  Stack,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { listAuthorities } from '../contract/directory.ts'
import { draftRequest } from '../contract/requests.ts'
import { EVIDENCE_MATTERS } from '../domain/authority.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'

/** To whom a request goes: an authority for these matters that this system reaches. Then it is written. */
export function NewRequestPage() {
  const { t } = useCooperationWords()
  const client = useClient()
  const found = useQuery({
    queryKey: KEYS.reachable,
    queryFn: () =>
      client.callOrThrow(listAuthorities, {
        body: {
          filters: {
            matters: { any: [...EVIDENCE_MATTERS] },
            channels: { any: ['exchange'] },
            desk: { blank: false },
          },
          limit: 200,
        },
      }),
  })
  return (
    <>
      <PageHeader
        title={t('cooperation.new.title')}
        about={t('cooperation.new.about')}
        back={{ to: '/cooperation', label: t('cooperation.title') }}
      />
      {found.isPending ? (
        <LoadingState what={t('cooperation.authority.many')} />
      ) : found.isError ? (
        <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="book" title={t('cooperation.new.nobody')} about={t('cooperation.new.nobody_about')} />
      ) : (
        <Begin authorities={found.data.items} />
      )}
    </>
  )
}

interface Listed {
  readonly id: string
  readonly title: Record<string, string>
  readonly answers: Readonly<Record<string, unknown>>
}

function Begin({ authorities }: { authorities: readonly Listed[] }) {
  const { t, language, country, problem } = useCooperationWords()
  const client = useClient()
  const { go } = useNavigation()
  // Made once: sent again after a lost answer, it is begun once.
  const [ids, setIds] = useState(() => ({ id: newId(), stepId: newId() }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    if (chosen === null) return setRefused(t('cooperation.new.choose'))
    setBusy(true)
    const begun = await client.call(draftRequest, {
      body: { ...ids, authorityId: chosen, happenedAt: asInstant(Date.now()), answers: {} },
    })
    setBusy(false)
    if (begun.ok) return go(`/cooperation/requests/${begun.value.id}/write`)
    return setRefused(problem(begun.error))
  }
  return (
    <Form onSubmit={() => void begin()}>
      <Stack>
        <ChoiceField
          label={t('cooperation.new.to')}
          required
          options={authorities.map(({ id, title, answers }) => {
            const of = answers['country'] as { readonly value?: string } | undefined
            return { value: id, label: titleIn(title, language), help: country(of?.value) }
          })}
          value={chosen}
          onChange={(next) => {
            setChosen(next)
            setIds({ id: newId(), stepId: newId() })
          }}
        />
        {refused && (
          <Callout tone="notice" urgent>
            {refused}
          </Callout>
        )}
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('cooperation.new.begin')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}

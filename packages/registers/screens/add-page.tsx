import { useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { PageHeader, useKeptAnswers, useMessages, useNavigation } from '@gloact/ui'
import { RowForm } from './row-form.tsx'
import { listKey, type RegisterParts } from './use-register.ts'

/** A new row, kept on the device until it is saved. Its id is made once: sent again after a lost answer or a reload, it is added once. */
export function AddPage({ parts }: { readonly parts: RegisterParts }) {
  const { of } = parts
  const { t } = useMessages()
  const { go } = useNavigation()
  const queries = useQueryClient()
  const kept = useKeptAnswers('new', { beside: { id: newId<string>() } })
  const { id } = kept.beside
  if (!kept.typed.ready) return null
  return (
    <>
      <PageHeader title={t(`${of.kind}.add`)} back={{ to: of.path, label: t(`${of.kind}.many`) }} />
      <RowForm
        parts={parts}
        id={id}
        version={null}
        kept={kept}
        titles={{}}
        onCancel={() => go(of.path)}
        onMovedOn={() => undefined}
        onSaved={() => {
          void queries.invalidateQueries({ queryKey: listKey(of) })
          go(`${of.path}/${id}`, { replace: true })
        }}
      />
    </>
  )
}

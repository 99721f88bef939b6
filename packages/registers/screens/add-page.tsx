import { useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { PageHeader, useMessages, useNavigation } from '@gloact/ui'
import { useState } from 'react'
import { RowForm } from './row-form.tsx'
import { listKey, type RegisterParts } from './use-register.ts'

/** A new row. Its id is made once: sent again after a lost answer, it is added once. */
export function AddPage({ parts }: { readonly parts: RegisterParts }) {
  const { of } = parts
  const { t } = useMessages()
  const { go } = useNavigation()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  return (
    <>
      <PageHeader title={t(`${of.kind}.add`)} back={{ to: of.path, label: t(`${of.kind}.many`) }} />
      <RowForm
        parts={parts}
        id={id}
        version={null}
        initial={{}}
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

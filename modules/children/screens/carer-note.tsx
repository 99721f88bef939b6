import { useQuery } from '@tanstack/react-query'
import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { Callout, useClient } from '@gloact/ui'
import { checkCarer } from '../contract/carers.ts'
import { reasonSuffices } from '../domain/carer.ts'
import { IN_REGISTER } from '../domain/forms/registered-carer.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** What speaks against the carer who is chosen, as soon as one is: the gate says the same once it is sent. */
export function CarerNote({ fileId, answers }: { readonly fileId: string; readonly answers: FormAnswers }) {
  const { t, gap } = useChildrenWords()
  const client = useClient()
  const [given, carer] = [valueOf(answers['type']), valueOf(answers['registered_carer'])]
  const type = IN_REGISTER.find((one) => one === given)
  const carerId = typeof carer === 'string' ? carer : ''
  const found = useQuery({
    queryKey: CHILDREN_KEYS.carerFor(fileId, carerId, type ?? ''),
    queryFn: () => client.callOrThrow(checkCarer, { params: { fileId, carerId }, query: { type: type! } }),
    enabled: type !== undefined && carerId !== '',
  })
  const missing = found.data?.missing ?? []
  if (missing.length === 0) return null
  const title = reasonSuffices(missing) ? 'children.carer.outside' : 'children.carer.cannot'
  return (
    <Callout tone="notice" urgent title={t(title)}>
      <ul>
        {missing.map((code) => (
          <li key={code}>{gap(code)}</li>
        ))}
      </ul>
    </Callout>
  )
}

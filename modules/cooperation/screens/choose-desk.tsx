import type { Problem } from '@gloact/http/client'
import { newId, type Result } from '@gloact/kernel'
import { Button, ChoiceField, Form, Refusal, Row, Stack, useMessages, useNavigation } from '@gloact/ui'
import { useState } from 'react'

/** To whom something goes; then it is written. Begun once, also where it is sent again after a lost answer. */
export function ChooseDesk({
  label,
  choose,
  action,
  options,
  begin,
  to,
}: {
  readonly label: string
  readonly choose: string
  readonly action: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly help: string }[]
  readonly begin: (
    ids: { readonly id: string; readonly stepId: string },
    chosen: string,
  ) => Promise<Result<{ readonly id: string }, Problem>>
  readonly to: (id: string) => string
}) {
  const { t, has } = useMessages()
  const { go } = useNavigation()
  // Made once for what was chosen.
  const [ids, setIds] = useState(() => ({ id: newId<string>(), stepId: newId<string>() }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const start = async () => {
    if (chosen === null) return setRefused(choose)
    setBusy(true)
    const begun = await begin(ids, chosen)
    setBusy(false)
    if (begun.ok) return go(to(begun.value.id))
    return setRefused(t(has(begun.error.code) ? begun.error.code : 'ui.error.unknown'))
  }
  return (
    <Form onSubmit={() => void start()}>
      <Stack>
        <ChoiceField
          label={label}
          required
          options={[...options]}
          value={chosen}
          onChange={(next) => {
            setChosen(next)
            setIds({ id: newId(), stepId: newId() })
          }}
        />
        <Refusal>{refused}</Refusal>
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {action}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}

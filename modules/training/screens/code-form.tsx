import { Button, Card, Form, Row, Stack, TextField, useMessages } from '@gloact/ui'

interface CodeFormProps {
  readonly code: string
  readonly busy: boolean
  readonly onChange: (code: string) => void
  readonly onOpen: () => void
}

/** Where somebody without an account types the code that they were given. */
export function CodeForm({ code, busy, onChange, onOpen }: CodeFormProps) {
  const { t } = useMessages()
  return (
    <Card>
      <Form unsent="free" onSubmit={onOpen}>
        <Stack>
          <TextField
            label={t('training.take.code')}
            dir="ltr"
            required
            maxLength={60}
            value={code}
            onChange={onChange}
          />
          <Row>
            <Button kind="primary" type="submit" busy={busy} disabled={code.trim() === ''}>
              {t('training.take.open')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}

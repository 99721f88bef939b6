import { Button, Callout, problemWords, useConfirm, useDrafts, useMessages, useOnline } from '@gloact/ui'
import { useFile } from '../../reading/file-context.tsx'

/** Where something that was typed could not be recorded: what happened, what is safe, what to do. */
export function UnsentNotice() {
  const messages = useMessages()
  const { t } = messages
  const { unsent } = useFile()
  const { sealed } = useDrafts()
  const confirm = useConfirm()
  const online = useOnline()
  // That there is no connection, and what is safe, stands on top of every page already.
  if (unsent.problem === undefined || (!online && unsent.problem.code === 'http.unreachable')) return null

  const giveUp = async () => {
    const sure = await confirm({
      title: t('protection.file.unsent.give_up_title'),
      body: t('protection.file.unsent.give_up_body'),
      confirm: t('protection.file.unsent.give_up'),
      danger: true,
    })
    if (sure) unsent.giveUp()
  }
  return (
    <Callout
      tone="notice"
      urgent
      title={t('protection.file.unsent.title')}
      actions={
        <>
          <Button icon="refresh" onPress={unsent.retry}>
            {t('protection.file.unsent.retry')}
          </Button>
          <Button kind="quiet" onPress={() => void giveUp()}>
            {t('protection.file.unsent.give_up')}
          </Button>
        </>
      }
    >
      {problemWords(messages, unsent.problem)}{' '}
      {t(sealed ? 'protection.file.unsent.safe' : 'protection.file.unsent.on_page')}
    </Callout>
  )
}

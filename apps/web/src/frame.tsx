import { problemOf } from '@gloact/http/client'
import {
  AppShell,
  ErrorState,
  LoadingState,
  isTraining,
  laterComponent,
  type ShellNavGroup,
  useClient,
  useMessages,
  useOnline,
} from '@gloact/ui'
import { SessionLock } from '@gloact/identity/screens'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useAccount } from './account.ts'
import { Broken } from './broken.tsx'
import { NotSentYet } from './not-sent-yet.tsx'
import { useLanguage } from './language-context.ts'
import { availableLanguages } from './languages.ts'
import { modules } from './modules.ts'
import { type CurrentSession, holdsRole, sessionQuery } from './session.ts'

const marks = modules.flatMap(({ id, mark }) => (mark === undefined ? [] : [[id, laterComponent(mark)] as const]))
const Commands = laterComponent(() => import('./commands.tsx').then((file) => file.Commands))

/** The frame around every page: the navigation that the roles open, and what is said on every page. */
export function Frame() {
  const client = useClient()
  const { t } = useMessages()
  const session = useQuery(sessionQuery(client))
  const { complete, lost } = useLanguage()
  const isBare = useRouterState({ select: (state) => state.matches.some(({ staticData }) => staticData.bare === true) })
  // A page of its own asks nobody who they are. One that was opened without a network stays when there is one again.
  const [openedAlone] = useState(() => !navigator.onLine)
  const waits = session.isPending && !(isBare && openedAlone)
  if (waits || (!complete && (session.data?.principal || isTraining()))) {
    return <Shell session={null}>{lost ? <Broken /> : <LoadingState what={t('web.starting')} />}</Shell>
  }
  if (session.isError && session.data === undefined && !isBare) {
    return (
      <Shell session={null}>
        <ErrorState
          problem={problemOf(session.error)}
          safe={t('web.typed_is_kept')}
          onRetry={() => void session.refetch()}
        />
      </Shell>
    )
  }
  return (
    <Shell session={session.data ?? null}>
      <SessionLock>
        <Outlet />
      </SessionLock>
    </Shell>
  )
}

function Shell({ session, children }: { session: CurrentSession | null; children: ReactNode }) {
  const { t } = useMessages()
  const { language, choose } = useLanguage()
  const online = useOnline()
  const account = useAccount(session)
  const bare = useRouterState({ select: (state) => state.matches.some(({ staticData }) => staticData.bare === true) })
  const said = [
    online ? undefined : t('web.offline'),
    session?.demo && !isTraining() ? t('web.demonstration') : undefined,
  ].filter((sentence) => sentence !== undefined)
  return (
    <AppShell
      product="GloACT"
      groups={bare || !session?.principal || session.locked ? [] : groupsFor(session, t)}
      {...(bare || !session?.principal || session.locked ? {} : { search: <Commands session={session} /> })}
      mark={
        session?.principal && !session.locked ? (
          <>
            <NotSentYet />
            {marks.map(([id, Mark]) => (
              <Mark key={id} />
            ))}
          </>
        ) : null
      }
      banner={said.length === 0 ? null : said.map((sentence) => <div key={sentence}>{sentence}</div>)}
      languages={availableLanguages}
      language={language}
      onLanguage={choose}
      account={account}
    >
      {children}
    </AppShell>
  )
}

/** What the roles open, by the response it belongs to. */
function groupsFor(session: CurrentSession, t: (id: string) => string): readonly ShellNavGroup[] {
  const items = modules.flatMap(({ navigation }) => navigation).filter(({ roles }) => holdsRole(session, roles))
  return modules
    .flatMap(({ groups = [] }) => groups)
    .map(({ id, label }) => ({
      id,
      ...(label !== undefined && { label: t(label) }),
      items: items.filter(({ group }) => group === id).map((item) => ({ ...item, label: t(item.label) })),
    }))
    .filter((group) => group.items.length > 0)
}

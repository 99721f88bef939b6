import '../theme/styles.ts'
import type { Client } from '@gloact/http/client'
import type { Messages } from '@gloact/messages'
import type { Drafts } from '@gloact/offline'
import { DirectionProvider, MantineProvider, useDirection as useKitDirection } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { cssVariables, theme } from '../theme/theme.ts'
import { honourContrast } from './color-scheme.ts'
import { ClientProvider } from './client.tsx'
import { DraftsProvider } from './drafts.tsx'
import { MessagesProvider } from './messages.tsx'
import { type Navigation, NavigationProvider } from './navigation.tsx'

export interface UiProviderProps {
  readonly messages: Messages
  readonly client: Client
  readonly drafts: Drafts
  readonly navigation: Navigation
  readonly children: ReactNode
}

/** What screens expect around them: theme, direction, language, the API, drafts. `OverThePage` stands within. */
export function UiProvider({ messages, client, drafts, navigation, children }: UiProviderProps) {
  useEffect(honourContrast, [])
  return (
    <DirectionProvider initialDirection={messages.direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        deduplicateCssVariables={false}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
      >
        <MessagesProvider messages={messages}>
          <ClientProvider client={client}>
            <DraftsProvider drafts={drafts}>
              <NavigationProvider navigation={navigation}>
                <PageLanguage messages={messages} />
                {children}
              </NavigationProvider>
            </DraftsProvider>
          </ClientProvider>
        </MessagesProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

/** Tells the document its language and direction, and the kit too. */
function PageLanguage({ messages: { language, direction } }: { messages: Messages }) {
  const { setDirection } = useKitDirection()
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = direction
    setDirection(direction)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the kit makes a new function at every render
  }, [language, direction])
  return null
}

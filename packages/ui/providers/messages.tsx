import type { Direction, Messages } from '@gloact/messages'
import { createContext, type ReactNode, use } from 'react'

const MessagesContext = createContext<Messages | null>(null)

export function MessagesProvider({ messages, children }: { messages: Messages; children: ReactNode }) {
  return <MessagesContext value={messages}>{children}</MessagesContext>
}

/** The language of the session: sentences (`t`), dates, numbers, lists. */
export function useMessages(): Messages {
  const messages = use(MessagesContext)
  if (!messages) throw new Error('useMessages is used outside MessagesProvider')
  return messages
}

export const useDirection = (): Direction => useMessages().direction

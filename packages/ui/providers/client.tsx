import type { Client } from '@gloact/http/client'
import { createContext, type ReactNode, use } from 'react'

const ClientContext = createContext<Client | null>(null)

export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>
}

/** The API, typed by contracts. */
export function useClient(): Client {
  const client = use(ClientContext)
  if (!client) throw new Error('useClient is used outside ClientProvider')
  return client
}

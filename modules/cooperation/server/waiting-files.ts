import type { ExchangeFile } from '@gloact/exchange/server'
import type { ScopedTransaction } from '@gloact/postgres'
import type { LoadedRequest } from '@gloact/records/server'
import type { CooperationContext } from './context.ts'

/** Files that were added to a request here, and go with the next message of it that takes some. */
export const waitingFiles = async (
  trx: ScopedTransaction,
  { exchange }: CooperationContext,
  { row }: Pick<LoadedRequest, 'row'>,
): Promise<readonly ExchangeFile[]> =>
  ((await exchange?.files.of(trx, { about: row.id, conversationId: null })) ?? []).filter(
    ({ messageId }) => messageId === null,
  )

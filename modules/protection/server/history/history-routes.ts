import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import {
  compareMoments,
  findFileForReaders,
  listReaders,
  printFile,
  readFileAt,
} from '../../contract/history/history.ts'
import { compareMoments as compare } from './compare-moments.ts'
import type { ProtectionContext } from '../file/context.ts'
import { findFileForReaders as findForReaders, listReaders as readers } from './list-readers.ts'
import { orRefused } from '../file/record-refused.ts'
import type { Place } from '@gloact/records/server'
import { printFile as print } from '../reading/print-file.ts'
import { readFileAt as readAt } from './read-file-at.ts'

/** Mounts what is asked of a file's past: as it was, what changed, who read it, that it was printed. */
export function registerHistoryRoutes(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, readFileAt, ({ session, params, query: { sequence, recordedAt, happenedAt, purpose } }) => {
    const place: Place =
      sequence !== undefined
        ? { sequence }
        : recordedAt !== undefined
          ? { recordedAt }
          : { happenedAt: happenedAt ?? '' }
    return orRefused(context, session, readAt(context, session, params.fileId, place, purpose))
  })
  serve(api, compareMoments, ({ session, params, query }) =>
    orRefused(
      context,
      session,
      compare(context, session, params.fileId, { from: placeOf(query.from), to: placeOf(query.to) }, query.purpose),
    ),
  )
  serve(api, findFileForReaders, ({ session, body }) =>
    orRefused(context, session, findForReaders(context, session, body)),
  )
  serve(api, listReaders, ({ session, params, query }) =>
    orRefused(context, session, readers(context, session, params.fileId, query)),
  )
  serve(api, printFile, ({ session, params, body }) =>
    orRefused(context, session, print(context, session, params.fileId, body)),
  )
}

const placeOf = (place: number | string): Place =>
  typeof place === 'number' ? { sequence: place } : { recordedAt: place }

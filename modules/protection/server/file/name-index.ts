import type { NameMatch } from '@gloact/names'
import type { FilePrincipal } from '../../domain/file/policy.ts'

export type Searcher = FilePrincipal & { readonly country: string; readonly scope: 'none' | 'own' | 'team' | 'agency' }

/** The name index of this process: built from sealed tokens before the server is ready, kept current by notifications. */
export interface FileNameIndex {
  /** Files whose names are like the text, within what the searcher may see; best first. */
  search(text: string, searcher: Searcher, today: string, limit: number): readonly NameMatch[]
  readonly size: number
  /** Whether it is built and hears of what changes: false while its connection is lost. */
  readonly ready: boolean
}

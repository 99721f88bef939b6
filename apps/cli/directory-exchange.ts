import { systemClock } from '@gloact/kernel'
import type { DirectoryExchange } from '@gloact/referral/server'
import type { FileWork } from './compose.ts'

/** What is given to the exchange of the directory by a command that has opened the instance. */
export async function directoryExchange({ db, country, directory, vault }: FileWork): Promise<DirectoryExchange> {
  return {
    db,
    clock: systemClock,
    country: country.code,
    timeZone: country.timeZone,
    codeLists: country.codeLists,
    agencyNames: await directory.agencyNames(),
    wordKey: () => vault.wordKey(db, country.code),
  }
}

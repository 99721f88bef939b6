import type { CommandContext } from '../command.ts'

/** Tells how far work is, each percent once. */
export function percentOf({ progress }: CommandContext, doing: string): (done: number, total: number) => void {
  let told = -1
  return (done, total) => {
    const percent = Math.floor((100 * done) / Math.max(1, total))
    if (percent === told) return
    told = percent
    progress(`${doing}: ${percent} %`)
  }
}

import { randomBytes } from 'node:crypto'
import { codeDigests, sameBytes, type TrainingContext } from '../context.ts'

/** Where the files of packages are served: the server’s own address, and no cookie reaches it from the frame. */
export const SCORM_PREFIX = '/scorm'

const OPEN_HOURS = 4

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/**
 * An address that opens the files of one package for some hours, and says nothing of who opens it. It is made for each opening, lies
 * nowhere, and cannot be guessed: it carries a keyed digest of itself.
 */
export async function launchOf(
  context: TrainingContext,
  { id, launch, parameters }: { readonly id: string; readonly launch: string; readonly parameters: string },
): Promise<string> {
  const until = Math.floor(Date.parse(context.clock.now()) / 1000) + OPEN_HOURS * 3600
  const said = `${id}.${until.toString(36)}.${randomBytes(9).toString('base64url')}`
  return `${SCORM_PREFIX}/${said}.${await mark(context, said)}/${encoded(launch)}${parameters}`
}

/** The package that an address opens now; undefined where it was never made, was changed or has ended: the three look alike. */
export async function openedBy(context: TrainingContext, token: string): Promise<string | undefined> {
  const at = token.lastIndexOf('.')
  const said = token.slice(0, Math.max(at, 0))
  const [id = '', until = ''] = said.split('.')
  const right = sameBytes(Buffer.from(token.slice(at + 1)), Buffer.from(await mark(context, said)))
  const ends = Number.parseInt(until, 36) * 1000
  return right && Date.parse(context.clock.now()) < ends ? id : undefined
}

async function mark(context: TrainingContext, said: string): Promise<string> {
  const digest = await codeDigests(context)
  return Buffer.from(digest(`scorm|${said}`)).toString('base64url')
}

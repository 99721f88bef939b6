import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Check, type Finding, counted } from './check.ts'
import { filesBelow } from './files.ts'

/** A part of a module and its rooms, from the ground up: a room imports those before it, never those after it. */
export interface Part {
  readonly rooms: readonly string[]
  /** What stands beside the rooms and above them all: it imports any, and no room imports it. */
  readonly above: readonly string[]
  /** What stands beside the rooms and below them all. `true`: all that is not above. */
  readonly ground: readonly string[] | true
  /** Between how many pairs of rooms there may be imports. */
  readonly mostArrows: number
}

type Parts = Readonly<Record<string, Part>>

/**
 * The same names in every part, where a part has something of the room. The order is each part's own: the reducer of a file
 * knows what an attachment is, while the server stores a file before it reads an attachment's bytes.
 */
const PROTECTION: Parts = {
  domain: {
    rooms: ['attachments', 'emergency', 'contact', 'file', 'lists', 'paper', 'erasure', 'work', 'exchange'],
    above: ['permissions.ts'],
    ground: ['failures.ts', 'ids.ts'],
    mostArrows: 10,
  },
  contract: {
    rooms: [
      'file',
      'attachments',
      'calendar',
      'reading',
      'emergency',
      'exclusions',
      'lists',
      'erasure',
      'work',
      'exchange',
      'history',
    ],
    above: ['routes.ts'],
    ground: ['events.ts', 'failures.ts'],
    mostArrows: 12,
  },
  server: {
    rooms: [
      'file',
      'reading',
      'paper',
      'attachments',
      'search',
      'calendar',
      'emergency',
      'exclusions',
      'lists',
      'erasure',
      'work',
      'exchange',
      'history',
      'demo',
    ],
    above: ['module.ts'],
    ground: [],
    mostArrows: 45,
  },
  screens: {
    rooms: [
      'outbox',
      'search',
      'contact',
      'calendar',
      'reading',
      'panel',
      'attachments',
      'emergency',
      'exclusions',
      'lists',
      'erasure',
      'paper',
      'file',
      'work',
      'exchange',
      'history',
    ],
    above: ['module.tsx'],
    ground: true,
    mostArrows: 45,
  },
}

const IDENTITY: Parts = {
  server: {
    rooms: ['keys', 'session', 'two-people', 'signing-in', 'account', 'agencies', 'staff', 'administrators', 'demo'],
    above: ['module.ts', 'routes.ts'],
    ground: ['config.ts', 'page-of.ts', 'tables.ts'],
    mostArrows: 28,
  },
}

const REFERRAL: Parts = {
  server: {
    rooms: ['hsds', 'directory', 'sending', 'under-way', 'links', 'measures', 'between', 'demo'],
    above: ['module.ts'],
    ground: ['audit-words.ts', 'config.ts', 'find-service.ts', 'referral-context.ts', 'tables.ts'],
    mostArrows: 16,
  },
}

/** The modules that are large enough to be divided into rooms, each with those of its parts that are. */
export const DIVIDED: Readonly<Record<string, Parts>> = {
  protection: PROTECTION,
  identity: IDENTITY,
  referral: REFERRAL,
}

export const rooms: Check = {
  name: 'rooms',
  title: 'the rooms of a module import one way',
  async run(root) {
    const seen = Object.entries(DIVIDED).flatMap(([module, parts]) =>
      Object.entries(parts).map(([name, part]) => ({
        name: `${module}/${name}`,
        ...partOf(root, `modules/${module}/${name}`, part),
      })),
    )
    return {
      defects: seen.flatMap(({ defects }) => defects),
      seen: seen.map(({ name, arrows }) => `${name}: ${counted(arrows, 'arrow')}`).join(', '),
    }
  },
}

const IMPORTED = /(?:from|import\(|import) ?'(\.[^']+)'/g

function partOf(root: string, folder: string, part: Part): { defects: Finding[]; arrows: number } {
  /** The room of a file, `''` for what stands beside the rooms, undefined outside this part. */
  const roomOf = (file: string): string | undefined => {
    if (!file.startsWith(`${folder}/`)) return undefined
    const [first = '', ...rest] = file.slice(folder.length + 1).split('/')
    return rest.length === 0 ? '' : first
  }
  const files = filesBelow(root, folder, ['.ts', '.tsx']).filter((file) => !/\.test\.tsx?$/.test(file))
  const isAbove = (file: string) => part.above.includes(file.slice(folder.length + 1))
  const isGround = (file: string) =>
    roomOf(file) === '' &&
    !isAbove(file) &&
    (part.ground === true || part.ground.includes(file.slice(folder.length + 1)))
  const known: ReadonlySet<string | undefined> = new Set(part.rooms)
  const defects: Finding[] = files
    .filter((file) => !known.has(roomOf(file)) && roomOf(file) !== 'testing' && !isAbove(file) && !isGround(file))
    .map((file) => ({ file, message: 'stands in no room of the list (tools/checks/rooms.ts)' }))
  const arrows = new Set<string>()
  for (const file of files.filter((each) => known.has(roomOf(each)) || isGround(each)))
    for (const [, specifier] of readFileSync(join(root, file), 'utf8').matchAll(IMPORTED)) {
      const target = normalize(join(dirname(file), specifier!))
      const [from, to] = [roomOf(file)!, roomOf(target)]
      if (isAbove(target)) defects.push({ file, message: `imports ${specifier}, which stands above all rooms` })
      if (!known.has(to) || from === to) continue
      if (from === '') {
        defects.push({ file, message: `the ground imports ${to} (${specifier}), which stands above it` })
        continue
      }
      arrows.add(`${from} ${to}`)
      if (part.rooms.indexOf(to!) > part.rooms.indexOf(from))
        defects.push({ file, message: `${from} imports ${to} (${specifier}), which stands above it` })
    }
  if (arrows.size > part.mostArrows)
    defects.push({
      file: folder,
      message: `${arrows.size} arrows between rooms; at most ${part.mostArrows} can be kept in mind`,
    })
  return { defects, arrows: arrows.size }
}

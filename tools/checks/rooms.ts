import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Check, type Finding, counted } from './check.ts'
import { filesBelow } from './files.ts'

/** The module whose server is large enough to be divided into rooms. */
const SERVER = 'modules/protection/server'

/**
 * The rooms of a server, from the ground up: a room imports those before it, never those after it. What is above all of them
 * (`module.ts`) and what is brought for tests imports any.
 */
export const ROOMS = [
  'file',
  'reading',
  'paper',
  'attachments',
  'search',
  'calendar',
  'emergency',
  'lists',
  'erasure',
  'work',
  'exchange',
  'history',
  'demo',
] as const

/** Between how many pairs of rooms there may be imports. */
const MOST_ARROWS = 45

export const rooms: Check = {
  name: 'rooms',
  title: 'the rooms of a server import one way',
  async run(root) {
    const files = filesBelow(root, SERVER, ['.ts']).filter((file) => !file.endsWith('.test.ts'))
    const known: ReadonlySet<string> = new Set(ROOMS)
    const defects: Finding[] = files
      .filter((file) => ![...known, 'testing'].includes(roomOf(file)) && file !== `${SERVER}/module.ts`)
      .map((file) => ({ file, message: 'stands in no room of the list (tools/checks/rooms.ts)' }))
    const arrows = new Set<string>()
    for (const file of files.filter((each) => known.has(roomOf(each))))
      for (const [, specifier] of readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
        const [from, to] = [roomOf(file), roomOf(normalize(join(dirname(file), specifier!)))]
        if (from === to || !known.has(to)) continue
        arrows.add(`${from} ${to}`)
        if (ROOMS.indexOf(to as never) > ROOMS.indexOf(from as never))
          defects.push({ file, message: `${from} imports ${to} (${specifier}), which stands above it` })
      }
    if (arrows.size > MOST_ARROWS)
      defects.push({ message: `${arrows.size} arrows between rooms; at most ${MOST_ARROWS} can be kept in mind` })
    return { defects, seen: `${counted(ROOMS.length, 'room')}, ${counted(arrows.size, 'arrow')}` }
  },
}

const roomOf = (file: string): string => (file.startsWith(`${SERVER}/`) ? (file.split('/')[3] ?? '') : '')

import { type Check, type Finding, counted } from './check.ts'
import { filesBelow, readText } from './files.ts'

const WARNING = 400
const DEFECT = 600
/** Data (codes in every language) and what tools write may be long: nobody reads it from top to bottom. */
const LONG_BY_NATURE = [
  /\.generated\./,
  /^packages\/codes\/lists\//,
  /^packages\/standards\/indicators\//,
  /\/locales\//,
  /\/fixtures\//,
  /^docs\/reference\//,
  /\.json$/,
]
/** A file that says of itself, in its first lines, that it is a list. */
const IS_DATA = /^(?:\s*(?:\/\/|\/?\*+|--)[^\n]*\n){0,12}?[^\n]*\bdata list\b/i

/** 400 lines is a warning, 600 a defect. */
export const sizes: Check = {
  name: 'sizes',
  title: 'files that can be read in one go',
  run(root) {
    const files = filesBelow(root, '', ['.ts', '.tsx', '.mjs', '.sql', '.css', '.sh']).filter(
      (file) => !LONG_BY_NATURE.some((pattern) => pattern.test(file)),
    )
    const long = files.flatMap((file): (Finding & { lines: number })[] => {
      const text = readText(root, file)
      const lines = text.split('\n').length - 1
      if (lines <= WARNING || IS_DATA.test(text)) return []
      return [
        {
          file,
          lines,
          message: `has ${lines} lines (${WARNING} is a warning, ${DEFECT} a defect): split it by concept`,
        },
      ]
    })
    return Promise.resolve({
      defects: long.filter(({ lines }) => lines > DEFECT),
      warnings: long.filter(({ lines }) => lines <= DEFECT),
      seen: counted(files.length, 'file'),
    })
  },
}

import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { SAMPLE_SEED, SAMPLE_SIZE, writeSampleWorkbook } from '@gloact/standards/sample'
import { inventPeople } from '@gloact/standards/testing'

// `node tools/sample-htcds.ts [FILE]`: writes the workbook of invented people that the demonstration country imports. The same
// seed gives the same people; a test holds what is committed against it.
const path = process.argv[2] ?? resolve(import.meta.dirname, '../countries/demoland/htcds/people.xlsx')
await writeSampleWorkbook(createWriteStream(path), inventPeople(SAMPLE_SEED, SAMPLE_SIZE))

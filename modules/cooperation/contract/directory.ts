import { route } from '@gloact/http/contract'
import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { z } from 'zod'
import { authorityForm } from '../domain/authority-form.ts'
import { COOPERATION_LISTS } from '../domain/lists.ts'

/** Whom a request goes to: authorities by country, matter and channel, and what each asks for. */
export const authorities = register({
  kind: 'cooperation.authority',
  path: '/cooperation/authorities',
  form: authorityForm,
  title: 'name',
  order: { field: 'country', direction: 'ascending' },
  unique: [['country', 'desk']],
  columns: ['name', 'country', 'matters', 'channels', 'confirmed_on'],
  keys: ['country', 'matters', 'channels', 'confirmed_on', 'desk'],
  reach: 'country',
  lists: COOPERATION_LISTS,
})

export const authorityRoutes = registerRoutes(authorities)

export const listCountries = route({
  method: 'GET',
  path: '/cooperation/countries',
  summary: 'The countries that an authority may belong to, by their names in this country',
  tag: 'cooperation',
  response: z.object({
    labelsFrom: z.string().nullable(),
    /** This country: nobody asks their own. */
    own: z.string(),
    items: z.array(z.object({ code: z.string(), label: z.record(z.string(), z.string()) })),
  }),
  failures: ['cooperation.not_allowed'],
})

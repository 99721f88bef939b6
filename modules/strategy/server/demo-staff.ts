import type { DemoStaff } from '@gloact/module'

/** Who holds the roles of this module in the invented country. */
export const STRATEGY_DEMO_STAFF: DemoStaff = {
  agencies: {},
  accounts: [
    { role: 'strategy_officer', name: 'Gulmira Osmonova', agency: 'coordination' },
    { role: 'focal_point', name: 'Yusuf Rahimov', agency: 'shelter' },
  ],
}

import type { DemoStaff } from '@gloact/module'

/** Who holds the roles of this module in the invented country. */
export const TRAINING_DEMO_STAFF: DemoStaff = {
  accounts: [
    { role: 'training_officer', name: 'Helena Duarte', agency: 'coordination' },
    { role: 'trainer', name: 'Yusuf Karimov', agency: 'coordination' },
  ],
}

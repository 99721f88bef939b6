import '@mantine/core/styles/Tabs.layer.css'
import { Tabs as KitTabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { Tag } from '../show/tag.tsx'

export interface TabsProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly tabs: readonly { readonly value: string; readonly label: string; readonly badge?: ReactNode }[]
  /** The panel of the open tab. */
  readonly children: ReactNode
}

export function Tabs({ label, value, onChange, tabs, children }: TabsProps) {
  return (
    <KitTabs value={value} onChange={(next) => next !== null && onChange(next)} keepMounted={false}>
      <KitTabs.List aria-label={label} mb="md">
        {tabs.map((tab) => (
          <KitTabs.Tab key={tab.value} value={tab.value} rightSection={tab.badge && <Tag>{tab.badge}</Tag>}>
            {tab.label}
          </KitTabs.Tab>
        ))}
      </KitTabs.List>
      {tabs.map((tab) => (
        <KitTabs.Panel key={tab.value} value={tab.value}>
          {tab.value === value ? children : null}
        </KitTabs.Panel>
      ))}
    </KitTabs>
  )
}

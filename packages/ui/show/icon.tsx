import {
  IconAddressBook,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsSort,
  IconBell,
  IconBook,
  IconBuilding,
  IconCalendar,
  IconCertificate,
  IconChartBar,
  IconCheck,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconCircle,
  IconCircleCheck,
  IconCircleFilled,
  IconClipboardCheck,
  IconClipboardList,
  IconClock,
  IconCopy,
  IconDeviceMobile,
  IconDots,
  IconDownload,
  IconEqual,
  IconEye,
  IconEyeOff,
  IconFileDescription,
  IconFilter,
  IconFlag,
  IconFolder,
  IconHandStop,
  IconHeartHandshake,
  IconHistory,
  IconHome,
  IconInfoCircle,
  IconKey,
  IconLanguage,
  IconLink,
  IconLock,
  IconLogout,
  IconMapPin,
  IconMenu2,
  IconMessage,
  IconMinus,
  IconMoon,
  IconNotebook,
  IconPencil,
  IconPhone,
  IconPlus,
  IconPrinter,
  IconRefresh,
  IconRoute,
  IconScale,
  IconSearch,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconSun,
  IconTrash,
  IconTrendingDown,
  IconTrendingUp,
  IconTriangleFilled,
  IconUpload,
  IconUser,
  IconUsers,
  IconWifiOff,
  IconWorld,
  IconX,
} from '@tabler/icons-react'
import { ForScreenReaders } from '../layout/text.tsx'
import styles from './icon.module.css'

const ICONS = {
  address: IconAddressBook,
  warning: IconAlertTriangle,
  undo: IconArrowBackUp,
  sort: IconArrowsSort,
  bell: IconBell,
  book: IconBook,
  agency: IconBuilding,
  calendar: IconCalendar,
  certificate: IconCertificate,
  chart: IconChartBar,
  check: IconCheck,
  down: IconChevronDown,
  /** Towards where one came from; turned in a right-to-left language. */
  back: IconChevronLeft,
  /** Towards what follows; turned in a right-to-left language. */
  forward: IconChevronRight,
  circle: IconCircle,
  done: IconCircleCheck,
  dot: IconCircleFilled,
  decision: IconClipboardCheck,
  tasks: IconClipboardList,
  clock: IconClock,
  copy: IconCopy,
  device: IconDeviceMobile,
  more: IconDots,
  download: IconDownload,
  /** Neither more nor less. */
  equal: IconEqual,
  increase: IconTrendingUp,
  decrease: IconTrendingDown,
  eye: IconEye,
  'eye-off': IconEyeOff,
  file: IconFileDescription,
  filter: IconFilter,
  flag: IconFlag,
  folder: IconFolder,
  stop: IconHandStop,
  support: IconHeartHandshake,
  history: IconHistory,
  home: IconHome,
  info: IconInfoCircle,
  key: IconKey,
  language: IconLanguage,
  link: IconLink,
  lock: IconLock,
  'sign-out': IconLogout,
  place: IconMapPin,
  menu: IconMenu2,
  message: IconMessage,
  minus: IconMinus,
  moon: IconMoon,
  note: IconNotebook,
  edit: IconPencil,
  phone: IconPhone,
  plus: IconPlus,
  print: IconPrinter,
  refresh: IconRefresh,
  route: IconRoute,
  law: IconScale,
  search: IconSearch,
  send: IconSend,
  settings: IconSettings,
  shield: IconShieldCheck,
  sun: IconSun,
  remove: IconTrash,
  triangle: IconTriangleFilled,
  upload: IconUpload,
  user: IconUser,
  users: IconUsers,
  offline: IconWifiOff,
  world: IconWorld,
  close: IconX,
} as const

export type IconName = keyof typeof ICONS

export interface IconProps {
  readonly name: IconName
  /** Read aloud. Without one the icon is decoration beside words. */
  readonly label?: string
  /** In pixels at the usual text size; 20 where none is given. */
  readonly size?: number
}

const TURNED: readonly IconName[] = ['back', 'forward', 'send', 'undo', 'sign-out', 'increase', 'decrease']

export function Icon({ name, label, size = 20 }: IconProps) {
  const Drawn = ICONS[name]
  const className = TURNED.includes(name) ? `${styles.icon} ${styles.turned}` : styles.icon
  const drawn = { size: `${size / 16}em`, stroke: 1.75, className }
  return (
    <>
      <Drawn {...drawn} aria-hidden="true" />
      {label === undefined ? null : <ForScreenReaders>{label}</ForScreenReaders>}
    </>
  )
}

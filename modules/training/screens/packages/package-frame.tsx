import { Button, Row, Stack, useMessages } from '@gloact/ui'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { cmiState } from '../../contract/scorm.ts'
import type { CmiState } from '../../domain/scorm/cmi.ts'

/** As `server/scorm/frame.js` calls what it sends, and what it finds in its window's name. */
const KIND = 'gloact-scorm'

const said = z.object({ kind: z.literal(KIND), state: cmiState })

interface PackageFrameProps {
  readonly launch: string
  readonly title: string
  /** What the package said when it was left. */
  readonly state: CmiState
  readonly onSaid: (state: CmiState) => void
  /** It said something that cannot be kept. */
  readonly onOdd: () => void
  readonly onClosed: () => void
}

/**
 * A SCORM package in a frame without an origin: it has no cookie, no storage and no way into this page. What it says comes as messages,
 * which count only where they come from this very frame and are what they have to be.
 */
export function PackageFrame({ launch, title, state, onSaid, onOdd, onClosed }: PackageFrameProps) {
  const { t } = useMessages()
  const frame = useRef<HTMLIFrameElement>(null)
  const [closing, setClosing] = useState(false)
  // The window keeps its name from page to page: written once, the package's own pages go on from there.
  const [name] = useState(() => JSON.stringify({ [KIND]: state }))
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.current?.contentWindow || origin !== 'null') return
      const read = said.safeParse(data)
      if (read.success) onSaid(read.data.state)
      else onOdd()
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [onSaid, onOdd])
  return (
    <Stack>
      <iframe
        ref={frame}
        name={name}
        title={title}
        sandbox="allow-scripts allow-forms allow-modals"
        referrerPolicy="no-referrer"
        // Left by way of an empty page, so that the package's last words arrive before its frame is gone.
        src={closing ? 'about:blank' : launch}
        onLoad={() => closing && onClosed()}
        style={{ width: '100%', height: '70vh', border: 0, background: 'white' }}
      />
      <Row>
        <Button busy={closing} onPress={() => setClosing(true)}>
          {t('training.package.close')}
        </Button>
      </Row>
    </Stack>
  )
}

import { Button, Row, Text, useMessages } from '@gloact/ui'
import { useEffect, useRef, useState } from 'react'

interface Recording {
  readonly recorder: MediaRecorder
  readonly stream: MediaStream
}

/** What the browser records as, the first that it can. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Records sound with the device's microphone, in memory, until it is stopped. Not offered where there is none. */
export function SoundRecorder({ onRecorded }: { readonly onRecorded: (sound: Blob) => void }) {
  const { t } = useMessages()
  const [recording, setRecording] = useState<Recording>()
  const [refused, setRefused] = useState(false)
  const active = useRef<Recording>(undefined)
  // The page was left: the microphone is released, and nothing of it is kept.
  useEffect(() => () => active.current?.stream.getTracks().forEach((track) => track.stop()), [])
  if (typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator)) return null

  const begin = async () => {
    setRefused(false)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one))
      const recorder = new MediaRecorder(stream, type === undefined ? {} : { mimeType: type })
      const pieces: Blob[] = []
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
      recorder.addEventListener('stop', () => {
        for (const track of stream.getTracks()) track.stop()
        const sound = new Blob(pieces, { type: recorder.mimeType.split(';')[0] ?? '' })
        if (sound.size > 0) onRecorded(sound)
        active.current = undefined
        setRecording(undefined)
      })
      recorder.start()
      active.current = { recorder, stream }
      setRecording(active.current)
    } catch {
      setRefused(true)
    }
  }
  return (
    <Row>
      {recording === undefined ? (
        <Button icon="microphone" onPress={() => void begin()}>
          {t('protection.attachment.record')}
        </Button>
      ) : (
        <>
          <Button kind="primary" icon="stop-recording" onPress={() => recording.recorder.stop()}>
            {t('protection.attachment.stop_recording')}
          </Button>
          <RecordedSoFar />
          <Text as="span" tone="strong">
            {t('protection.attachment.recording')}
          </Text>
        </>
      )}
      {refused && <Text tone="quiet">{t('protection.attachment.no_microphone')}</Text>}
    </Row>
  )
}

/** How long it has been recording, in minutes and seconds: that it runs, and when it is long enough. */
function RecordedSoFar() {
  const { formatNumber } = useMessages()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const ticking = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1_000)), 250)
    return () => clearInterval(ticking)
  }, [])
  const digits = (value: number, least: number) =>
    formatNumber(value, { minimumIntegerDigits: least, useGrouping: false })
  return (
    <Text as="span">
      <span role="timer" dir="ltr">
        {digits(Math.floor(seconds / 60), 1)}:{digits(seconds % 60, 2)}
      </span>
    </Text>
  )
}

import { useEffect, useRef, useState } from 'react'
import { Row } from '../layout/layout.tsx'
import { Text } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from './button.tsx'

interface Recording {
  readonly recorder: MediaRecorder
  readonly stream: MediaStream
}

/** What the browser records as, the first that it can. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

export interface SoundRecorderProps {
  readonly onRecorded: (sound: Blob) => void
  /** What its buttons and its state say. */
  readonly words: {
    readonly record: string
    readonly stop: string
    readonly recording: string
    readonly noMicrophone: string
  }
  /** After so long it stops by itself. */
  readonly mostSeconds?: number
  /** Called again and again while it records: a person who speaks touches nothing, and has not left. */
  readonly onRunning?: () => void
}

/** Records sound with the device's microphone, in memory, until it is stopped. Not offered where there is none. */
export function SoundRecorder({ onRecorded, words, mostSeconds, onRunning }: SoundRecorderProps) {
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
      const longest = mostSeconds === undefined ? undefined : setTimeout(() => recorder.stop(), mostSeconds * 1_000)
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
      recorder.addEventListener('stop', () => {
        clearTimeout(longest)
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
          {words.record}
        </Button>
      ) : (
        <>
          <Button kind="primary" icon="stop-recording" onPress={() => recording.recorder.stop()}>
            {words.stop}
          </Button>
          <RecordedSoFar {...(onRunning && { onRunning })} />
          <Text as="span" tone="strong">
            {words.recording}
          </Text>
        </>
      )}
      {refused && <Text tone="quiet">{words.noMicrophone}</Text>}
    </Row>
  )
}

/** How long it has been recording, in minutes and seconds: that it runs, and when it is long enough. */
function RecordedSoFar({ onRunning }: Pick<SoundRecorderProps, 'onRunning'>) {
  const { formatNumber } = useMessages()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const ticking = setInterval(() => {
      setSeconds(Math.floor((performance.now() - began) / 1_000))
      onRunning?.()
    }, 250)
    return () => clearInterval(ticking)
  }, [onRunning])
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

import { useEffect, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Button } from './button.tsx'

export interface ReadAloudProps {
  readonly text: string
  readonly language: string
  readonly voice: SpeechSynthesisVoice
}

/** Reads a text aloud, and stops; what is read ends with the page. */
export function ReadAloud({ text, language, voice }: ReadAloudProps) {
  const { t } = useMessages()
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  const speak = () => {
    speechSynthesis.cancel()
    const spoken = new SpeechSynthesisUtterance(text)
    spoken.lang = language
    spoken.voice = voice
    spoken.rate = 0.9
    spoken.addEventListener('end', () => setSpeaking(false))
    spoken.addEventListener('error', () => setSpeaking(false))
    setSpeaking(true)
    speechSynthesis.speak(spoken)
  }
  const stop = () => {
    speechSynthesis.cancel()
    setSpeaking(false)
  }
  return (
    <Button icon={speaking ? 'stop' : 'message'} onPress={speaking ? stop : speak}>
      {t(speaking ? 'ui.read_aloud.stop' : 'ui.read_aloud.begin')}
    </Button>
  )
}

/**
 * A voice of the device that speaks the language; undefined where there is none. Voices of a service elsewhere are left
 * out: what is read aloud would be sent there.
 */
export function useVoice(language: string): SpeechSynthesisVoice | undefined {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>([])
  useEffect(() => {
    const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined
    if (!synthesis) return undefined
    const read = () => setVoices(synthesis.getVoices())
    read()
    synthesis.addEventListener('voiceschanged', read)
    return () => synthesis.removeEventListener('voiceschanged', read)
  }, [])
  return voices.find((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === language)
}

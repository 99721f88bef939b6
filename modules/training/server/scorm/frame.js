/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- served to browsers as it is, inside packages whose pages have no types */
// Runs in front of every script of each page of a package, in a sandbox without an origin. The page that the player opened finds the
// SCORM 1.2 API in its own window; what the package says goes to the player as messages, for the player to judge. A page in a frame of
// that page cannot reach its parent, since each page of the sandbox is a stranger to the others: what it calls of its parent is called there.
;(function () {
  'use strict'

  // Not every browser knows `webrtc 'block'`: what connects browsers, or goes round `connect-src`, is gone before the package begins.
  const CONNECTING = [
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
    'mozRTCPeerConnection',
    'RTCDataChannel',
    'RTCIceTransport',
    'RTCDtlsTransport',
    'RTCSctpTransport',
    'WebTransport',
    'WebSocketStream',
    'TCPSocket',
    'UDPSocket',
    'PresentationRequest',
  ]
  for (const name of CONNECTING) {
    delete window[name]
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false })
  }

  /**
   * A frame whose page stands in an attribute would be a window of its own, in which this script did not run. It is emptied before it loads:
   * observers are heard as soon as the script that added it ends, and its page comes later.
   */
  const emptied = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return
    const frames = [...node.querySelectorAll('iframe[srcdoc]')]
    if (node instanceof HTMLIFrameElement && node.hasAttribute('srcdoc')) frames.push(node)
    for (const frame of frames) frame.remove()
  }
  const watch = (root) =>
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        emptied(target)
        for (const node of addedNodes) emptied(node)
      }
    }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['srcdoc'] })
  watch(document)
  const attachShadow = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options)
    watch(root)
    return root
  }

  if (window.top === window) {
    // Alone in a tab, it is no part of a player: nothing of it is shown or run.
    window.stop()
    document.documentElement.replaceChildren()
    throw new Error('A package is opened in its player.')
  }

  const outer = window.parent
  const KIND = 'gloact-scorm'
  const isPage = outer === window.top

  /**
   * Packages look for the API in their window, above it, or in a variable of that very name which they first set to nothing. Each of them
   * finds it.
   */
  function offer(api, parent) {
    let offered = api
    Object.defineProperty(window, 'API', {
      configurable: true,
      enumerable: true,
      get: () => offered,
      set: (value) => {
        offered = value ?? offered
      },
    })
    Object.defineProperty(window, 'parent', { value: parent, configurable: true })
  }

  /** What the player, or the page before this one, left in the name of the window. */
  function left() {
    try {
      const state = JSON.parse(window.name)[KIND]
      return typeof state === 'object' && state !== null ? state : {}
    } catch {
      // The name is the package's own.
      return {}
    }
  }

  /** The values that a page of this window has said, and those of earlier visits. */
  const state = isPage ? left() : {}

  function play() {
    const api = new window.Scorm12API({ autocommit: false, logLevel: 5 })
    const { 'cmi.core.exit': exit, 'cmi.core.entry': _entry, ...kept } = state
    const isFirst = Object.keys(kept).length === 0
    api.loadFromFlattenedJSON(kept)
    // The time of the visit before belongs to the sum from now on; pages of one visit share a window, and say it once.
    if (kept['cmi.core.session_time'] !== undefined) {
      kept['cmi.core.total_time'] = api.cmi.getCurrentTotalTime()
      delete kept['cmi.core.session_time']
      delete state['cmi.core.session_time']
      state['cmi.core.total_time'] = kept['cmi.core.total_time']
      api.reset()
      api.loadFromFlattenedJSON(kept)
    }
    api.cmi.core.entry = isFirst ? 'ab-initio' : exit === 'suspend' ? 'resume' : ''
    let waiting = false
    let finished = false
    const say = () => {
      waiting = false
      window.name = JSON.stringify({ [KIND]: state })
      outer.postMessage({ kind: KIND, state: { ...state }, finished }, window.location.origin)
    }
    const soon = () => {
      if (waiting) return
      waiting = true
      queueMicrotask(say)
    }
    const set = api.LMSSetValue.bind(api)
    api.LMSSetValue = (element, value) => {
      const answer = set(element, value)
      if (answer === 'true') {
        state[element] = String(value)
        soon()
      }
      return answer
    }
    const finish = api.LMSFinish.bind(api)
    api.LMSFinish = (nothing) => {
      const answer = finish(nothing)
      if (answer === 'true') {
        finished = true
        // What the standard makes of a package that says nothing of its status.
        const status = api.cmi.core.lesson_status
        if (status) state['cmi.core.lesson_status'] = status
        say()
      }
      return answer
    }
    const above = { API: api, postMessage: () => {} }
    above.parent = above
    offer(api, above)
    window.addEventListener('message', ({ source, data }) => {
      const isInner = Array.from({ length: window.length }, (_, at) => window[at]).includes(source)
      if (!isInner || data?.kind !== KIND) return
      if (data.ask === 'state') source.postMessage({ kind: KIND, values: { ...state } }, '*')
      const of = data.ask === 'api' ? api : data.ask === 'call' ? window : undefined
      if (typeof of?.[data.name] === 'function' && Array.isArray(data.args)) of[data.name](...data.args)
    })
  }

  /** Stands for the parent that this page cannot reach. Nothing comes back from what it calls, since a message is answered later. */
  function standIn() {
    const values = {}
    const send = (message) => outer.postMessage({ kind: KIND, ...message }, '*')
    const call = (ask, name, args) => {
      try {
        send({ ask, name, args })
      } catch {
        // What cannot be sent as a message, such as a function, cannot be called with either.
      }
    }
    const done = (name) => (args) => {
      call('api', name, args)
      return 'true'
    }
    const api = {
      LMSInitialize: () => 'true',
      LMSGetValue: (element) => values[element] ?? '',
      LMSSetValue: (element, value) => {
        values[element] = String(value)
        return done('LMSSetValue')([element, String(value)])
      },
      LMSCommit: () => done('LMSCommit')(['']),
      LMSFinish: () => done('LMSFinish')(['']),
      LMSGetLastError: () => '0',
      LMSGetErrorString: () => '',
      LMSGetDiagnostic: () => '',
    }
    window.addEventListener('message', ({ source, data }) => {
      if (source === outer && data?.kind === KIND && data.values) Object.assign(values, data.values)
    })
    send({ ask: 'state' })
    const known = { API: api, postMessage: (...args) => outer.postMessage(...args) }
    const parent = new Proxy(known, {
      get: (target, name) => {
        if (typeof name === 'symbol') return undefined
        if (name === 'parent' || name === 'window' || name === 'self') return parent
        return name in target ? target[name] : (...args) => call('call', name, args)
      },
    })
    offer(api, parent)
  }

  if (isPage) play()
  else standIn()
})()

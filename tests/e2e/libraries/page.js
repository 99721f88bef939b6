/**
 * Hands the bytes of the join kernel to a worker, and gives what it answers.
 *
 * @param {string} kernel in base64
 */
window.ask = (kernel) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    const bytes = Uint8Array.from(atob(kernel), (character) => character.charCodeAt(0))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage(bytes)
  })

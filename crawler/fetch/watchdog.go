package fetch

import (
	"sync"
	"time"
)

// watchdog cancels an exchange that takes too long, not counting its pauses.
type watchdog struct {
	mu      sync.Mutex
	timer   *time.Timer
	given   time.Duration // in all
	left    time.Duration
	since   time.Time
	expired bool
}

func startWatchdog(d time.Duration, cancel func()) *watchdog {
	w := &watchdog{given: d, left: d, since: time.Now()}
	w.timer = time.AfterFunc(d, func() {
		w.mu.Lock()
		w.expired = true
		w.mu.Unlock()
		cancel()
	})
	return w
}

func (w *watchdog) pause() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer.Stop()
	w.left -= time.Since(w.since)
}

func (w *watchdog) resume() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = time.Now()
	w.timer.Reset(w.left)
}

// extend gives the exchange more time.
func (w *watchdog) extend(d time.Duration) {
	w.pause()
	w.mu.Lock()
	w.given += d
	w.left += d
	w.mu.Unlock()
	w.resume()
}

// stop ends the watch and reports whether it had cancelled the exchange, and after how long.
func (w *watchdog) stop() (expired bool, after time.Duration) {
	w.timer.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.expired, w.given
}

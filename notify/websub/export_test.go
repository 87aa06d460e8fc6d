package websub

import "context"

// Sweep is what Run does each minute.
func (h *Hub) Sweep() { h.sweep() }

// Waiting is how many requests wait to be verified.
func (h *Hub) Waiting() int { return len(h.wanted) }

// Checked is how many hosts of callbacks are remembered.
func (h *Hub) Checked() int { return len(h.checks) }

// NoteAtEnd notes, after the hub's context has ended, that a version arrived at one subscription and was given up at another.
func (h *Hub) NoteAtEnd(version uint64, arrived, givenUp string) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	done := make(chan outcome, 2)
	done <- outcome{key: arrived}
	done <- outcome{key: givenUp, err: ctx.Err()}
	h.collect(ctx, content{version: version}, done, 2)
}

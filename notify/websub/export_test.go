package websub

// Sweep is what Run does each minute.
func (h *Hub) Sweep() { h.sweep() }

// Waiting is how many requests wait to be verified.
func (h *Hub) Waiting() int { return len(h.wanted) }

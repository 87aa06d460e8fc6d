package notify

// clip cuts s to so many units of UTF-16, by which Slack, Teams and Discord count, with … for what is cut.
func clip(s string, units int) string {
	if len(s) <= units {
		return s
	}
	n, cut := 0, 0
	for at, r := range s {
		if n <= units-1 {
			cut = at
		}
		if n++; r > 0xffff {
			n++
		}
		if n > units {
			return s[:cut] + "…"
		}
	}
	return s
}

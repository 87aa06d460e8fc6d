// Package limit bounds how fast one client may ask for what costs much, and tells clients apart.
package limit

import (
	"net/netip"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/time/rate"
)

// clients is how many clients are remembered at most. Who asks least often is forgotten first.
const clients = 1 << 16

// Limiter is a token bucket for each client (golang.org/x/time/rate). Its methods may be called from many goroutines at once.
type Limiter struct {
	perSecond rate.Limit
	burst     int
	buckets   *otter.Cache[netip.Prefix, *rate.Limiter]
}

// New returns a limiter that gives each client perSecond tokens a second and lets it save up to burst of them. Both must be
// above zero.
func New(perSecond float64, burst int) *Limiter {
	full := time.Duration(float64(burst) / perSecond * float64(time.Second)) // a bucket unused for so long is full again
	return &Limiter{rate.Limit(perSecond), burst, otter.Must(&otter.Options[netip.Prefix, *rate.Limiter]{
		MaximumSize:      clients,
		ExpiryCalculator: otter.ExpiryAccessing[netip.Prefix, *rate.Limiter](max(full, time.Second)),
	})}
}

// Take takes n tokens of a client, no more than the burst, and returns 0, or takes none and returns how long the client has
// to wait until there are as many.
func (l *Limiter) Take(client netip.Addr, n int, now time.Time) time.Duration {
	key := neighbourhood(client)
	bucket, known := l.buckets.GetIfPresent(key)
	if !known {
		bucket, _ = l.buckets.SetIfAbsent(key, rate.NewLimiter(l.perSecond, l.burst))
	}
	taken := bucket.ReserveN(now, min(n, l.burst))
	wait := taken.DelayFrom(now)
	if wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

// neighbourhood is the addresses that one client can have: one of IPv4, and in IPv6 a network of 64 bits (RFC 4291 §2.5.1).
func neighbourhood(client netip.Addr) netip.Prefix {
	client = client.Unmap().WithZone("")
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	prefix, err := client.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // no address: all of them are one client
	}
	return prefix
}

package opportunity

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// NewID returns the stable id of the announcement that issuerCode (6 digits) makes at canonicalURL: 20 characters of
// [a-z2-7], 100 bits of SHA-256, safe in URLs, file names and keys. For a source with an API, canonicalURL may be any
// string that names the announcement for good.
func NewID(issuerCode, canonicalURL string) string {
	sum := sha256.Sum256([]byte(issuerCode + "\x00" + canonicalURL))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:13]))[:20]
}

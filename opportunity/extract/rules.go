package extract

import (
	"crypto/sha256"
	"encoding/base64"
	"sync"

	classified "koubo/opportunity/extract/classify/weigh"
	dated "koubo/opportunity/extract/deadline/weigh"
)

// edition is raised where pages, lists or feeds are read otherwise than before and the learnt weights stay as they are.
const edition = "3"

// Rules names the rules by which this version reads, some letters and digits: with another name, the same page may read otherwise.
var Rules = sync.OnceValue(func() string {
	h := sha256.New()
	for _, part := range []string{edition, classified.Text(), dated.Text()} {
		h.Write([]byte(part))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:9])
})

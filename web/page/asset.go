package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"regexp"
	"slices"
	"time"

	"koubo/web/response"
)

//go:embed static/style.css
var styleBytes []byte

//go:embed static/search.js
var scriptBytes []byte

//go:embed static/visit.js
var visitScript []byte

//go:embed static/copy.js
var copyScript []byte

//go:embed static/localsearch.js
var localScript []byte

// asset is an embedded file under an address that changes with it, so that browsers may keep it for long.
type asset struct {
	path, version, address, mediaType string
	body                              []byte
}

func loadAsset(path, mediaType string, body []byte) asset {
	sum := sha256.Sum256(body)
	version := hex.EncodeToString(sum[:6])
	return asset{path, version, path + "?v=" + version, mediaType, body}
}

func loadStyle() asset { return loadAsset("/static/style.css", "text/css; charset=utf-8", styleBytes) }
func loadScript() asset {
	return loadAsset("/static/search.js", "text/javascript; charset=utf-8", slices.Concat(lean(scriptBytes), lean(visitScript), lean(copyScript)))
}

// loadLocalScript is the script of a site of files.
func loadLocalScript() asset {
	return loadAsset("/static/localsearch.js", "", slices.Concat(lean(localScript), lean(visitScript))).named()
}

// loadCopyScript is that of a site of files for pages that offer addresses.
func loadCopyScript() asset { return loadAsset("/static/copy.js", "", lean(copyScript)).named() }

// scriptsFor are the addresses of the scripts of a page that offers addresses and may be a search. A server has them in one.
func (s *Pages) scriptsFor(search bool) []string {
	switch {
	case !s.Files:
		return []string{s.script.address}
	case search:
		return []string{s.script.address, s.copier.address}
	}
	return []string{s.copier.address}
}

// remark is a comment behind a statement. No text of the scripts holds such a thing, nor goes over several lines.
var remark = regexp.MustCompile(`([;{,}]) // .*$`)

// lean leaves out of a script its comments, and what lines are indented by.
func lean(script []byte) []byte {
	var kept bytes.Buffer
	for line := range bytes.Lines(script) {
		line = remark.ReplaceAll(bytes.TrimSpace(line), []byte("$1"))
		if len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
			kept.Write(line)
			kept.WriteByte('\n')
		}
	}
	return kept.Bytes()
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) error {
	age := time.Hour
	if r.URL.Query().Get("v") == a.version {
		age = 365 * 24 * time.Hour
	}
	response.Reply(w, r, response.Answer{Body: a.body, MediaType: a.mediaType, MaxAge: age})
	return nil
}

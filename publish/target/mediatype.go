package target

import (
	"cmp"
	"mime"
	"path"
	"strings"
)

// mediaTypes are those of a site's files that the system's table may not know.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".atom": "application/atom+xml; charset=utf-8", ".rss": "application/rss+xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl; charset=utf-8", ".gz": "application/gzip", ".xml": "application/xml; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".ico": "image/x-icon",
}

func typeOf(key string) string {
	extension := path.Ext(key)
	if strings.HasSuffix(key, "/search/index.json") || key == "search/index.json" {
		return mediaTypes[".json"]
	}
	if extension == ".json" {
		return "application/feed+json; charset=utf-8"
	}
	return cmp.Or(mediaTypes[extension], mime.TypeByExtension(extension), "application/octet-stream")
}

// ageOf is how long a reader may keep an object: those whose names tell their content for long.
func ageOf(key string) string {
	folder := path.Base(path.Dir(key))
	if folder == "static" || folder == "search" && path.Ext(key) == ".gz" {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=60"
}

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

// typeOf is the media type of a path of the site.
func typeOf(name string) string {
	extension := path.Ext(name)
	if name == "search/index.json" {
		return mediaTypes[".json"]
	}
	if extension == ".json" {
		return "application/feed+json; charset=utf-8"
	}
	return cmp.Or(mediaTypes[extension], mime.TypeByExtension(extension), "application/octet-stream")
}

// ageOf is how long a reader may keep what has a path in the site: for long, where its name tells its content.
func ageOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	if folder == "static" || folder == "search" && path.Ext(name) == ".gz" {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=60"
}

package pdf

import (
	"embed"
	"io/fs"
)

// Papers may name fonts that they do not hold, ＭＳ 明朝 first of all. PDFium takes the characters of such a font for empty and leaves out each
// that is drawn by itself, as those of a day are between numbers in another font, unless a font of the system stands in for it. The
// sandbox has one whose every character is the same square: what is read is the words, not their shape.

//go:embed fonts
var fonts embed.FS

// fontFiles is the root of the sandbox's files, with its only font where PDFium looks for them.
func fontFiles() fs.FS {
	root, err := fs.Sub(fonts, "fonts")
	if err != nil {
		return fonts // the name above is a valid one
	}
	return root
}

package detail

import (
	"cmp"
	"strings"

	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail/filename"
	"koubo/parsers/page"
)

// readAttachments lists the documents linked from the announcement, each address once.
func (r *reader) readAttachments(doc *page.Document) []opportunity.Attachment {
	var list []opportunity.Attachment
	seen := map[string]bool{}
	for at := range r.lines {
		l := &r.lines[at]
		if l.crumb || len(l.links) == 0 || !l.inMain && (r.titleAt < 0 || at < r.titleAt) {
			continue
		}
		for n := range l.links {
			a, ok := r.attachment(doc, at, n)
			if !ok || seen[a.URL] {
				continue
			}
			seen[a.URL] = true
			list = append(list, a)
		}
	}
	return list
}

// papersLabel begins a box of documents.
var papersLabel = jtext.MustPattern(`^[\s■●◆○◎□▼・【\[(]*(?:各種|関連|添付|配布|公募|募集)?(?:資料|書類|様式|ファイル|ダウンロード|要項|申請書|download)`)

// papersLeftOut lists the documents of boxes that are no part of the announcement's text: a side column headed ダウンロード, the footer
// of the article.
func (o *outline) papersLeftOut(doc *page.Document, main int) (list []opportunity.Attachment) {
	for i := 0; i < len(o.blocks); i++ {
		b := &o.blocks[i]
		if !b.pruned {
			continue
		}
		isOwn := b.node.DataAtom == atom.Footer && main > 0 && i > main && i < o.blocks[main].end && !signsSite(page.TextOf(b.node))
		if b.docs > 0 && b.text <= mostPapers && b.part != page.HiddenPart && b.part != page.RelatedPart && !b.repeated &&
			(isOwn || papersLabel.MatchString(jtext.Fold(page.Collapse(page.TextOf(b.node))))) {
			list = append(list, o.readOut(i).readAttachments(doc)...)
		}
		i = b.end - 1
	}
	return list
}

// mostPapers bounds in bytes a box of documents beside the announcement.
const mostPapers = 3000

// attachment reads link n of a line as a document; ok is false where it is a page.
func (r *reader) attachment(doc *page.Document, at, n int) (a opportunity.Attachment, ok bool) {
	l := &r.lines[at]
	link := l.links[n]
	_, inside, after := around(l, n)
	ending := filename.Ending(link.href)
	if ending == "" {
		ending = cmp.Or(filename.StatedType(inside, after), filename.NamedType(link.href, inside), filename.SentType(link.href, after))
	}
	if ending == "" && !filename.IsSent(link.href, inside, after) {
		return a, false
	}
	address, err := doc.Resolve(link.href)
	if err != nil {
		return a, false
	}
	title := filename.Title(inside)
	if title == "" {
		title = titleBefore(l, n)
	}
	if title == "" && link.icon != "" {
		title = filename.Title(jtext.Fold(link.icon))
	}
	if title == "" {
		title = r.titleAbove(at)
	}
	if title == "" && r.titleAt >= 0 && r.titleAt < len(r.lines) {
		title = jtext.Fold(r.lines[r.titleAt].text) // a page with one document, linked as "PDF"
	}
	return opportunity.Attachment{Title: title, URL: address, MediaType: filename.MediaType(ending),
		Bytes: filename.StatedSize(inside, after)}, true
}

// titleBefore is what stands on the line before link n, or before the first of the links that follow it as forms of one document:
// 仕様書（PDF・Word）.
func titleBefore(l *line, n int) string {
	for ; n >= 0; n-- {
		before, _, _ := around(l, n)
		before = strings.TrimSuffix(filename.Title(betweenDocuments.ReplaceAllString(before, "")), "は")
		if before != "" {
			return before
		}
		if n > 0 {
			if _, inside, _ := around(l, n-1); filename.Title(inside) != "" {
				break
			}
		}
	}
	return ""
}

// betweenDocuments parts a document's name from the document before it.
var betweenDocuments = jtext.MustPattern(`^[\s、,・/|)\]】>」。]+(?:(?:と|及び|および|並びに|また)[、\s]*)?`)

// around returns, folded, what stands on the line before link n, in it, and behind it up to the next link.
func around(l *line, n int) (before, inside, after string) {
	link := l.links[n]
	to := link.to
	if to == 0 || to > len(l.text) {
		to = len(l.text)
	}
	from, next := min(link.from, to), len(l.text)
	if n+1 < len(l.links) {
		next = max(to, min(l.links[n+1].from, next))
	}
	previous := 0
	if n > 0 {
		previous = min(l.links[n-1].to, from)
	}
	before = l.text[previous:from]
	if cut := strings.LastIndexByte(before, '\n'); cut >= 0 && strings.TrimSpace(before[cut:]) != "" {
		before = before[cut+1:]
	}
	return jtext.Fold(before), jtext.Fold(l.text[from:to]), jtext.Fold(l.text[to:next])
}

// titleAbove is the nearest line above that can name a document.
func (r *reader) titleAbove(at int) string {
	for up := at - 1; up >= 0 && up >= at-6; up-- {
		if up < at-1 && !r.lines[up].heading || r.lines[up].pair {
			continue
		}
		text, _, _ := strings.Cut(r.lines[up].text, "\n")
		if title := filename.Title(jtext.Fold(text)); title != "" && len(r.lines[up].links) == 0 {
			return title
		}
	}
	return ""
}

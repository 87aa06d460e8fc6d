package detail

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// documentTypes are the file endings that announcements attach, with their media types (IANA registry).
var documentTypes = map[string]string{
	"pdf":  "application/pdf",
	"doc":  "application/msword",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"docm": "application/vnd.ms-word.document.macroEnabled.12",
	"xls":  "application/vnd.ms-excel",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
	"ppt":  "application/vnd.ms-powerpoint",
	"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"zip":  "application/zip",
	"lzh":  "application/x-lzh-compressed",
	"csv":  "text/csv",
	"rtf":  "application/rtf",
	"odt":  "application/vnd.oasis.opendocument.text",
	"ods":  "application/vnd.oasis.opendocument.spreadsheet",
	"jtd":  "application/x-js-taro", // 一太郎
	"jtdc": "application/x-js-taro",
	"dwg":  "image/vnd.dwg",
	"jww":  "application/x-jww", // a CAD of Japan's construction trade
	"sfc":  "application/x-sfc", // SXF drawings
	"txt":  "text/plain",
}

// typeNames are the words that pages write for a type of file, in lower case, with the ending they stand for.
var typeNames = map[string]string{"pdf": "pdf", "word": "docx", "excel": "xlsx", "powerpoint": "pptx", "zip": "zip",
	"ワード": "docx", "エクセル": "xlsx", "パワーポイント": "pptx", "一太郎": "jtd", "csv": "csv", "docx": "docx", "doc": "doc",
	"xlsx": "xlsx", "xls": "xls", "pptx": "pptx", "ppt": "ppt", "rtf": "rtf", "テキスト": "txt", "圧縮": "zip", "lzh": "lzh", "jtd": "jtd"}

// isDocumentLink says whether an address ends like a document's.
func isDocumentLink(href string) bool { return documentEnding(href) != "" }

// documentEnding returns the ending of a document's address, in lower case, "" where it is none. A program that sends files may have
// the document's name among what it is asked: File.ashx?f=R08-0731_koukoku.pdf.
func documentEnding(href string) string {
	href, _, _ = strings.Cut(href, "#")
	path, query, _ := strings.Cut(href, "?")
	if ending := endingOf(path); ending != "" {
		return ending
	}
	for value := range strings.SplitSeq(query, "&") {
		_, name, _ := strings.Cut(value, "=")
		if ending := endingOf(name); ending != "" {
			return ending
		}
	}
	return ""
}

func endingOf(href string) string {
	dot := strings.LastIndexByte(href, '.')
	if dot < 0 || len(href)-dot > 5 {
		return ""
	}
	ending := strings.ToLower(href[dot+1:])
	if documentTypes[ending] == "" {
		return ""
	}
	return ending
}

// linkType is what a link's attributes say of the file behind it.
func linkType(n *html.Node) string {
	for _, name := range []string{page.Attribute(n, "type"), page.Attribute(n, "class"), page.Attribute(n.Parent, "class")} {
		lower := strings.ToLower(name)
		for _, word := range []string{"pdf", "word", "excel", "zip"} {
			if strings.Contains(lower, word) {
				return typeNames[word]
			}
		}
	}
	return ""
}

const (
	typeForm = `(?:pdf|word|excel|power\s?point|zip|csv|docx?|docm|xls[xm]?|pptx?|rtf|lzh|jtdc?|txt|ワード|エクセル|パワーポイント|一太郎|テキスト|圧縮)`
	sizeForm = `([\d,]+(?:\.\d+)?)\s*(bytes?|バイト|kb|kib|mb|mib|gb|キロバイト|メガバイト|k|m|b)(?:[^a-z]|$)`
)

var (
	// typeAndSize is the note on a file behind its title, in folded text: "(PDF 277.5 KB)", "[Wordファイル/35KB]",
	// "PDF, 300KB", "(別ウインドウで開きます)".
	typeAndSize = jtext.MustPattern(`(?i)[\s,、:・]*[(\[【<「]?\s*(?:(?:` + typeForm + `)(?:\s*(?:形式|ファイル|文書|データ|版|file))*|ファイルサイズ|サイズ|容量)?` +
		`[\s:/,、・]*(?:[\d,]+(?:\.\d+)?\s*(?:bytes?|バイト|kb|kib|mb|mib|gb|キロバイト|メガバイト|k|m|b))?[\s:/,、・]*(?:\d+\s*(?:ページ|頁))?\s*[)\]】>」]?\s*$`)
	windowNote = jtext.MustPattern(`[\s(\[]*(?:(?:新しい|新規|別)(?:ウ[イィ]ンドウ|タブ|画面)(?:で|が)?(?:開きます|開く|表示)?|外部リンク|外部サイトへリンク)[)\]\s]*$`)
	fileSize   = jtext.MustPattern(`(?i)` + sizeForm)
	fileType   = jtext.MustPattern(`(?i)` + typeForm)
	// bareTitle is a link text that says only what kind of link it is.
	bareTitle  = jtext.MustPattern(`(?i)^[\s(\[]*(?:` + typeForm + `(?:\s*(?:形式|ファイル|版|データ))*|ダウンロード|download|こちら|開く|表示|閲覧|詳細|添付ファイル|リンク|file)?[\s)\]]*(?:をダウンロード|はこちら|を開く)?$`)
	enumerator = jtext.MustPattern(`^[\s・●○■□◆◇▶►→※*>»]+`)
)

// sendsFile is the address of a program that sends a file, which has no ending: Download.ashx?no=12&s=1.
var sendsFile = jtext.MustPattern(`(?i)/?(?:file)?(?:down_?load|get_?file|file_?down|attach(?:ment)?)[a-z_]*(?:\.(?:ashx|aspx|php|do|cgi|jsp))?[/?]`)

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

// attachment reads link n of a line as a document; ok is false where it is a page.
func (r *reader) attachment(doc *page.Document, at, n int) (a opportunity.Attachment, ok bool) {
	l := &r.lines[at]
	link := l.links[n]
	before, inside, after := around(l, n)
	ending := documentEnding(link.href)
	if ending == "" {
		ending = statedType(inside, after)
	}
	if ending == "" && !(fileSize.MatchString(after) && sendsFile.MatchString(link.href)) {
		return a, false
	}
	address, err := doc.Resolve(link.href)
	if err != nil {
		return a, false
	}
	title := documentTitle(inside)
	if title == "" {
		title = strings.TrimSuffix(documentTitle(before), "は")
	}
	if title == "" && link.icon != "" {
		title = documentTitle(jtext.Fold(link.icon))
	}
	if title == "" {
		title = r.titleAbove(at)
	}
	if title == "" && r.titleAt >= 0 && r.titleAt < len(r.lines) {
		title = jtext.Fold(r.lines[r.titleAt].text) // a page with one document, linked as "PDF"
	}
	return opportunity.Attachment{Title: title, URL: address, MediaType: documentTypes[ending],
		Bytes: statedSize(inside, after)}, true
}

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

// statedType reads the type of a file behind an address without an ending; a size must stand beside it, or "PDF" be
// all the link says.
func statedType(inside, after string) string {
	for _, text := range [...]string{inside, after} {
		if !jtext.HasAny(text, "ファイル", "形式") && !fileSize.MatchString(text) {
			continue
		}
		if word := strings.ToLower(fileType.FindString(text)); word != "" {
			return typeNames[strings.ReplaceAll(word, " ", "")]
		}
	}
	return ""
}

// statedSize reads a file's size in bytes, 0 where the page states none. A KB is 1,024 bytes, as file managers count.
func statedSize(texts ...string) int64 {
	for _, text := range texts {
		found := fileSize.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		number, err := strconv.ParseFloat(strings.ReplaceAll(found[1], ",", ""), 64)
		if err != nil || number > 1e12 {
			continue
		}
		return int64(number*sizeUnit(found[2]) + 0.5)
	}
	return 0
}

func sizeUnit(unit string) float64 {
	switch strings.ToLower(unit) {
	case "kb", "kib", "k", "キロバイト":
		return 1 << 10
	case "mb", "mib", "m", "メガバイト":
		return 1 << 20
	case "gb":
		return 1 << 30
	}
	return 1
}

// noteEnds are the characters besides ASCII ones that typeAndSize may end in: brackets, marks, and the ends of its words.
const noteEnds = "】」【「、・ド郎ル縮式書タ版ズ量トジ頁"

// mayEndInNote reports whether typeAndSize may find more than nothing at the end of a text; it is slow where it does not.
func mayEndInNote(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	return size < 2 || strings.ContainsRune(noteEnds, last) || unicode.IsSpace(last)
}

// documentTitle cuts type, size and remarks from a folded link text; "" where nothing else stands there.
func documentTitle(text string) string {
	text = windowNote.ReplaceAllString(text, "")
	cut := text
	if mayEndInNote(text) {
		cut = typeAndSize.ReplaceAllString(text, "")
	}
	if cut = strings.TrimSpace(cut); cut != "" || bareTitle.MatchString(text) {
		text = cut
	}
	text = strings.TrimSpace(enumerator.ReplaceAllString(text, ""))
	text = strings.TrimRight(text, " :,、\t")
	if bareTitle.MatchString(text) {
		return ""
	}
	return text
}

// titleAbove is the nearest line above that can name a document.
func (r *reader) titleAbove(at int) string {
	for up := at - 1; up >= 0 && up >= at-6; up-- {
		if up < at-1 && !r.lines[up].heading || r.lines[up].pair {
			continue
		}
		text, _, _ := strings.Cut(r.lines[up].text, "\n")
		if title := documentTitle(jtext.Fold(text)); title != "" && len(r.lines[up].links) == 0 {
			return title
		}
	}
	return ""
}

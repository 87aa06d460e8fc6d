package filename

import (
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

// mediaTypes are the file endings that announcements attach, with their media types (IANA registry).
var mediaTypes = map[string]string{
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

// endingCalled returns the ending that a word for a type of file stands for, "" for none.
func endingCalled(word string) string {
	return typeNames[strings.ReplaceAll(strings.ToLower(word), " ", "")]
}

// MediaType returns the media type of an ending, "" for an unknown one.
func MediaType(ending string) string { return mediaTypes[ending] }

// Ending returns the ending of a document's address, in lower case, "" where it is none. A program that sends files may have
// the document's name among what it is asked: File.ashx?f=R08-0731_koukoku.pdf.
func Ending(href string) string {
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
	if mediaTypes[ending] == "" {
		return ""
	}
	return ending
}

const (
	typeForm = `(?:pdf|word|excel|power\s?point|zip|csv|docx?|docm|xls[xm]?|pptx?|rtf|lzh|jtdc?|txt|ワード|エクセル|パワーポイント|一太郎|テキスト|圧縮)`
	sizeForm = `([\d,]+(?:\.\d+)?)\s*(bytes?|バイト|kb|kib|mb|mib|gb|キロバイト|メガバイト|k|m|b)(?:[^a-z]|$)`
)

var (
	fileSize = jtext.MustPattern(`(?i)` + sizeForm)
	fileType = jtext.MustPattern(`(?i)` + typeForm)
)

// sendsFile is the address of a program that sends a file, which has no ending: Download.ashx?no=12&s=1.
var sendsFile = jtext.MustPattern(`(?i)/?(?:file)?(?:down_?load|get_?file|file_?down|attach(?:ment)?)[a-z_]*(?:\.(?:ashx|aspx|php|do|cgi|jsp))?[/?]`)

// IsSent reports whether an address without an ending is that of a program that sends a file, of which the words of the link or those
// behind it state the size.
func IsSent(href, inside, after string) bool {
	return sendsFile.MatchString(href) && (fileSize.MatchString(inside) || fileSize.MatchString(after))
}

// sentType is a type in brackets behind a link: （Word）.
var sentType = jtext.MustPattern(`(?i)^\s*[(\[]\s*(` + typeForm + `)\s*[)\]]`)

// SentType is the type that stands behind the link of a program that sends a file, "" for none.
func SentType(href, after string) string {
	found := sentType.FindStringSubmatch(after)
	if found == nil || !sendsFile.MatchString(href) {
		return ""
	}
	return endingCalled(found[1])
}

// readerNote tells how to open files: PDF形式のファイルをご覧いただくには、Adobe Readerが必要です.
var readerNote = jtext.MustPattern(`(?i:adobe|acrobat|reader)|ビューア|ファイルを(?:ご覧|閲覧|開く|お開き|読む|見る)`)

// StatedType reads the type of a file behind an address without an ending; a size must stand beside it, or "PDF" be
// all the link says.
func StatedType(inside, after string) string {
	for _, text := range [...]string{inside, after} {
		if readerNote.MatchString(text) {
			continue
		}
		if !jtext.HasAny(text, "ファイル", "形式") && !fileSize.MatchString(text) {
			continue
		}
		if word := fileType.FindString(text); word != "" {
			return endingCalled(word)
		}
	}
	return ""
}

// NamedType is the type of a file that a link without an ending calls by its name: 01_実施要領.pdf.
func NamedType(href, inside string) string {
	path, _, _ := strings.Cut(href, "?")
	if strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".htm") {
		return ""
	}
	return endingOf(strings.TrimSpace(inside))
}

// StatedSize reads a file's size in bytes, 0 where the page states none. A KB is 1,024 bytes, as file managers count.
func StatedSize(texts ...string) int64 {
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

package jtext

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The blocks of radicals (Unicode, "CJK Radicals Supplement" and "Kangxi Radicals"): characters that name a component.
// PDFs made with Japanese fonts yield them in the place of the ideograph that looks the same, and pages copied from
// such PDFs hold them: 公⺠連携, 延⻑, ⽔⼾市.
const (
	firstRadical  = 0x2e80
	firstKangxi   = 0x2f00
	afterRadicals = 0x2fe0
)

// supplementForms maps the radicals of the supplement, counted from U+2E80, to the ideographs they stand for: the
// property Equivalent_Unified_Ideograph of the Unicode Character Database (EquivalentUnifiedIdeograph.txt, UAX #44).
// NFKC leaves them, but for two. 0 stands where the database gives none.
var supplementForms = [firstKangxi - firstRadical]rune{
	0x01: '厂', 0x02: '乛', 0x03: '乚', 0x04: '乙', 0x05: '亻', 0x06: '冂', 0x07: '𠘨', 0x08: '刀',
	0x09: '刂', 0x0a: '卜', 0x0b: '㔾', 0x0c: '小', 0x0d: '小', 0x0e: '兀', 0x0f: '尣', 0x10: '尢',
	0x11: '𡯂', 0x12: '巳', 0x13: '幺', 0x14: '彑', 0x15: '彐', 0x16: '忄', 0x17: '心', 0x18: '扌',
	0x19: '攵', 0x1b: '旡', 0x1c: '日', 0x1d: '月', 0x1e: '歺', 0x1f: '母', 0x20: '民', 0x21: '氵',
	0x22: '氺', 0x23: '灬', 0x24: '爫', 0x25: '爫', 0x26: '丬', 0x27: '牛', 0x28: '犭', 0x29: '王',
	0x2a: '𤴔', 0x2b: '目', 0x2c: '示', 0x2d: '礻', 0x2e: '𥫗', 0x2f: '糹', 0x30: '纟', 0x31: '罓',
	0x32: '罒', 0x33: '㓁', 0x34: '冗', 0x35: '𦉫', 0x36: '羊', 0x37: '𦍌', 0x38: '𦍋', 0x39: '耂',
	0x3a: '肀', 0x3b: '聿', 0x3c: '肉', 0x3d: '𦥑', 0x3e: '艹', 0x3f: '艹', 0x40: '艹', 0x41: '虎',
	0x42: '衤', 0x43: '覀', 0x44: '西', 0x45: '见', 0x46: '角', 0x47: '𧢲', 0x48: '讠', 0x49: '贝',
	0x4a: '𧾷', 0x4b: '车', 0x4c: '辶', 0x4d: '辶', 0x4e: '辶', 0x4f: '邑', 0x50: '钅', 0x51: '長',
	0x52: '镸', 0x53: '长', 0x54: '门', 0x55: '𨸏', 0x56: '阝', 0x57: '雨', 0x58: '青', 0x59: '韦',
	0x5a: '页', 0x5b: '风', 0x5c: '飞', 0x5d: '食', 0x5e: '𩙿', 0x5f: '飠', 0x60: '饣', 0x61: '𩠐',
	0x62: '马', 0x63: '骨', 0x64: '鬼', 0x65: '鱼', 0x66: '鸟', 0x67: '卤', 0x68: '麦', 0x69: '黄',
	0x6a: '黾', 0x6b: '斉', 0x6c: '齐', 0x6d: '歯', 0x6e: '齿', 0x6f: '竜', 0x70: '龙', 0x71: '龜',
	0x72: '亀', 0x73: '龟',
}

// HasRadical reports whether s may hold a radical, by the first two bytes that all of them have in UTF-8: few other
// characters do.
func HasRadical(s string) bool {
	for {
		at := strings.IndexByte(s, firstRadical>>12|0xe0)
		if at < 0 || at+1 >= len(s) {
			return false
		}
		if second := s[at+1]; second >= firstRadical>>6&0x3f|0x80 && second <= (afterRadicals-1)>>6&0x3f|0x80 {
			return true
		}
		s = s[at+1:]
	}
}

// Radical returns the ideograph that a radical of U+2E80 to U+2FDF stands for, r itself where it is none. Kangxi
// radicals have one by NFKC (UAX #15); for two of them that is a form Japanese fonts do not mean.
func Radical(r rune) rune {
	switch {
	case r < firstRadical || r >= afterRadicals:
		return r
	case r == '\u2f3e':
		return '戸' // NFKC: 戶
	case r == '\u2fca':
		return '黒' // NFKC: 黑
	case r < firstKangxi:
		if form := supplementForms[r-firstRadical]; form != 0 {
			return form
		}
		return r
	}
	form, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	return form
}
